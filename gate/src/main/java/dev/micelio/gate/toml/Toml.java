package dev.micelio.gate.toml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A value, and where it begins.
public sealed interface Toml {

  Place place();

  /// What it is, as a message says it.
  default String kind() {
    return switch (this) {
      case Text _ -> "a text";
      case Whole _ -> "a whole number";
      case Decimal _ -> "a number";
      case Flag _ -> "true or false";
      case Moment _ -> "a date or time";
      case Items _ -> "a list";
      case Table _ -> "a table";
    };
  }

  record Text(Place place, String value) implements Toml {}

  record Whole(Place place, long value) implements Toml {}

  /// A number with a point or an exponent, or a whole one of more than 64 bits.
  record Decimal(Place place, double value) implements Toml {}

  record Flag(Place place, boolean value) implements Toml {}

  /// A date or time without quotes, as it is written.
  record Moment(Place place, String value) implements Toml {}

  record Items(Place place, List<Toml> values) implements Toml {
    public Items {
      values = List.copyOf(values);
    }
  }

  /// In the order of the text.
  record Table(Place place, SequencedMap<String, Entry> entries) implements Toml {
    public Table {
      entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
    }
  }

  /// A key's place, and its value.
  record Entry(Place key, Toml value) {}
}
