package dev.micelio.attest.definition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A flake attribute: names with dots between them. A name in double quotes may have dots in it, as
/// in Nix. `{system}` stands for the system, in every name that has it.
public record AttributePath(List<String> names) {
  public static final int SIZE_CHARACTERS_MAX = 1000;
  public static final String SYSTEM = "{system}";

  public AttributePath {
    names = List.copyOf(names);
  }

  /// The attribute of a check that names none.
  public static AttributePath ofCheck(String check) {
    return new AttributePath(List.of("checks", SYSTEM, check));
  }

  /// Null when the text is no attribute path.
  public static @Nullable AttributePath parse(String text) {
    if (text.length() > SIZE_CHARACTERS_MAX) {
      return null;
    }
    var names = new ArrayList<String>();
    int at = 0;
    while (true) {
      boolean quoted = text.startsWith("\"", at);
      int end = quoted ? text.indexOf('"', at + 1) : dotOrEnd(text, at);
      if (end < 0) {
        return null;
      }
      String name = text.substring(quoted ? at + 1 : at, end);
      if (!isName(name)) {
        return null;
      }
      names.add(name);
      at = quoted ? end + 1 : end;
      if (at == text.length()) {
        return new AttributePath(names);
      }
      if (text.charAt(at++) != '.') {
        return null;
      }
    }
  }

  private static int dotOrEnd(String text, int from) {
    int dot = text.indexOf('.', from);
    return dot < 0 ? text.length() : dot;
  }

  private static boolean isName(String name) {
    String rest = name.replace(SYSTEM, "");
    return !name.isEmpty()
        && rest.codePoints()
            .noneMatch(c -> c == '"' || c == '{' || c == '}' || c == '\\' || c <= ' ' || c == 0x7f);
  }

  public boolean namesTheSystem() {
    return names.stream().anyMatch(name -> name.contains(SYSTEM));
  }

  public List<String> on(String system) {
    return names.stream().map(name -> name.replace(SYSTEM, system)).toList();
  }
}
