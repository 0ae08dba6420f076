package dev.micelio.attest.key.agent;

import dev.micelio.core.problem.Problem;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The problems with an agent.
final class Faults {
  private Faults() {}

  static Problem none(String why, @Nullable Throwable cause) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "agent.none",
        "no ssh-agent answers: " + why,
        "start one and give it the key: `eval \"$(ssh-agent)\"`, then `ssh-add FILE`",
        cause);
  }

  static Problem silent(Path socket, long seconds) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "agent.silent",
        "the ssh-agent at %s did not answer within %d seconds".formatted(socket, seconds),
        "look whether it waits for somebody to confirm, then run the command again");
  }

  static Problem malformed(String why) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "agent.malformed",
        "the ssh-agent answered what it should not: " + why,
        "start another one: `eval \"$(ssh-agent)\"`, then `ssh-add FILE`");
  }

  static Problem refused(String of) {
    return new Problem(
        Problem.Kind.DENIED,
        "agent.refused",
        "the ssh-agent refused to sign with " + of,
        "it is locked (`ssh-add -X`), somebody said no where it asks, or the key may not be used:"
            + " see `ssh-add -L`");
  }

  static Problem noKey(String of, int held) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "agent.no-key",
        held == 0
            ? "the ssh-agent holds no key, or is locked; wanted is " + of
            : "the ssh-agent holds %d keys, but not %s".formatted(held, of),
        "give it the key: `ssh-add FILE`; a locked one opens with `ssh-add -X`");
  }

  static Problem tooLarge(int bytes, int bytesMax) {
    return new Problem(
        Problem.Kind.INVALID,
        "agent.too-large",
        "an ssh-agent takes messages of %d bytes, not %d".formatted(bytesMax, bytes),
        "sign with a key that lies in a file: `mic key new`");
  }
}
