package dev.micelio.checks.result;

import dev.micelio.checks.outcome.Outcome;
import dev.micelio.core.env.MachineEnv;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A process that may write only small files, and says what came of keeping a larger log.
final class KeepsOnAFullDisk {
  private KeepsOnAFullDisk() {}

  public static void main(String[] words) {
    var results = LocalResults.open(new MachineEnv(), Path.of(words[0]));
    var log = Samples.log("x".repeat(100_000));
    var result = Samples.result("question", Outcome.PASSED, 1, log);
    System.out.println(results.keep(List.of(result), Optional.empty(), List.of(log)));
  }
}
