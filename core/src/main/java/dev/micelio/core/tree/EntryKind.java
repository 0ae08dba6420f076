package dev.micelio.core.tree;

import org.jspecify.annotations.Nullable;

/// What an entry is.
public enum EntryKind {
  FILE(0),
  EXECUTABLE(1),
  /// Its content is the link's target.
  LINK(2);

  private final int code;

  EntryKind(int code) {
    this.code = code;
  }

  /// The byte that stands for it in a node.
  public int code() {
    return code;
  }

  /// Null for a byte that the format does not know.
  public static @Nullable EntryKind of(int code) {
    return switch (code) {
      case 0 -> FILE;
      case 1 -> EXECUTABLE;
      case 2 -> LINK;
      default -> null;
    };
  }
}
