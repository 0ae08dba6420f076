package dev.micelio.checks.run;

/// What is known of a check before it runs.
public enum Prospect {
  PROVED("proved"),
  /// It failed here a short while ago, and will not run unless that is asked for.
  FAILS("fails"),
  OPEN("open");

  private final String word;

  Prospect(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
