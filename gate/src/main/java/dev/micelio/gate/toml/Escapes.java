package dev.micelio.gate.toml;

/// The escapes of a text in double quotes that are known to be right.
final class Escapes {
  private Escapes() {}

  static String resolve(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    var resolved = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '\\' || at == text.length()) {
        resolved.append(c);
        continue;
      }
      char kind = text.charAt(at++);
      switch (kind) {
        case 'b' -> resolved.append('\b');
        case 't' -> resolved.append('\t');
        case 'n' -> resolved.append('\n');
        case 'f' -> resolved.append('\f');
        case 'r' -> resolved.append('\r');
        case 'u', 'U' -> {
          int end = Math.min(text.length(), at + (kind == 'u' ? 4 : 8));
          resolved.append(character(text.substring(at, end)));
          at = end;
        }
        default -> resolved.append(kind);
      }
    }
    return resolved.toString();
  }

  private static String character(String hex) {
    try {
      int codePoint = Integer.parseInt(hex, 16);
      return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : hex;
    } catch (NumberFormatException _) {
      return hex;
    }
  }
}
