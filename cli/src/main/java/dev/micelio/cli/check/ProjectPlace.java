package dev.micelio.cli.check;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where a project is, found before anything of it is read.
///
/// @param isDefined whether it has a mic.toml; else it has a flake.nix
record ProjectPlace(Path directory, boolean isDefined) {
  /// As the policy's reader calls it, which is not loaded for this.
  static final String DEFINITION = "mic.toml";

  static final String FLAKE = "flake.nix";

  /// The nearest one, here or above; null when there is none.
  static @Nullable ProjectPlace above(Path here) {
    var defined = with(DEFINITION, here);
    if (defined != null) {
      return new ProjectPlace(defined, true);
    }
    var flake = with(FLAKE, here);
    return flake == null ? null : new ProjectPlace(flake, false);
  }

  private static @Nullable Path with(String file, Path here) {
    for (Path at = here; at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve(file))) {
        return at;
      }
    }
    return null;
  }
}
