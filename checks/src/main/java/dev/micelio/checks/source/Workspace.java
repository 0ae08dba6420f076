package dev.micelio.checks.source;

import java.nio.file.Path;

/// A directory that only this process works in; gone at close.
public final class Workspace implements AutoCloseable {
  private final Path path;
  private final Runnable close;

  Workspace(Path path, Runnable close) {
    this.path = path;
    this.close = close;
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() {
    close.run();
  }
}
