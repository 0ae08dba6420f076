package dev.micelio.core.pattern;

/// What file names end with. `bare` says that a name may be the tail and nothing else.
public record Ending(String tail, boolean bare) {
  static final Ending ANY = new Ending("", true);
}
