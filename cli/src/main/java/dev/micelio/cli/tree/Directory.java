package dev.micelio.cli.tree;

import dev.micelio.cli.Call;
import dev.micelio.cli.Parameters;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.pattern.Patterns;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.snapshot.Scope;
import dev.micelio.core.snapshot.Snapshot;
import dev.micelio.core.tree.NodesInMemory;
import dev.micelio.core.tree.Tree;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The directories that a command names, read to trees whose nodes are kept.
final class Directory {
  private final Call call;
  private final NodesInMemory nodes = new NodesInMemory();

  Directory(Call call) {
    this.call = call;
  }

  /// The parameter that names one at `index`; it may be left out, for the current one, unless it is
  /// required.
  static void describe(CommandSpec spec, int index, String label, boolean required) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(String.class)
            .index(Integer.toString(index))
            .arity(required ? "1" : "0..1")
            .required(required)
            .paramLabel(label)
            .description(required ? "a directory" : "a directory; without it, the current one")
            .build());
  }

  static void describeScope(CommandSpec spec) {
    Parameters.texts(
        spec, "--inputs", "PATTERN", "only what matches; may be given again, ! takes away");
    describeIgnores(spec);
  }

  static void describeIgnores(CommandSpec spec) {
    Parameters.flag(spec, "--respect-ignores", "leave out what .gitignore and .micignore say");
  }

  NodesInMemory nodes() {
    return nodes;
  }

  Tree tree(Digest id) {
    return new Tree(id, nodes);
  }

  /// Reads the directory that was named at `index`. Inputs that match nothing are a problem: they
  /// are more often mistaken than meant.
  Snapshot read(int index) {
    var scope = Scope.all(call.path(call.given().matchedPositionalValue(index, "")));
    if (call.given().hasMatchedOption("--respect-ignores")) {
      scope = scope.respectingIgnores();
    }
    List<String> inputs = call.given().matchedOptionValue("--inputs", List.of());
    if (!inputs.isEmpty()) {
      scope = scope.of(Patterns.of(inputs));
    }
    var snapshot = Reading.of(call, scope, null, nodes);
    if (!inputs.isEmpty() && snapshot.totals().files() == 0) {
      throw new Problem(
          Problem.Kind.INVALID,
          "tree.no-match",
          "no file in %s matches %s".formatted(scope.directory(), String.join(", ", inputs)),
          "correct the patterns: they begin at the top of the directory, and ** goes across"
              + " directories");
    }
    return snapshot;
  }
}
