package dev.micelio.core.env;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Lifts the ban on the JDK's own clock, chance and threads, with the reason why no simulation
/// needs this place.
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface TouchesTheMachine {
  String because();
}
