package dev.micelio.core.snapshot;

import dev.micelio.core.pattern.Patterns;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Which files are wanted of a directory.
///
/// @param inputs the paths wanted; null for all
/// @param respectsIgnores whether `.gitignore` and `.micignore` leave files out
public record Scope(Path directory, @Nullable Patterns inputs, boolean respectsIgnores) {

  /// Every file there is.
  public static Scope all(Path directory) {
    return new Scope(directory, null, false);
  }

  public Scope of(Patterns wanted) {
    return new Scope(directory, wanted, respectsIgnores);
  }

  public Scope respectingIgnores() {
    return new Scope(directory, inputs, true);
  }
}
