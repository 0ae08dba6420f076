package dev.micelio.checks.run;

/// What came of answering a question again that somebody has answered.
public enum Comparison {
  SAME("same", true),
  /// The same result, and a build that gives other bytes each time.
  OUTPUTS_DIFFER("same verdict, outputs differ", true),
  VERDICT_DIFFERS("verdict differs", false),
  /// The same files lead to something else to be built or run here, so that nothing was run.
  DERIVATION_DIFFERS("derivation differs", false);

  private final String words;
  private final boolean confirms;

  Comparison(String words, boolean confirms) {
    this.words = words;
    this.confirms = confirms;
  }

  public String words() {
    return words;
  }

  /// Whether what was said is so.
  public boolean confirms() {
    return confirms;
  }
}
