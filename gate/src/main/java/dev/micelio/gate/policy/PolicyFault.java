package dev.micelio.gate.policy;

/// One thing in a policy file that can not be meant: where, what, and what to do about it. Lines
/// and columns count from 1.
public record PolicyFault(int line, int column, String what, String next) {
  @Override
  public String toString() {
    return line + ":" + column + ": " + what + "; " + next;
  }
}
