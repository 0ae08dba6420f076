package dev.micelio.cli.check;

import dev.micelio.cli.Call;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectId;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.PolicyFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// The directory whose checks are meant: the nearest one, here or above, that has a mic.toml; where
/// none has, the nearest one that has a flake.nix.
record CheckedProject(Path directory, Optional<Policy> policy) {
  private static final int BYTES_MAX = 1 << 20;

  static CheckedProject of(Call call) {
    var here = call.path("").toAbsolutePath().normalize();
    var place = ProjectPlace.above(here);
    if (place == null) {
      throw nothing(here);
    }
    if (!place.isDefined()) {
      return new CheckedProject(place.directory(), Optional.empty());
    }
    var file = place.directory().resolve(PolicyFile.NAME).toString();
    return new CheckedProject(
        place.directory(),
        Optional.of(PolicyFile.read(call.input(file, BYTES_MAX)).orProblem(file)));
  }

  private static Problem nothing(Path here) {
    return new Problem(
        Problem.Kind.INVALID,
        "check.no-project",
        "there is no mic.toml in %s or above, and no flake.nix: nothing says what to check"
            .formatted(here),
        "`mic init` writes a mic.toml from what it finds");
  }

  /// That of mic.toml. A directory without one has an id of its own, so that what is signed about
  /// it speaks of no other.
  ProjectId project() {
    return policy
        .map(Policy::project)
        .orElseGet(() -> {
          byte[] place = ("mic-directory\0" + directory).getBytes(StandardCharsets.UTF_8);
          byte[] digest = Digest.of(place).bytes();
          return ProjectId.of(Arrays.copyOf(digest, ProjectId.SIZE_BYTES));
        });
  }
}
