package dev.micelio.core.ignore;

import dev.micelio.core.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules in force in one directory. Never changed: a directory below makes its own out of it.
public final class Ignores {
  /// What a directory's rules stand in, the later one having the last word.
  public static final List<String> FILES = List.of(".gitignore", ".micignore");

  /// So that nobody's rules take memory without end, however deep their directories are.
  public static final int RULES_IN_FORCE_MAX = 50_000;

  public static final Ignores NONE = new Ignores(null, null, 0, 0);

  private final @Nullable Ignores outer;
  private final @Nullable IgnoreFile file;
  private final int baseBytes;
  private final int rules;

  private Ignores(@Nullable Ignores outer, @Nullable IgnoreFile file, int baseBytes, int rules) {
    this.outer = outer;
    this.file = file;
    this.baseBytes = baseBytes;
    this.rules = rules;
  }

  /// These rules and those of an ignore file.
  ///
  /// @param directory the path of the file's directory as bytes, empty for the top
  public Ignores with(byte[] directory, IgnoreFile file) {
    int sum = rules + file.rules();
    if (sum > RULES_IN_FORCE_MAX) {
      throw new Problem(
          Problem.Kind.INVALID,
          "ignore.too-large",
          "with %s there are %d ignore rules in force at once, and %d are allowed"
              .formatted(file.name(), sum, RULES_IN_FORCE_MAX),
          "use fewer rules, with wildcards");
    }
    int base = directory.length == 0 ? 0 : directory.length + 1;
    return new Ignores(this, file, base, sum);
  }

  /// Whether the rules leave out a path that lies below their directories. Whoever asks has asked
  /// the same of every directory above it: below an ignored one nothing is taken back.
  public boolean ignores(byte[] path, boolean isDirectory) {
    for (var at = this; at.file != null && at.outer != null; at = at.outer) {
      switch (at.file.verdict(path, at.baseBytes, isDirectory)) {
        case IGNORED -> {
          return true;
        }
        case KEPT -> {
          return false;
        }
        case UNSAID -> {}
      }
    }
    return false;
  }
}
