package dev.micelio.gate.toml;

import java.util.Comparator;

/// Where something stands in a text: line and column, both from 1. A column is one character,
/// however many bytes it has.
public record Place(int line, int column) implements Comparable<Place> {
  public static final Place START = new Place(1, 1);
  private static final Comparator<Place> ORDER =
      Comparator.comparingInt(Place::line).thenComparingInt(Place::column);

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
