package dev.micelio.gate.decision;

import dev.micelio.core.tree.Entry;

/// Reads the files of the trees that are judged. What it gives has the digest of the entry.
@FunctionalInterface
public interface Contents {
  byte[] read(Entry entry);
}
