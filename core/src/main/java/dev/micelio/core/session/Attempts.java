package dev.micelio.core.session;

import dev.micelio.core.env.Env;
import dev.micelio.core.id.Id;
import dev.micelio.core.problem.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// The attempts at one write of one session. For one thread.
final class Attempts {
  /// Races lost and answers missing, together.
  static final int ATTEMPTS_MAX = 100;

  /// Calls that were not answered.
  static final int UNANSWERED_MAX = 8;

  private static final Duration PAUSE_MIN = Duration.ofMillis(4);
  private static final int PAUSE_DOUBLINGS_MAX = 5;

  private final Env env;
  private final Id session;
  private int lost;
  private int unanswered;

  Attempts(Env env, Id session) {
    this.env = env;
    this.session = session;
  }

  /// What `attempt` answers, which answers nothing when it lost a race and has to begin again.
  <A> A until(Supplier<Optional<A>> attempt) {
    while (true) {
      Optional<A> answer;
      try {
        answer = attempt.get();
      } catch (Problem problem) {
        unanswered(problem);
        continue;
      }
      if (answer.isPresent()) {
        return answer.get();
      }
      lost();
    }
  }

  private void lost() {
    lost++;
    if (lost + unanswered >= ATTEMPTS_MAX) {
      throw new Problem(
          Problem.Kind.UNAVAILABLE,
          "session.contended",
          "session %s was changed by others at each of %d attempts".formatted(session, lost),
          "try again when fewer write to it");
    }
    pause(lost);
  }

  private void unanswered(Problem problem) {
    unanswered++;
    if (problem.kind() != Problem.Kind.UNAVAILABLE
        || unanswered == UNANSWERED_MAX
        || lost + unanswered >= ATTEMPTS_MAX) {
      throw problem;
    }
    pause(unanswered);
  }

  /// Any length up to one that doubles, so that those who lost together do not meet again.
  private void pause(int failed) {
    long most = PAUSE_MIN.toNanos() << Math.min(failed, PAUSE_DOUBLINGS_MAX);
    env.sleep(Duration.ofNanos(env.random().nextLong(most) + 1));
  }
}
