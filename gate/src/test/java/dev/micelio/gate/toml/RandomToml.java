package dev.micelio.gate.toml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Documents in all the ways that TOML has to write them, and where everything in them stands. It
/// counts lines and columns while it writes, and shares nothing with what reads.
final class RandomToml {
  /// A path of keys and numbers, to the place of the value there and to that of its key.
  final Map<List<Object>, Place> values = new LinkedHashMap<>();

  final Map<List<Object>, Place> keys = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder();
  private final Random random;
  private int line = 1;
  private int column = 1;
  private int named;

  RandomToml(long seed) {
    random = new Random(seed);
    blankLines();
    entries(List.of());
    for (int i = random.nextInt(6); i > 0; i--) {
      if (random.nextBoolean()) {
        table();
      } else {
        tableList();
      }
    }
  }

  String text() {
    return text.toString();
  }

  private void write(String piece) {
    text.append(piece);
    for (int c : piece.codePoints().toArray()) {
      column = c == '\n' ? 1 : column + 1;
      line += c == '\n' ? 1 : 0;
    }
  }

  private Place here() {
    return new Place(line, column);
  }

  private void spaces() {
    write(pick("", "", " ", "\t", "  "));
  }

  private void endOfLine() {
    spaces();
    write(pick("", "", "# ] } \" ''' 𝄞 #"));
    write(pick("\n", "\r\n"));
    blankLines();
  }

  private void blankLines() {
    while (random.nextInt(4) == 0) {
      write(pick("\n", " \n", "# [a]\n", "\t# x = \"\"\"\r\n"));
    }
    spaces();
  }

  private void table() {
    write("[");
    var path = header(List.of());
    write("]");
    endOfLine();
    entries(path);
  }

  private void tableList() {
    String name = "list" + named++;
    for (int i = 0; i <= random.nextInt(3); i++) {
      write("[[");
      spaces();
      write(name);
      write("]]");
      endOfLine();
      entries(List.of(name, i));
      if (random.nextBoolean()) {
        write("[" + name + ".");
        var path = header(List.of(name, i));
        write("]");
        endOfLine();
        entries(path);
      }
    }
  }

  private List<Object> header(List<Object> top) {
    spaces();
    var path = dottedKey(top);
    spaces();
    return path;
  }

  private void entries(List<Object> path) {
    for (int i = random.nextInt(5); i > 0; i--) {
      entry(path);
      endOfLine();
    }
  }

  private void entry(List<Object> path) {
    var at = dottedKey(path);
    spaces();
    write("=");
    spaces();
    value(at, 3);
  }

  private List<Object> dottedKey(List<Object> path) {
    var at = new ArrayList<>(path);
    for (int parts = 1 + random.nextInt(3); parts > 0; parts--) {
      var place = here();
      at.add(key());
      keys.put(List.copyOf(at), place);
      if (parts > 1) {
        spaces();
        write(".");
        spaces();
      }
    }
    return at;
  }

  /// Never the same twice.
  private String key() {
    String name = "k" + named++;
    switch (random.nextInt(5)) {
      case 0 -> write('"' + name + " = [\\\"\\\\\\u00e9\\U0001D11E\\t\"");
      case 1 -> write("'" + name + " \"]\\ 𝄞'");
      default -> {
        write(name);
        return name;
      }
    }
    return text.charAt(text.length() - 1) == '"' ? name + " = [\"\\é𝄞\t" : name + " \"]\\ 𝄞";
  }

  private void value(List<Object> at, int depth) {
    values.put(List.copyOf(at), here());
    switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> write(pick("\"\"", "''", "\"a # ] } , \\\" \\\\\"", "'𝄞\\'"));
      case 1 ->
          write(
              pick(
                  "\"\"\"\"\"\"",
                  "\"\"\"\n a = [ \\\"\"\" ' \n\"\" \\\\\"\"\"",
                  "\"\"\"two\"\"\"\"\"",
                  "'''\n[x]\n\"\"\" ''\\'''",
                  "''''two'''''"));
      case 2 -> write(pick("0", "-17", "0xdead_beef", "1_000", "99999999999999999999"));
      case 3 -> write(pick("0.5", "-1e3", "inf", "nan", "6.02e+23"));
      case 4 -> write(pick("true", "false"));
      case 5 -> write(pick("2026-01-31", "2026-01-31 07:32:00Z", "07:32:00.5"));
      case 6 -> list(at, depth - 1);
      default -> inlineTable(at, depth - 1);
    }
  }

  private void list(List<Object> at, int depth) {
    write("[");
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      if (random.nextBoolean()) {
        endOfLine();
      }
      var item = new ArrayList<>(at);
      item.add(i);
      value(item, depth);
      spaces();
      if (i < count - 1 || random.nextBoolean()) {
        write(",");
      }
    }
    if (random.nextBoolean()) {
      endOfLine();
    }
    write("]");
  }

  private void inlineTable(List<Object> at, int depth) {
    write("{");
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      spaces();
      var inner = dottedKey(at);
      spaces();
      write("=");
      spaces();
      value(inner, depth);
      spaces();
      write(i < count - 1 ? "," : "");
    }
    spaces();
    write("}");
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
