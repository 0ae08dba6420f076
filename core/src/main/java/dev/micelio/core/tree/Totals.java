package dev.micelio.core.tree;

/// How many files, and their sizes added up.
public record Totals(long files, long bytes) {
  public static final Totals NONE = new Totals(0, 0);

  Totals plus(long moreFiles, long moreBytes) {
    return new Totals(files + moreFiles, bytes + moreBytes);
  }
}
