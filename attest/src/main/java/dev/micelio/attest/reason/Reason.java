package dev.micelio.attest.reason;

/// One thing that is wrong: where, what belongs there and what is there, for people.
public record Reason(Code code, String where, String expected, String found) {
  @Override
  public String toString() {
    return "%s %s: expected %s, found %s".formatted(code, where, expected, found);
  }
}
