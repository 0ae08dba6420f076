package dev.micelio.gate.affected;

import dev.micelio.attest.cose.Refusal;
import dev.micelio.attest.key.KeyId;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.statement.Action;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.statement.Decision;
import dev.micelio.attest.statement.Endorsement;
import dev.micelio.attest.statement.Revocation;
import dev.micelio.attest.statement.Statement;
import dev.micelio.attest.verify.Unverified;
import dev.micelio.core.digest.Digest;
import java.util.List;
import java.util.Optional;

/// What became of one attestation that a landing names.
public sealed interface Utterance {
  Digest id();

  /// Read, and not verified. Results that did not pass are no subjects: nothing rests on them.
  record Said(
      Digest id,
      KeyId key,
      String principal,
      Optional<CheckRun.NixSettings> nix,
      List<Subject> subjects)
      implements Utterance {
    public Said {
      subjects = List.copyOf(subjects);
    }
  }

  /// One of which nobody can tell what it said.
  sealed interface Unknown extends Utterance {}

  record Missing(Digest id) implements Unknown {}

  record Unreadable(Digest id, String why) implements Unknown {}

  /// What the bytes that are kept under this id say.
  static Utterance read(Digest id, byte[] bytes) {
    try {
      var unverified = Unverified.read(bytes);
      if (!unverified.id().equals(id)) {
        return new Unreadable(id, "its bytes are those of " + unverified.id());
      }
      var reasons = new Reasons();
      var statement = Statement.read(unverified.headers().type(), unverified.payload(), reasons);
      return reasons.isEmpty()
          ? said(unverified, statement)
          : new Unreadable(id, reasons.list().getFirst().toString());
    } catch (Refusal e) {
      return new Unreadable(id, e.reason().toString());
    }
  }

  private static Said said(Unverified unverified, Statement statement) {
    Optional<CheckRun.NixSettings> nix = Optional.empty();
    List<Subject> subjects;
    switch (statement) {
      case CheckRun run -> {
        nix = run.machine().nix();
        subjects = results(run);
      }
      case Endorsement _, Revocation _, Decision _ ->
          subjects = List.of(new Subject.Approval(statement.subject()));
    }
    return new Said(
        unverified.id(), unverified.headers().key(), unverified.claims().iss(), nix, subjects);
  }

  private static List<Subject> results(CheckRun run) {
    return run.checks().stream()
        .filter(check -> check.result() == Check.Result.PASS)
        .<Subject>map(check ->
            new Subject.Result(
                check.name(), check.system(), check.key(), check.action() instanceof Action.Nix))
        .toList();
  }
}
