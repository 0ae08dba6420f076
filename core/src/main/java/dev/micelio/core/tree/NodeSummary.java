package dev.micelio.core.tree;

import dev.micelio.core.digest.Digest;
import org.jspecify.annotations.Nullable;

/// One node of a tree, for whoever wants to see how it is built.
///
/// @param items entries at level 0, nodes above
/// @param sizeBytes of the node itself
/// @param totals the files below it, with their sizes
/// @param first the first path below it; null in the empty tree
/// @param last the last path below it; null in the empty tree
public record NodeSummary(
    int level,
    Digest id,
    int items,
    int sizeBytes,
    Totals totals,
    @Nullable TreePath first,
    @Nullable TreePath last) {}
