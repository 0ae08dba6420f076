package dev.micelio.attest.schema;

import java.nio.charset.StandardCharsets;

/// What names and paths are made of. By hand, character by character: a pattern would be most of
/// what reading a record costs.
public final class Grammar {
  public static final String CHECK_NAME = "[a-z0-9][a-z0-9._-]{0,63}";
  public static final int NAME_BYTES_MAX = 128;
  public static final String STORE = "/nix/store";

  static final String NAME = "at most " + NAME_BYTES_MAX + " bytes without control characters";

  private static final int CHECK_NAME_MAX = 64;
  private static final int HASH_CHARS = 32;
  private static final int STORE_NAME_MAX = 211;
  private static final String DERIVATION = ".drv";

  private Grammar() {}

  public static boolean isCheckName(String text) {
    if (text.isEmpty() || text.length() > CHECK_NAME_MAX || !isLowerOrDigit(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLowerOrDigit(c) && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  static boolean isName(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length <= NAME_BYTES_MAX
        && text.chars().noneMatch(Character::isISOControl);
  }

  /// `/nix/store/` with a hash and a name.
  public static boolean isStorePath(String path) {
    int name = STORE.length() + 1 + HASH_CHARS + 1;
    if (!path.startsWith(STORE)
        || path.length() <= name
        || path.length() > name + STORE_NAME_MAX
        || path.charAt(STORE.length()) != '/'
        || path.charAt(name - 1) != '-') {
      return false;
    }
    for (int i = STORE.length() + 1; i < name - 1; i++) {
      if (!isHashChar(path.charAt(i))) {
        return false;
      }
    }
    for (int i = name; i < path.length(); i++) {
      if (!isStoreNameChar(path.charAt(i))) {
        return false;
      }
    }
    return !isHidden(path, name);
  }

  /// `.`, `..`, and what begins with one of them and a dash.
  private static boolean isHidden(String path, int name) {
    int dots = name;
    while (dots < path.length() && dots < name + 2 && path.charAt(dots) == '.') {
      dots++;
    }
    return dots > name && (dots == path.length() || path.charAt(dots) == '-');
  }

  public static boolean isDerivationPath(String path) {
    return isStorePath(path) && path.endsWith(DERIVATION);
  }

  private static boolean isLowerOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  /// Nix's own 32 characters: no e, o, t and u.
  private static boolean isHashChar(char c) {
    return isLowerOrDigit(c) && c != 'e' && c != 'o' && c != 't' && c != 'u';
  }

  private static boolean isStoreNameChar(char c) {
    return isLowerOrDigit(c)
        || (c >= 'A' && c <= 'Z')
        || c == '+'
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '?'
        || c == '=';
  }
}
