package dev.micelio.core.snapshot;

import dev.micelio.core.tree.TreePath;
import java.nio.file.Path;

/// A file or link that belongs into the tree, not yet read.
record Found(Path file, TreePath path, Stat stat) {}
