package dev.micelio.cli;

import dev.micelio.core.env.ForwardingEnv;

/// The machine, with a wall clock that stands until it is set.
final class StoppedEnv extends ForwardingEnv {
  private volatile long nowMillis;

  void set(long millis) {
    nowMillis = millis;
  }

  @Override
  public long nowMillis() {
    return nowMillis;
  }
}
