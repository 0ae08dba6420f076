package dev.micelio.cli.debug;

/// Numbers with their words.
final class Counts {
  private Counts() {}

  static String of(long count, String one) {
    return count + " " + one + (count == 1 ? "" : "s");
  }
}
