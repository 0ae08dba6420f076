package dev.micelio.gate.intake;

import dev.micelio.attest.cose.Envelope;
import dev.micelio.attest.cose.Headers;
import dev.micelio.attest.cose.Refusal;
import dev.micelio.attest.key.KeyId;
import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reason;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.statement.Endorsement;
import dev.micelio.attest.statement.Statement;
import dev.micelio.attest.statement.StatementType;
import dev.micelio.attest.verify.Demand;
import dev.micelio.attest.verify.Verdict;
import dev.micelio.attest.verify.Verified;
import dev.micelio.attest.verify.Verifier;
import dev.micelio.core.digest.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Attestations by their kind and by whether they are believed.
final class Sorting {

  /// What one key may say only once.
  private record Saying(KeyId key, String cti) {
    static Saying of(Verified<?> verified) {
      return new Saying(verified.key(), verified.claims().cti());
    }
  }

  private final Verifier verifier;
  private final List<Verified<CheckRun>> runs = new ArrayList<>();
  private final List<Verified<Endorsement>> endorsements = new ArrayList<>();
  private final List<Refused> refused = new ArrayList<>();
  private final Map<Saying, Integer> sayings = new HashMap<>();

  Sorting(Verifier verifier) {
    this.verifier = verifier;
  }

  void add(Digest id, Offered offered) {
    byte[] file = offered.file();
    long received = offered.receivedSeconds();
    try {
      switch (Headers.read(Envelope.read(file).headers()).type()) {
        case CHECK_RUN -> add(id, verifier.checkRun(file, received, Demand.nothing()), runs);
        case ENDORSE ->
            add(id, verifier.endorsement(file, received, Demand.nothing()), endorsements);
        case REVOKE -> refuse(id, StatementType.REVOKE);
        case DECISION -> refuse(id, StatementType.DECISION);
      }
    } catch (Refusal refusal) {
      refused.add(new Refused(id, List.of(refusal.reason())));
    }
  }

  private <T extends Statement> void add(
      Digest id, Verdict<T> verdict, List<Verified<T>> believed) {
    switch (verdict) {
      case Verdict.Accepted<T>(var verified) -> {
        believed.add(verified);
        sayings.merge(Saying.of(verified), 1, Integer::sum);
      }
      case Verdict.Refused<T>(var reasons) -> refused.add(new Refused(id, reasons));
    }
  }

  private void refuse(Digest id, StatementType type) {
    refused.add(
        new Refused(
            id,
            List.of(
                new Reason(
                    Code.HDR_TYPE,
                    "headers",
                    "the type of a "
                        + StatementType.CHECK_RUN.word()
                        + " or of an "
                        + StatementType.ENDORSE.word(),
                    "that of a " + type.word()))));
  }

  /// Who says two things under one number is believed neither.
  Admitted admitted() {
    var soundRuns = once(runs);
    var soundEndorsements = once(endorsements);
    return new Admitted(soundRuns, soundEndorsements, refused);
  }

  private <T extends Statement> List<Verified<T>> once(List<Verified<T>> believed) {
    var sound = new ArrayList<Verified<T>>();
    for (var verified : believed) {
      int times = sayings.getOrDefault(Saying.of(verified), 0);
      if (times == 1) {
        sound.add(verified);
      } else {
        refused.add(
            new Refused(
                verified.id(),
                List.of(
                    new Reason(
                        Code.CLAIM_REUSED,
                        "claims.cti",
                        "a number that this key used once",
                        times + " statements with " + verified.claims().cti()))));
      }
    }
    return sound;
  }
}
