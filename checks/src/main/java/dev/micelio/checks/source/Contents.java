package dev.micelio.checks.source;

import dev.micelio.core.tree.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/// Where the raw content of a file of the snapshot is read; of a link, its target. What it gives is
/// verified by whoever asked. For many threads.
public interface Contents {
  InputStream open(Entry entry) throws IOException;

  /// The directory that the files lie in, where they lie in one: what is checked must not see it.
  default Optional<Path> directory() {
    return Optional.empty();
  }
}
