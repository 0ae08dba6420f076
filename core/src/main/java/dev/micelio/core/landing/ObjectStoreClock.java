package dev.micelio.core.landing;

import dev.micelio.core.env.Env;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectKeys;
import java.time.Duration;

/// What time it is by the clock that all share, the object store's: asked now and then, and counted
/// on from there. For one thread.
final class ObjectStoreClock {
  private static final long VALID_NANOS = Duration.ofMinutes(10).toNanos();

  private final Env env;
  private final ObjectStore project;
  private boolean asked;
  private long askedNanos;
  private long aheadMillis;

  ObjectStoreClock(Env env, ObjectStore project) {
    this.env = env;
    this.project = project;
  }

  long nowMillis() {
    if (!asked || env.nanos() - askedNanos > VALID_NANOS) {
      ask();
    }
    return env.nanos() / 1_000_000 + aheadMillis;
  }

  private void ask() {
    project.put(ProjectKeys.CLOCK, Body.of(new byte[] {0}), Condition.ANY);
    switch (project.head(ProjectKeys.CLOCK)) {
      case Lookup.Found found -> {
        askedNanos = env.nanos();
        aheadMillis = found.modifiedMillis() - askedNanos / 1_000_000;
        asked = true;
      }
      case Lookup.Absent() ->
          throw new Problem(
              Problem.Kind.UNAVAILABLE,
              "log.no-clock",
              ProjectKeys.CLOCK.text() + " is gone just after it was put",
              "try again, and see that nothing deletes objects of this project");
    }
  }
}
