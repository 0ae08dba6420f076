package dev.micelio.core.snapshot;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.tree.Totals;

/// The tree that a directory was found to be, and what it holds.
public record Snapshot(Digest id, Totals totals) {}
