package dev.micelio.cli.attest;

import dev.micelio.cli.Call;
import dev.micelio.cli.Parameters;
import dev.micelio.cli.tree.Reading;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.tree.NodesInMemory;
import dev.micelio.gate.policy.Policy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/// What the inputs of each check give in the files at hand: named, or read from a directory.
final class Sources {
  private Sources() {}

  static void describe(CommandSpec spec) {
    Parameters.text(spec, "--tree", "DIR", "the files that the results must be about");
    Parameters.texts(
        spec,
        "--src",
        "NAME=ID",
        "what a check's inputs must give, without the files; all checks need one");
  }

  /// By the name of the check; nothing at all when no files are at hand.
  static Map<String, Digest> of(Call call, Policy policy) {
    var sources = new HashMap<String, Digest>();
    String directory = call.given().matchedOptionValue("--tree", "");
    if (!directory.isEmpty()) {
      sources.putAll(restricted(call, directory, policy));
    }
    List<String> named = call.given().matchedOptionValue("--src", List.of());
    for (String each : named) {
      int equals = each.indexOf('=');
      if (equals < 1 || !policy.checks().containsKey(each.substring(0, equals))) {
        throw new Problem(
            Problem.Kind.INVALID,
            "cli.usage",
            "--src %s names no check of the policy".formatted(each),
            "write --src NAME=ID, with one of: " + String.join(", ", policy.checks().keySet()));
      }
      sources.put(each.substring(0, equals), Digest.parse(each.substring(equals + 1)));
    }
    return sources;
  }

  private static Map<String, Digest> restricted(Call call, String directory, Policy policy) {
    var nodes = new NodesInMemory();
    var tree = Reading.all(call, call.path(directory), nodes);
    var sources = new HashMap<String, Digest>();
    for (var check : policy.checks().values()) {
      sources.put(check.name(), tree.restrict(check.inputs(), nodes).id());
    }
    return sources;
  }
}
