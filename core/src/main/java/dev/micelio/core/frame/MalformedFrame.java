package dev.micelio.core.frame;

/// Why bytes are not the frame that was expected. Whoever knows what it should have been says so.
public final class MalformedFrame extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedFrame(String why) {
    super(why);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
