package dev.micelio.cli.policy;

import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Parameters;
import dev.micelio.cli.Verb;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.tree.TreePath;
import dev.micelio.gate.policy.PolicyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;

/// `mic policy explain`: what a change needs, in plain words.
public final class PolicyExplain implements Verb {

  @Override
  public void describe(CommandSpec spec) {
    Parameters.any(spec, "PATH", "files that change; without any, the whole policy is told");
    spec.usageMessage()
        .description(
            """
            Says what a change of these files needs before it lands: which checks and why,
            who may sign them, and who must endorse a change of the policy itself. It tells
            what the mic.toml here or above says; a change is judged by the mic.toml that it
            begins at. Files need not be there.\
            """)
        .footer(
            "mic policy explain", "mic policy explain src/main.c", "mic policy explain mic.toml");
  }

  @Override
  public Answer run(Call call) {
    var text = PolicyText.above(call);
    var policy = text.policy();
    List<String> named = call.given().matchedPositionalValue(0, List.of());
    if (named.isEmpty()) {
      var whole = new WholePolicy(policy);
      call.say(whole.text(text.name(), call.paint()));
      call.answer(whole.json());
    } else {
      var file = call.path(text.name()).toAbsolutePath().normalize();
      var top = Objects.requireNonNull(file.getParent());
      var paths = new ArrayList<TreePath>();
      for (String each : named) {
        paths.add(path(call, top, each));
      }
      var needs = Needs.of(policy, paths);
      call.say(needs.text(call.paint()));
      call.answer(needs.json());
    }
    return Answer.DONE;
  }

  /// As a tree knows it, from the top of the project.
  private static TreePath path(Call call, Path top, String written) {
    var path = call.path(written).toAbsolutePath().normalize();
    if (Files.isDirectory(path) || path.equals(top) || !path.startsWith(top)) {
      throw new Problem(
          Problem.Kind.INVALID,
          "cli.usage",
          "%s is no file of the project in %s".formatted(written, top),
          "name files below it, such as src/main.c; `mic policy explain` alone tells the whole of "
              + PolicyFile.NAME);
    }
    return new TreePath(top.relativize(path).toString());
  }
}
