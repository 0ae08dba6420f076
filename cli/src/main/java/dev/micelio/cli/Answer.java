package dev.micelio.cli;

/// How a command ended that could do its work.
public enum Answer {
  DONE(0),
  /// It ran, and what it was asked is not so.
  NO(1),
  /// It ran, and something on this machine kept it from finding out.
  UNSETTLED(4),
  /// Somebody stopped it.
  INTERRUPTED(130);

  private final int exitCode;

  Answer(int exitCode) {
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
