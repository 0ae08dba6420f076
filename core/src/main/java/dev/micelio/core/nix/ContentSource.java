package dev.micelio.core.nix;

import dev.micelio.core.tree.Entry;
import java.io.IOException;
import java.io.InputStream;

/// Where the raw content of an entry is read; of a link, its target. Whoever reads verifies it, and
/// closes it.
@FunctionalInterface
public interface ContentSource {
  InputStream open(Entry entry) throws IOException;
}
