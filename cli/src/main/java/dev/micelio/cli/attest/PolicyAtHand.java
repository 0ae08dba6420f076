package dev.micelio.cli.attest;

import dev.micelio.cli.Call;
import dev.micelio.cli.Parameters;
import dev.micelio.core.problem.Problem;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.PolicyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// The policy that a command judges by: the file that was named, or the mic.toml of the directory
/// or of the nearest one above.
public final class PolicyAtHand {
  private static final int BYTES_MAX = 1 << 20;

  private PolicyAtHand() {}

  public static void describe(CommandSpec spec) {
    Parameters.text(
        spec, "--policy", "FILE", "judge by this file; without it, by the mic.toml here or above");
  }

  static Policy of(Call call) {
    return find(call)
        .orElseThrow(() ->
            new Problem(
                Problem.Kind.INVALID,
                "cli.no-policy",
                "there is no mic.toml here or above: nothing says whom to trust",
                "name the policy: --policy FILE"));
  }

  public static Optional<Policy> find(Call call) {
    String named = call.given().matchedOptionValue("--policy", "");
    if (!named.isEmpty()) {
      return Optional.of(read(call, named));
    }
    for (Path at = call.path("").toAbsolutePath(); at != null; at = at.getParent()) {
      var file = at.resolve(PolicyFile.NAME);
      if (Files.exists(file)) {
        return Optional.of(read(call, file.toString()));
      }
    }
    return Optional.empty();
  }

  private static Policy read(Call call, String file) {
    return PolicyFile.read(call.input(file, BYTES_MAX)).orProblem(file);
  }
}
