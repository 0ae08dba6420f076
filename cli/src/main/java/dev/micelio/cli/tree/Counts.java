package dev.micelio.cli.tree;

import dev.micelio.core.tree.Totals;

/// Numbers with their words.
final class Counts {
  private Counts() {}

  static String of(long count, String one) {
    return count + " " + one + (count == 1 ? "" : "s");
  }

  static String of(Totals totals) {
    return of(totals.files(), "file") + ", " + of(totals.bytes(), "byte");
  }
}
