package dev.micelio.cli;

/// Colour, or none.
public enum Paint {
  COLORED,
  PLAIN;

  static Paint when(boolean colored) {
    return colored ? COLORED : PLAIN;
  }

  public String good(String text) {
    return in("32", text);
  }

  public String bad(String text) {
    return in("1;31", text);
  }

  public String faint(String text) {
    return in("2", text);
  }

  public String heading(String text) {
    return in("1", text);
  }

  private String in(String code, String text) {
    return this == COLORED ? "\u001b[" + code + "m" + text + "\u001b[m" : text;
  }
}
