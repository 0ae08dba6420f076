package dev.micelio.cli;

import dev.micelio.core.tree.Totals;

/// Numbers with their words.
public final class Counts {
  private Counts() {}

  public static String of(long count, String one) {
    return count + " " + one + (count == 1 ? "" : "s");
  }

  public static String of(Totals totals) {
    return of(totals.files(), "file") + ", " + of(totals.bytes(), "byte");
  }
}
