package dev.micelio.core.env;

import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A thread of a simulated world. Only the one that holds the baton runs.
///
/// | state    | `place` in the runnable | `wakeNanos` | `waitsFor` |
/// |----------|-------------------------|-------------|------------|
/// | runnable | its index               | –           | null       |
/// | sleeping | -1                      | when        | null       |
/// | waiting  | -1                      | –           | what       |
/// | ended    | -1                      | –           | null       |
@TouchesTheMachine(because = "the baton is passed between real threads")
final class Strand {
  private static final Set<String> OWN_TYPES =
      Stream.of(Env.class, SeededEnv.class, SeededPromise.class, Strand.class, World.class)
          .map(Class::getName)
          .collect(Collectors.toUnmodifiableSet());

  final String name;
  private final Thread thread;
  private volatile boolean baton;
  private boolean started;

  int place = -1;
  long wakeNanos;
  long sleepOrder;
  @Nullable SeededPromise<?> waitsFor;
  int calls;
  int refusals;
  @Nullable Killed killed;

  Strand(String name, Runnable work) {
    this.name = name;
    this.thread = Thread.ofVirtual().name(name).unstarted(work);
  }

  boolean isCurrent() {
    return thread.equals(Thread.currentThread());
  }

  void handBaton() {
    if (started) {
      baton = true;
      LockSupport.unpark(thread);
    } else {
      started = true;
      thread.start();
    }
  }

  /// An interrupt is for the world as a whole; left set, it would make this loop spin.
  void awaitBaton() {
    while (!baton) {
      LockSupport.park(this);
      Thread.interrupted();
    }
    baton = false;
  }

  void interrupt() {
    thread.interrupt();
  }

  /// Where in the program it stands: the innermost frame that is not the simulation's own.
  String where() {
    for (var frame : thread.getStackTrace()) {
      String type = frame.getClassName();
      if (!type.startsWith("java.") && !type.startsWith("jdk.") && !OWN_TYPES.contains(type)) {
        return frame.toString();
      }
    }
    return "its beginning";
  }
}
