package dev.micelio.core.snapshot;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.tree.TreePath;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file or link that belongs into the tree, not yet read.
///
/// @param known the digest of its content, where that is known without reading it
record Found(Path file, TreePath path, Stat stat, @Nullable Digest known) {}
