package dev.micelio.core.snapshot;

/// Is told how reading gets on, by several threads at once.
public interface Watcher {
  Watcher NOBODY = (_, _) -> {};

  /// So many more files and bytes have been read.
  void read(long files, long bytes);
}
