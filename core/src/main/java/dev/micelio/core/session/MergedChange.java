package dev.micelio.core.session;

import org.jspecify.annotations.Nullable;

/// What a sync makes of one path: the change on the new base, with a mark where the merge could not
/// decide.
public record MergedChange(PathChange change, @Nullable ConflictMark conflict) {}
