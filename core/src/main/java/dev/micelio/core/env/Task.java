package dev.micelio.core.env;

import org.jspecify.annotations.Nullable;

/// Work that another thread does, or a value that it gives.
public interface Task<T extends @Nullable Object> {

  /// Waits for the end and answers the value, or throws what the work threw.
  T await();

  boolean isDone();
}
