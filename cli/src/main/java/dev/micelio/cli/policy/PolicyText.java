package dev.micelio.cli.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.cli.Call;
import dev.micelio.cli.Parameters;
import dev.micelio.core.problem.Problem;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.PolicyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/// The file at hand, as it is.
@SuppressWarnings("ArrayRecordComponent") // never compared
record PolicyText(String name, byte[] bytes) {
  /// What a file may have, so that one byte more is seen to be too much.
  static final int BYTES_MAX = 1 << 20;

  static void describe(CommandSpec spec) {
    Parameters.perhaps(
        spec, "FILE", "a policy; if not given, the mic.toml here or above; - is standard input");
  }

  /// The one that was named at index 0, or that of the directory.
  static PolicyText named(Call call) {
    String named = call.given().matchedPositionalValue(0, "");
    return named.isEmpty() ? above(call) : new PolicyText(named, call.input(named, BYTES_MAX));
  }

  static PolicyText above(Call call) {
    var here = call.path("").toAbsolutePath().normalize();
    for (Path at = here; at != null; at = at.getParent()) {
      var file = at.resolve(PolicyFile.NAME);
      if (Files.exists(file)) {
        String name = at.equals(here) ? PolicyFile.NAME : file.toString();
        return new PolicyText(name, call.input(file.toString(), BYTES_MAX));
      }
    }
    throw new Problem(
        Problem.Kind.INVALID,
        "cli.no-policy",
        "there is no mic.toml here or above",
        "name the file, or run `mic init` to write a first one");
  }

  PolicyFile read() {
    return PolicyFile.read(bytes);
  }

  Policy policy() {
    return read().orProblem(name);
  }

  String text() {
    return new String(bytes, UTF_8);
  }
}
