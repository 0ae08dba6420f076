package dev.micelio.gate.edit;

import dev.micelio.gate.toml.Toml;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// The texts that may come of adding something, the nicest first. Whether one says what was meant,
/// its reader finds out.
final class Additions {
  private Additions() {}

  static Optional<Toml> value(Toml.Table table, String... keys) {
    Toml at = table;
    for (String key : keys) {
      if (!(at instanceof Toml.Table inner) || !inner.entries().containsKey(key)) {
        return Optional.empty();
      }
      at = inner.entries().get(key).value();
    }
    return Optional.of(at);
  }

  /// With the version in the place of the one that is there, or before the project's id.
  static List<String> ofVersion(String text, Toml.Table file, long version) {
    var source = new SourceText(text);
    var there = value(file, "project", "version");
    if (there.isPresent()) {
      int from = source.offset(there.get().place());
      int to = from;
      while (to < source.length() && isOfNumber(source.at(to))) {
        to++;
      }
      return List.of(source.replaced(from, to, Long.toString(version)));
    }
    var project = (Toml.Table) value(file, "project").orElseThrow();
    int id = source.offset(Objects.requireNonNull(project.entries().get("id")).key());
    int line = source.lineStart(id);
    String indent = source.isBlank(line, id) ? source.between(line, id) : "";
    String entry = "version = " + version;
    return List.of(
        source.with(line, indent + entry + "\n"),
        source.with(id, entry + ", "),
        source.with(line, "project." + entry + "\n"));
  }

  private static boolean isOfNumber(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '+' || c == '-';
  }

  /// One table more at the end of a list, which is written in brackets or as tables of their own.
  static List<String> ofItem(
      String text, Toml.Items list, String header, SequencedMap<String, Object> item) {
    var source = new SourceText(text);
    String block = "[[" + header + "]]\n" + Said.lines(item);
    if (list.values().isEmpty()) {
      int open = source.offset(list.place());
      return List.of(source.with(open + 1, Said.inline(item)), source.withLines(block));
    }
    int last = source.offset(list.values().getLast().place());
    return source.at(last) == '{'
        ? inBrackets(source, list, Said.inline(item))
        : List.of(
            source.with(sectionEnd(source, list.values().getLast()), "\n" + block),
            source.withLines(block));
  }

  private static List<String> inBrackets(SourceText source, Toml.Items list, String item) {
    var texts = new ArrayList<String>();
    int open = source.offset(list.place());
    int close = source.close(open);
    int lastFrom = source.offset(list.values().getLast().place());
    int lastTo = source.close(lastFrom) + 1;
    int closeLine = source.lineStart(close);
    int lastLine = source.lineStart(lastFrom);
    if (source.isBlank(closeLine, close) && source.isBlank(lastLine, lastFrom)) {
      String line = source.between(lastLine, lastFrom) + item + ",\n";
      texts.add(source.with(closeLine, line));
      var comma = new SourceText(source.with(closeLine, line));
      texts.add(comma.with(lastTo, ","));
    }
    texts.add(source.with(lastTo, ", " + item));
    return texts;
  }

  /// Behind the line in which the last entry of a table ends.
  private static int sectionEnd(SourceText source, Toml table) {
    int end = source.offset(table.place());
    if (table instanceof Toml.Table section) {
      for (var entry : section.entries().values()) {
        int at = source.offset(entry.value().place());
        end = Math.max(end, entry.value() instanceof Toml.Items ? source.close(at) : at);
      }
    }
    return source.nextLine(end);
  }

  /// A table of its own, at the end of the file.
  static List<String> ofTable(String text, String lines) {
    return List.of(new SourceText(text).withLines(lines));
  }
}
