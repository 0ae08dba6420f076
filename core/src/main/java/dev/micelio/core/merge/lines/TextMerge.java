package dev.micelio.core.merge.lines;

import java.util.List;

/// What became of two edits of one text.
public sealed interface TextMerge {

  /// Both edits are made in `bytes`.
  @SuppressWarnings("ArrayRecordComponent") // handed over to the caller, never compared
  record Clean(byte[] bytes) implements TextMerge {}

  /// `bytes` are the text with all that is clean merged, and the hunks between markers.
  @SuppressWarnings("ArrayRecordComponent") // handed over to the caller, never compared
  record Conflicted(byte[] bytes, List<Hunk> hunks) implements TextMerge {
    public Conflicted {
      hunks = List.copyOf(hunks);
      if (hunks.isEmpty()) {
        throw new IllegalArgumentException("a conflict names a hunk");
      }
    }
  }

  /// One of the three is larger than [LineMerge#SIZE_BYTES_MAX] or holds a NUL: not to be merged by
  /// lines.
  record NotText() implements TextMerge {}
}
