package dev.micelio.core.objects.retrying;

import dev.micelio.core.env.Env;
import dev.micelio.core.problem.Problem;
import java.time.Duration;
import java.util.function.Supplier;

/// The attempts at one thing. For one thread.
final class Attempts {
  private final Env env;
  private final RetryPolicy policy;
  private final long beganNanos;
  private int failed;

  Attempts(Env env, RetryPolicy policy) {
    this.env = env;
    this.policy = policy;
    this.beganNanos = env.nanos();
  }

  <T> T call(Supplier<T> call) {
    while (true) {
      try {
        return call.get();
      } catch (Problem problem) {
        pauseAfter(problem);
      }
    }
  }

  /// Returns when it is time for the next attempt; throws when there is none.
  void pauseAfter(Problem problem) {
    if (problem.kind() != Problem.Kind.UNAVAILABLE) {
      throw problem;
    }
    failed++;
    long pauseNanos = env.random().nextLong(policy.pauseNanosMax(failed) + 1);
    long elapsedNanos = env.nanos() - beganNanos;
    if (failed >= policy.attemptsMax() || elapsedNanos + pauseNanos > policy.totalMax().toNanos()) {
      throw last(problem, Duration.ofNanos(elapsedNanos));
    }
    env.sleep(Duration.ofNanos(pauseNanos));
  }

  private Problem last(Problem problem, Duration elapsed) {
    if (failed == 1) {
      return problem;
    }
    String what =
        "%s (attempt %d of %d, after %d ms)"
            .formatted(problem.what(), failed, policy.attemptsMax(), elapsed.toMillis());
    return new Problem(problem.kind(), problem.code(), what, problem.next(), problem);
  }
}
