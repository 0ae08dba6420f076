package dev.micelio.core.merge.lines;

/// A place that both sides changed differently. `marked` is where it stands in the marked text, its
/// markers included; the others are what the three texts have there.
public record Hunk(Lines marked, Lines base, Lines ours, Lines theirs) {

  /// Some lines of a text, the first line being 1. When `count` is 0, `first` is the line before
  /// which they would stand.
  public record Lines(int first, int count) {}
}
