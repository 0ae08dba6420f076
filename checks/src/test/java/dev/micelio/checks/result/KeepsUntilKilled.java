package dev.micelio.checks.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.checks.outcome.Outcome;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.MachineEnv;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A process that keeps one result after another, until somebody kills it. It says when it has kept
/// the first.
final class KeepsUntilKilled {
  static final int QUESTIONS = 5;

  private KeepsUntilKilled() {}

  public static void main(String[] words) {
    var results = LocalResults.open(new MachineEnv(), Path.of(words[0]));
    for (int i = 1; ; i++) {
      byte[] attestation = (words[1] + i).getBytes(UTF_8);
      var log = Samples.log(words[1] + " log " + i);
      var result =
          Samples.result("question " + i % QUESTIONS, Outcome.PASSED, i, log)
              .withAttestation(Digest.of(attestation));
      if (results.keep(List.of(result), Optional.of(attestation), List.of(log))
          instanceof KeepAnswer.NotKept(var why)) {
        System.out.println(why);
      }
      if (i == 1) {
        System.out.println("keeps");
      }
    }
  }
}
