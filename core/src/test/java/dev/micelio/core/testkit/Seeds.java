package dev.micelio.core.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/// A test that takes a `long seed` as its first parameter, with seeds never seen before in each
/// run. A failure says which; `-Dseed=N` runs that one alone.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "seed {0}")
@ArgumentsSource(FreshSeeds.class)
@ExtendWith(NamesTheSeed.class)
public @interface Seeds {
  int value() default 20;
}
