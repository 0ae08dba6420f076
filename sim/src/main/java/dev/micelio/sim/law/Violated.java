package dev.micelio.sim.law;

/// A law that does not hold, and how.
public final class Violated extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String law;

  public Violated(String law, String how) {
    super(how);
    this.law = law;
  }

  public String law() {
    return law;
  }

  public String how() {
    return String.valueOf(getMessage());
  }
}
