package dev.micelio.cli.check;

import dev.micelio.checks.process.Cancellation;
import dev.micelio.core.env.TouchesTheMachine;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Cancels a run when the system asks mic to end, and lets mic end only when the run has.
@TouchesTheMachine(because = "signals come from the machine alone")
final class Interruption implements AutoCloseable {
  /// Longer than what runs is given to end by itself.
  private static final long PATIENCE_SECONDS = 15;

  private final Cancellation cancellation;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::cancel, "interruption");

  Interruption(Cancellation cancellation) {
    this.cancellation = cancellation;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void cancel() {
    cancellation.cancel();
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return; // what still runs ends with mic
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // mic is ending already
    }
  }
}
