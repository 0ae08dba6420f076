package dev.micelio.core.pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// A list of patterns: a set of paths, possibly infinite. An empty list means no path.
public final class Patterns {
  public static final int COUNT_MAX = 1000;

  /// What all patterns of a list have together, at most.
  public static final int SIZE_BYTES_MAX = 16_384;

  private final List<String> texts;
  private final List<Pattern> patterns;
  private final Automaton automaton;

  private Patterns(List<String> texts) {
    this.texts = texts;
    patterns = texts.stream().map(Pattern::of).toList();
    automaton = new Automaton(patterns);
  }

  /// The patterns as people write them. A list that is not in the language is a problem that names
  /// every fault.
  public static Patterns of(List<String> texts) {
    var faults = faults(texts);
    if (!faults.isEmpty()) {
      throw new Problem(
          Problem.Kind.INVALID,
          "pattern.malformed",
          String.join("\n", faults),
          "correct the "
              + (faults.size() == 1 ? "pattern" : faults.size() + " patterns")
              + "; docs/formats/patterns.md has the whole language");
    }
    return new Patterns(List.copyOf(texts));
  }

  private static List<String> faults(List<String> texts) {
    if (texts.size() > COUNT_MAX) {
      return List.of(texts.size() + " patterns where at most " + COUNT_MAX + " are allowed");
    }
    var faults = new ArrayList<String>();
    long sizeBytes = 0;
    boolean gives = false;
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      String fault = Pattern.fault(text);
      if (fault == null && text.startsWith("!") && !gives) {
        fault = "it takes away, and nothing before it gives; write ** as the first pattern";
      }
      if (fault != null) {
        faults.add(
            "pattern "
                + (i + 1)
                + " \""
                + text.substring(0, Math.min(100, text.length()))
                + "\": "
                + fault);
      }
      gives |= !text.startsWith("!");
      sizeBytes += text.getBytes(UTF_8).length;
    }
    if (faults.isEmpty() && sizeBytes > SIZE_BYTES_MAX) {
      faults.add(
          sizeBytes
              + " bytes of patterns where at most "
              + SIZE_BYTES_MAX
              + " are allowed; use wildcards");
    }
    return faults;
  }

  /// As they were given.
  public List<String> texts() {
    return texts;
  }

  /// One matcher per thread: it remembers what it has learned.
  public PatternMatcher matcher() {
    return new PatternMatcher(automaton);
  }

  /// Paths such that whatever matches is one of them or lies below one; in the order of a tree,
  /// none below another. The empty text stands for the top.
  public List<String> prefixes() {
    var all = new TreeSet<String>((a, b) -> Arrays.compareUnsigned(key(a), key(b)));
    for (var pattern : patterns) {
      if (!pattern.takesAway()) {
        all.add(pattern.prefix());
      }
    }
    var prefixes = new ArrayList<String>();
    for (String prefix : all) {
      if (prefixes.isEmpty() || !isBelow(prefix, prefixes.getLast())) {
        prefixes.add(prefix);
      }
    }
    return prefixes;
  }

  private static boolean isBelow(String path, String directory) {
    return directory.isEmpty() || path.startsWith(directory + "/");
  }

  private static byte[] key(String path) {
    return path.replace('/', '\0').getBytes(UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Patterns that && texts.equals(that.texts);
  }

  @Override
  public int hashCode() {
    return texts.hashCode();
  }

  @Override
  public String toString() {
    return texts.toString();
  }
}
