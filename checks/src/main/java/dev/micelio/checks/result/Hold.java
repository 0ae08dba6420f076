package dev.micelio.checks.result;

import java.util.concurrent.atomic.AtomicBoolean;

/// A key that nobody else runs, until it is closed or the process ends.
public final class Hold implements AutoCloseable {
  private final Runnable release;
  private final boolean held;
  private final AtomicBoolean released = new AtomicBoolean();

  private Hold(boolean held, Runnable release) {
    this.held = held;
    this.release = release;
  }

  static Hold of(Runnable release) {
    return new Hold(true, release);
  }

  static Hold none() {
    return new Hold(false, () -> {});
  }

  /// False when waiting for it was given up.
  public boolean isHeld() {
    return held;
  }

  @Override
  public void close() {
    if (released.compareAndSet(false, true)) {
      release.run();
    }
  }
}
