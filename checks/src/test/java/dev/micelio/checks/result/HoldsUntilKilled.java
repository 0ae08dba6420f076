package dev.micelio.checks.result;

import dev.micelio.checks.process.Cancellation;
import dev.micelio.core.env.MachineEnv;
import java.nio.file.Path;

/// A process that takes a key, says so, and keeps it.
final class HoldsUntilKilled {
  private HoldsUntilKilled() {}

  public static void main(String[] words) throws InterruptedException {
    var results = LocalResults.open(new MachineEnv(), Path.of(words[0]));
    try (var hold = results.hold(Samples.digest(words[1]), () -> {}, new Cancellation())) {
      System.out.println(hold.isHeld() ? "held" : "not held");
      Thread.sleep(60_000);
    }
  }
}
