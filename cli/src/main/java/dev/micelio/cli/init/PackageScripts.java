package dev.micelio.cli.init;

import java.util.ArrayList;
import java.util.List;

/// The names of the scripts of a package.json that do something. Of a file that is no JSON, those
/// before the fault.
final class PackageScripts {
  private static final int DEPTH_MAX = 64;

  /// What `npm init` writes where nobody named a test.
  private static final String NONE = "no test specified";

  private final String text;
  private final List<String> names = new ArrayList<>();
  private int at;

  private PackageScripts(String text) {
    this.text = text;
  }

  static List<String> of(String text) {
    var scripts = new PackageScripts(text);
    scripts.value(0, false);
    return List.copyOf(scripts.names);
  }

  /// Goes behind one value; false where there is none.
  private boolean value(int depth, boolean isScripts) {
    space();
    if (at >= text.length() || depth > DEPTH_MAX) {
      return false;
    }
    return switch (text.charAt(at)) {
      case '{' -> object(depth, isScripts);
      case '[' -> array(depth);
      case '"' -> {
        string();
        yield true;
      }
      default -> word();
    };
  }

  private boolean object(int depth, boolean isScripts) {
    at++;
    space();
    if (takes('}')) {
      return true;
    }
    do {
      space();
      if (at >= text.length() || text.charAt(at) != '"') {
        return false;
      }
      String name = string();
      space();
      if (!takes(':')) {
        return false;
      }
      space();
      int begin = at;
      if (!value(depth + 1, depth == 0 && name.equals("scripts"))) {
        return false;
      }
      String written = text.substring(begin, at);
      if (isScripts && written.startsWith("\"") && !written.contains(NONE)) {
        names.add(name);
      }
      space();
    } while (takes(','));
    return takes('}');
  }

  private boolean array(int depth) {
    at++;
    space();
    if (takes(']')) {
      return true;
    }
    do {
      if (!value(depth + 1, false)) {
        return false;
      }
      space();
    } while (takes(','));
    return takes(']');
  }

  /// What stands between quotes, with its escapes; no name that is looked for has any.
  private String string() {
    int begin = ++at;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at, text.length());
    String inside = text.substring(begin, at);
    at = Math.min(at + 1, text.length());
    return inside;
  }

  private boolean word() {
    int begin = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return at > begin;
  }

  private boolean takes(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void space() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
