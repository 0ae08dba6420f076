package dev.micelio.checks.result;

import dev.micelio.core.env.MachineEnv;
import java.nio.file.Path;
import java.util.List;

/// A process that looks a key up and says how much it found.
final class ReadsWithoutRights {
  private ReadsWithoutRights() {}

  public static void main(String[] words) {
    var results = LocalResults.open(new MachineEnv(), Path.of(words[0]));
    System.out.println(results.known(List.of(Samples.digest(words[1]))).size() + " known");
  }
}
