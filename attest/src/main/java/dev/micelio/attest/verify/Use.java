package dev.micelio.attest.verify;

/// What a key may sign.
public enum Use {
  CHECK("check"),
  ENDORSE("endorse"),
  REEXEC("reexec"),
  DECIDE("decide");

  private final String word;

  Use(String word) {
    this.word = word;
  }

  /// As a policy says it.
  public String word() {
    return word;
  }
}
