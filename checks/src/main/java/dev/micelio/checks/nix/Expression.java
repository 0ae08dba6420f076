package dev.micelio.checks.nix;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.nix.StorePath;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// What Nix is asked, in its own language. The flake is named by its path and its digest, so that
/// its evaluation is pure; names are quoted, so that none is more than a name.
final class Expression {
  private static final String QUESTIONS =
      """
      let
        flake = builtins.getFlake %s;
        find = path: value:
          if path == [ ] then value
          else find (builtins.tail path) value.${builtins.head path};
        told = found:
          if builtins.isAttrs found && found ? drvPath
          then { drv = found.drvPath; timeout = found.meta.timeout or null; }
          else throw "the attribute is no derivation";
        ask = path: let answer = told (find path flake); in builtins.deepSeq answer answer;
        try = path: let tried = builtins.tryEval (ask path); in if tried.success then tried.value else null;
      in
      """;

  private Expression() {}

  /// A list with what each attribute is, or null for one that throws.
  static String all(StorePath source, Digest nar, List<List<String>> attributes) {
    return questions(source, nar)
        + "map try "
        + attributes.stream().map(Expression::list).collect(Collectors.joining(" ", "[ ", " ]"));
  }

  /// A list with the one.
  static String one(StorePath source, Digest nar, List<String> attribute) {
    return questions(source, nar) + "[ (ask " + list(attribute) + ") ]";
  }

  /// The names of all checks of a system; none where it has none.
  static String names(StorePath source, Digest nar, String system) {
    return questions(source, nar)
        + "builtins.attrNames ((flake.checks or { })."
        + string(system)
        + " or { })";
  }

  private static String questions(StorePath source, Digest nar) {
    String digest =
        Base64.getEncoder()
            .encodeToString(nar.bytes())
            .replace("+", "%2B")
            .replace("/", "%2F")
            .replace("=", "%3D");
    return QUESTIONS.replace("%s", string("path:" + source + "?narHash=sha256-" + digest));
  }

  private static String list(List<String> names) {
    return names.stream().map(Expression::string).collect(Collectors.joining(" ", "[ ", " ]"));
  }

  static String string(String text) {
    var quoted = new StringBuilder("\"");
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      switch (letter) {
        case '"', '\\', '$' -> quoted.append('\\').append(letter);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        default -> quoted.append(letter);
      }
    }
    return quoted.append('"').toString();
  }
}
