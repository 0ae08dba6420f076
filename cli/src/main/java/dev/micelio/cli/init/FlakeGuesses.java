package dev.micelio.cli.init;

import dev.micelio.attest.schema.Grammar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The checks of a flake under names that mic.toml can give them.
final class FlakeGuesses {
  private static final int NAME_CHARACTERS_MAX = 64;

  private FlakeGuesses() {}

  static List<Guess> of(List<String> names, String system) {
    var guesses = new ArrayList<Guess>();
    for (String name : names) {
      boolean isUsual = Grammar.isCheckName(name);
      if (isUsual || isWritable(name)) {
        boolean isPlain = isUsual && !name.contains(".");
        guesses.add(
            new Guess(
                isUsual ? name : called(name),
                "flake.nix",
                "flake",
                "A check of the flake.",
                new Guess.Flake(
                    "checks.{system}." + (isPlain ? name : "\"" + name + "\""), isUsual, system)));
      }
    }
    return guesses;
  }

  /// In the quotes of an attribute and of a TOML text, without an escape.
  private static boolean isWritable(String name) {
    return !name.isEmpty()
        && name.length() <= NAME_CHARACTERS_MAX
        && name.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"'\\{}$".indexOf(c) < 0);
  }

  private static String called(String name) {
    String text = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "-");
    return Grammar.isCheckName(text)
        ? text
        : Grammar.isCheckName("x" + text) ? "x" + text : "flake";
  }
}
