package dev.micelio.gate.policy;

import dev.micelio.core.pattern.Patterns;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.text.Shown;
import dev.micelio.gate.toml.Toml;
import java.util.List;
import java.util.Optional;

/// Patterns of a section, each fault at its own pattern.
final class PatternList {
  private static final String NEXT = "correct it; docs/formats/patterns.md has the whole language";

  private PatternList() {}

  static Optional<Patterns> read(Section section, String key) {
    var texts = section.texts(key, Patterns.COUNT_MAX);
    if (texts.isEmpty()) {
      if (section.isEmptyList(key)) {
        section.fault(key, "names no pattern", "write at least one");
      }
      return Optional.empty();
    }
    try {
      return Optional.of(Patterns.of(texts.stream().map(Toml.Text::value).toList()));
    } catch (Problem whole) {
      boolean found = false;
      for (var text : texts) {
        found |= tell(section, key, text);
      }
      if (!found) {
        section.fault(key, "is no list of patterns: " + Shown.brief(whole.what()), NEXT);
      }
      return Optional.empty();
    }
  }

  /// Tells what is wrong with one pattern by itself.
  private static boolean tell(Section section, String key, Toml.Text text) {
    // a pattern that takes away is sound behind one that gives
    var alone = text.value().startsWith("!") ? List.of("**", text.value()) : List.of(text.value());
    try {
      var _ = Patterns.of(alone);
      return false;
    } catch (Problem problem) {
      String why = problem.what().substring(problem.what().lastIndexOf("\": ") + 3);
      section.faultAt(
          text.place(), key, "has " + Shown.text(text.value()) + ": " + Shown.brief(why), NEXT);
      return true;
    }
  }
}
