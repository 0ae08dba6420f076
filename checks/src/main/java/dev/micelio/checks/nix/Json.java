package dev.micelio.checks.nix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// JSON as Nix prints it.
sealed interface Json {
  static Json nothing() {
    return new Literal("null");
  }

  /// A character is one byte: what a builder prints need not be UTF-8, and Nix lets it through.
  record Text(String bytes) implements Json {
    String text() {
      return new String(bytes.getBytes(ISO_8859_1), UTF_8);
    }
  }

  /// A number, `true`, `false` or `null`, as it is written.
  record Literal(String word) implements Json {}

  record Items(List<Json> items) implements Json {
    public Items {
      items = List.copyOf(items);
    }
  }

  record Members(SortedMap<String, Json> members) implements Json {
    public Members {
      members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    }
  }

  /// What is not there, and every member of what has none, is nothing.
  default Json member(String name) {
    return this instanceof Members(var members) ? members.getOrDefault(name, nothing()) : nothing();
  }

  default Json item(int at) {
    return this instanceof Items(var items) && at < items.size() ? items.get(at) : nothing();
  }

  default List<Json> list() {
    return this instanceof Items(var items) ? items : List.of();
  }

  default Map<String, Json> map() {
    return this instanceof Members(var members) ? members : Map.of();
  }

  /// Empty where it is no text.
  default String asText() {
    return this instanceof Text text ? text.text() : "";
  }

  /// Empty where it is no text.
  default String asBytes() {
    return this instanceof Text text ? text.bytes() : "";
  }

  default OptionalLong asLong() {
    if (this instanceof Literal(var word) && JsonReader.isWhole(word)) {
      return OptionalLong.of(Long.parseLong(word));
    }
    return OptionalLong.empty();
  }

  default boolean is(String word) {
    return this instanceof Literal(var own) && own.equals(word);
  }

  /// The same for the same value: members sorted, no spaces, and only what must be escaped.
  default String canonical() {
    var out = new StringBuilder();
    append(out);
    return out.toString();
  }

  private void append(StringBuilder out) {
    switch (this) {
      case Text text -> quote(text.text(), out);
      case Literal(var word) -> out.append(word);
      case Items(var items) -> {
        String before = "[";
        for (var item : items) {
          out.append(before);
          item.append(out);
          before = ",";
        }
        out.append(items.isEmpty() ? "[]" : "]");
      }
      case Members(var members) -> {
        String before = "{";
        for (var member : members.entrySet()) {
          out.append(before);
          quote(member.getKey(), out);
          out.append(':');
          member.getValue().append(out);
          before = ",";
        }
        out.append(members.isEmpty() ? "{}" : "}");
      }
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      if (letter == '"' || letter == '\\') {
        out.append('\\').append(letter);
      } else if (letter < ' ') {
        out.append("\\u00%02x".formatted((int) letter));
      } else {
        out.append(letter);
      }
    }
    out.append('"');
  }
}
