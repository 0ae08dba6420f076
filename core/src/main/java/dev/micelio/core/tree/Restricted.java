package dev.micelio.core.tree;

import dev.micelio.core.digest.Digest;

/// A restricted tree, and what it holds. No files at all mostly means that a pattern is mistaken;
/// whoever asked decides.
public record Restricted(Digest id, Totals totals) {}
