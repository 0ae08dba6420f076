package dev.micelio.attest.key.directory;

import dev.micelio.core.problem.Problem;
import java.util.regex.Pattern;

/// What a key is called on this machine.
public record KeyName(String text) implements Comparable<KeyName> {
  private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

  public static final KeyName DEFAULT = new KeyName("default");

  public KeyName {
    if (!isName(text)) {
      throw new Problem(
          Problem.Kind.INVALID,
          "key.bad-name",
          isId(text)
              ? "a key can not be called what key ids look like: " + text
              : "not a name of a key: \"%s\"".formatted(brief(text)),
          "name it with a-z, 0-9, '.', '_' and '-', at most 64 of them, a letter or digit first");
    }
  }

  static boolean isName(String text) {
    return GRAMMAR.matcher(text).matches() && !isId(text);
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  private static String brief(String text) {
    return text.substring(0, Math.min(text.length(), 100)).replaceAll("\\p{Cc}", "?");
  }

  @Override
  public int compareTo(KeyName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
