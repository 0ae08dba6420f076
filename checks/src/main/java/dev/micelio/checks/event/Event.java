package dev.micelio.checks.event;

import dev.micelio.checks.outcome.Outcome;
import dev.micelio.checks.outcome.Usage;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.tree.Totals;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What happens while checks run, in the order in which it happens. A check is meant by its name
/// and its system. Events come one at a time.
public sealed interface Event {

  /// A check by name, on a system.
  record Id(String name, String system) {}

  /// The files were read.
  record Snapshotted(Digest tree, Totals files) implements Event {}

  /// What will be looked up; in the order of the definitions.
  record Planned(List<Item> checks) implements Event {
    public record Item(Id id, Digest key, Digest source, OptionalLong expectedMillis) {}

    public Planned {
      checks = List.copyOf(checks);
    }
  }

  /// Nix finds out what to build for these checks.
  record Evaluating(List<Id> checks) implements Event {
    public Evaluating {
      checks = List.copyOf(checks);
    }
  }

  /// Another mic is at it; its result is waited for.
  record Waiting(Id id) implements Event {}

  record Started(Id id, long atMillis, OptionalLong expectedMillis) implements Event {}

  /// A builder says in which phase it is.
  record Phase(Id id, String phase) implements Event {}

  /// A line of the log, as it was printed: bytes that are no UTF-8 are replaced, escapes are not.
  record Line(Id id, String text) implements Event {}

  /// A check is answered.
  ///
  /// @param ran whether it ran here and now; else evidence answered
  /// @param known for what did not run: since when the answer is known, milliseconds since 1970
  /// @param durationMillis of the run that answered it, now or then
  /// @param attestation the attestation that proves it, if one does
  /// @param log the digest of the packed log, if there is one here
  /// @param excerpt the first error block of the log of what failed, or its last lines; may be
  ///   empty
  /// @param flaky whether the same key has passed and failed
  record Answered(
      Id id,
      Outcome outcome,
      boolean ran,
      Digest key,
      Digest source,
      int exit,
      long durationMillis,
      Usage usage,
      OptionalLong known,
      Optional<Digest> attestation,
      Optional<Digest> log,
      long attempt,
      boolean flaky,
      String detail,
      List<String> excerpt)
      implements Event {
    public Answered {
      excerpt = List.copyOf(excerpt);
    }
  }

  /// What ran was signed.
  record Signed(Digest attestation, String principal, String keyName) implements Event {}

  /// Something that the reader should know and that decides nothing, with the next step.
  record Warning(String what, String next) implements Event {}

  /// All of it, in the order of the definitions. The last event.
  ///
  /// @param savedMillis how long those that did not run took when they ran
  record Summary(List<Answered> checks, long durationMillis, long savedMillis, Digest tree)
      implements Event {
    public Summary {
      checks = List.copyOf(checks);
    }
  }
}
