package dev.micelio.core.env;

import org.jspecify.annotations.Nullable;

/// A value given once, by whoever comes first. Waiters see everything that its giver did before.
public interface Promise<T extends @Nullable Object> extends Task<T> {

  /// True when this call decided the promise, false when it was decided already.
  boolean complete(T value);

  /// As [#complete], with what every waiter will be thrown.
  boolean fail(Throwable cause);
}
