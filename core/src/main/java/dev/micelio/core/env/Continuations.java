package dev.micelio.core.env;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// The JDK's continuations, by handles that are constants to the compiler. To be touched only where
/// [ContinuationStrands#isAvailable] says so.
final class Continuations {
  static final String PACKAGE = "jdk.internal.vm";
  private static final MethodHandle NEW;
  private static final MethodHandle RUN;
  private static final MethodHandle PAUSE;
  private static final MethodHandle FRAMES;

  static {
    try {
      var lookup = MethodHandles.lookup();
      var type = Class.forName(PACKAGE + ".Continuation");
      var scopeType = Class.forName(PACKAGE + ".ContinuationScope");
      Object scope =
          lookup
              .findConstructor(scopeType, MethodType.methodType(void.class, String.class))
              .invoke("dev.micelio.core.env");
      var constructor =
          lookup.findConstructor(
              type, MethodType.methodType(void.class, scopeType, Runnable.class));
      NEW =
          MethodHandles.insertArguments(constructor, 0, scope)
              .asType(MethodType.methodType(Object.class, Runnable.class));
      RUN =
          lookup
              .findVirtual(type, "run", MethodType.methodType(void.class))
              .asType(MethodType.methodType(void.class, Object.class));
      PAUSE =
          MethodHandles.insertArguments(
                  lookup.findStatic(type, "yield", MethodType.methodType(boolean.class, scopeType)),
                  0,
                  scope)
              .asType(MethodType.methodType(void.class));
      FRAMES =
          lookup
              .findVirtual(type, "getStackTrace", MethodType.methodType(StackTraceElement[].class))
              .asType(MethodType.methodType(StackTraceElement[].class, Object.class));
    } catch (Throwable e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Continuations() {}

  static Object of(Runnable work) {
    try {
      return (Object) NEW.invokeExact(work);
    } catch (Throwable e) {
      throw SeededPromise.unchecked(e);
    }
  }

  /// Until it pauses or ends.
  static void run(Object continuation) {
    try {
      RUN.invokeExact(continuation);
    } catch (Throwable e) {
      throw SeededPromise.unchecked(e);
    }
  }

  /// Throws `IllegalStateException` where a frame below can not be set aside, such as one of native
  /// code.
  static void pause() {
    try {
      PAUSE.invokeExact();
    } catch (Throwable e) {
      throw SeededPromise.unchecked(e);
    }
  }

  static StackTraceElement[] frames(Object continuation) {
    try {
      return (StackTraceElement[]) FRAMES.invokeExact(continuation);
    } catch (Throwable e) {
      throw SeededPromise.unchecked(e);
    }
  }
}
