package dev.micelio.core.env;

/// Ends a simulated thread as the death of its process would. Nobody may catch it and go on: every
/// later call of that thread on [Env] throws it again.
public final class Killed extends Error {
  private static final long serialVersionUID = 1L;

  public Killed(String what) {
    super(what);
  }

  Killed(String what, Throwable cause) {
    super(what, cause);
  }
}
