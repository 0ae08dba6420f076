package dev.micelio.gate.edit;

import dev.micelio.gate.toml.Toml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// What a document says, without its places: maps, lists, texts, numbers, flags and moments. And
/// the other way: values of these kinds as TOML.
final class Said {
  /// A date or time without quotes, which is another value than the same text in quotes.
  private record Moment(String text) {}

  private Said() {}

  static SequencedMap<String, Object> table(Toml.Table table) {
    var said = new LinkedHashMap<String, Object>();
    table.entries().forEach((key, entry) -> said.put(key, value(entry.value())));
    return said;
  }

  private static Object value(Toml value) {
    return switch (value) {
      case Toml.Text(_, var text) -> text;
      case Toml.Whole(_, var number) -> number;
      case Toml.Decimal(_, var number) -> number;
      case Toml.Flag(_, var flag) -> flag;
      case Toml.Moment(_, var text) -> new Moment(text);
      case Toml.Items(_, var values) ->
          values.stream().map(Said::value).collect(Collectors.toCollection(ArrayList::new));
      case Toml.Table inner -> table(inner);
    };
  }

  /// The entries, a line each.
  static String lines(SequencedMap<String, Object> table) {
    return table.entrySet().stream()
        .map(entry -> entry.getKey() + " = " + text(entry.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  /// On one line, in braces.
  static String inline(SequencedMap<String, Object> table) {
    return table.entrySet().stream()
        .map(entry -> entry.getKey() + " = " + text(entry.getValue()))
        .collect(Collectors.joining(", ", "{ ", " }"));
  }

  private static String text(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(Said::text).collect(Collectors.joining(", ", "[", "]"))
        : value instanceof String text ? quoted(text) : String.valueOf(value);
  }

  /// A key, quoted where it must be.
  static String key(String name) {
    return name.matches("[A-Za-z0-9_-]+") ? name : quoted(name);
  }

  private static String quoted(String text) {
    var out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c < ' ' || c == 0x7f) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
