package dev.micelio.cli.policy;

import dev.micelio.cli.Call;
import dev.micelio.cli.Parameters;
import dev.micelio.cli.attest.PolicyAtHand;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectId;
import dev.micelio.gate.affected.Suspicion;
import dev.micelio.gate.policy.Policy;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;

/// On which side of its key's revocation a landing is.
enum RevocationSide {
  UP_TO("up to"),
  BEHIND("behind");

  private final String word;

  RevocationSide(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  static void describe(CommandSpec spec) {
    Parameters.text(
        spec, "--policy", "FILE", "where the key is revoked, if not the mic.toml here or above");
  }

  static RevocationSide of(long position, long after) {
    return position > after ? BEHIND : UP_TO;
  }

  /// The position that the policy at hand gives in the revocation of a suspected key. A policy that
  /// nobody named, of another project, says nothing.
  static OptionalLong after(Call call, ProjectId project, Suspicion suspicion) {
    boolean isNamed = call.given().hasMatchedOption("--policy");
    if (!(suspicion instanceof Suspicion.Key(var key))) {
      if (isNamed) {
        throw new Problem(
            Problem.Kind.INVALID,
            "cli.usage",
            "--policy says nothing without --key: only keys are revoked",
            "leave it out");
      }
      return OptionalLong.empty();
    }
    var policy = PolicyAtHand.find(call);
    if (isNamed && policy.filter(found -> found.project().equals(project)).isEmpty()) {
      throw new Problem(
          Problem.Kind.INVALID,
          "cli.usage",
          "the policy is not that of the project " + project,
          "name its mic.toml, or the project that it says");
    }
    return policy.stream()
        .filter(found -> found.project().equals(project))
        .flatMap(found -> found.revocations().stream())
        .filter(revocation -> revocation.key().equals(key))
        .mapToLong(Policy.Revocation::after)
        .findFirst();
  }
}
