package dev.micelio.gate.toml;

import java.util.ArrayList;
import java.util.List;

/// Finds where each key and each value of a text begins. It reads only texts that are known to be
/// TOML, and so may take for granted what a first reading has proved; what it does not understand
/// all the same is [Lost].
final class Locator {

  /// Not understood, at this offset.
  static final class Lost extends Exception {
    private static final long serialVersionUID = 1L;
    final int offset;

    Lost(int offset) {
      super(null, null, false, false);
      this.offset = offset;
    }
  }

  private record Part(int at, String name) {}

  private final String text;
  private int at;

  private Locator(String text) {
    this.text = text;
  }

  static Mark locate(String text) throws Lost {
    return new Locator(text).document();
  }

  private Mark document() throws Lost {
    var root = new Mark(0);
    var table = root;
    for (blanks(); at < text.length(); blanks()) {
      if (peek() == '[') {
        table = header(root);
      } else {
        entry(table);
      }
    }
    return root;
  }

  private Mark header(Mark root) throws Lost {
    int start = at;
    boolean list = text.startsWith("[[", at);
    at += list ? 2 : 1;
    var parts = key();
    var last = parts.removeLast();
    var table = descend(root, parts).members.computeIfAbsent(last.name, _ -> new Mark(last.at));
    expect(']');
    if (!list) {
      table.value = last.at;
      return table;
    }
    expect(']');
    var item = new Mark(start);
    table.items.add(item);
    return item;
  }

  private void entry(Mark table) throws Lost {
    var parts = key();
    var last = parts.removeLast();
    var mark = new Mark(last.at);
    if (descend(table, parts).members.putIfAbsent(last.name, mark) != null) {
      throw new Lost(last.at);
    }
    expect('=');
    spaces();
    value(mark);
  }

  private static Mark descend(Mark from, List<Part> parts) {
    var table = from;
    for (var part : parts) {
      table = table.members.computeIfAbsent(part.name, _ -> new Mark(part.at)).last();
    }
    return table;
  }

  private List<Part> key() throws Lost {
    var parts = new ArrayList<Part>();
    do {
      if (!parts.isEmpty()) {
        at++;
      }
      spaces();
      int start = at;
      parts.add(new Part(start, peek() == '"' || peek() == '\'' ? quotedName() : bareName()));
      spaces();
    } while (peek() == '.');
    return parts;
  }

  private String bareName() throws Lost {
    int start = at;
    while (isBare(peek())) {
      at++;
    }
    if (at == start) {
      throw new Lost(at);
    }
    return text.substring(start, at);
  }

  private static boolean isBare(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  private String quotedName() throws Lost {
    boolean escapes = peek() == '"';
    int start = at + 1;
    quoted();
    String name = text.substring(start, at - 1);
    return escapes ? Escapes.resolve(name) : name;
  }

  private void value(Mark mark) throws Lost {
    mark.value = at;
    switch (peek()) {
      case '"', '\'' -> {
        mark.quoted = true;
        quoted();
      }
      case '[' -> list(mark);
      case '{' -> inlineTable(mark);
      default -> bareValue();
    }
  }

  private void list(Mark list) throws Lost {
    at++;
    for (blanks(); peek() != ']'; blanks()) {
      var item = new Mark(at);
      value(item);
      list.items.add(item);
      separator(']');
    }
    at++;
  }

  private void inlineTable(Mark table) throws Lost {
    at++;
    for (blanks(); peek() != '}'; blanks()) {
      entry(table);
      separator('}');
    }
    at++;
  }

  private void separator(char end) throws Lost {
    blanks();
    if (peek() == ',') {
      at++;
    } else if (peek() != end) {
      throw new Lost(at);
    }
  }

  /// A date may have a blank in it, so what ends a value is not a blank.
  private void bareValue() throws Lost {
    int start = at;
    while (at < text.length() && ",]}#\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (at == start) {
      throw new Lost(at);
    }
  }

  private void quoted() throws Lost {
    char quote = text.charAt(at);
    String three = String.valueOf(quote).repeat(3);
    boolean block = text.startsWith(three, at);
    at += block ? 3 : 1;
    while (block ? !text.startsWith(three, at) : peek() != quote) {
      at += quote == '"' && peek() == '\\' ? 2 : 1;
      if (at >= text.length()) {
        throw new Lost(text.length());
      }
    }
    at += block ? 3 : 1;
    // a long text may end with one or two quotes of its own
    for (int i = 0; block && i < 2 && peek() == quote; i++) {
      at++;
    }
  }

  private void expect(char c) throws Lost {
    spaces();
    if (peek() != c) {
      throw new Lost(at);
    }
    at++;
  }

  private void spaces() {
    while (peek() == ' ' || peek() == '\t') {
      at++;
    }
  }

  private void blanks() {
    while (at < text.length()) {
      int c = peek();
      if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        at++;
      } else {
        return;
      }
    }
  }

  private int peek() {
    return at < text.length() ? text.charAt(at) : -1;
  }
}
