package dev.micelio.cli.tree;

import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Parameters;
import dev.micelio.cli.Verb;
import picocli.CommandLine.Model.CommandSpec;

/// `mic tree show`: what a tree holds, or how it is built.
public final class TreeShow implements Verb {

  @Override
  public void describe(CommandSpec spec) {
    Directory.describe(spec, 0, "DIR", false);
    Directory.describeScope(spec);
    Parameters.flag(spec, "--nodes", "the nodes, level by level from the root down");
    spec.usageMessage()
        .description(
            """
            Prints what lies at the top of a directory's tree, as ls -F does: files and
            bytes, then the name with / behind a directory, * behind an executable file
            and @ behind a link. With --nodes it prints how the tree is built: of each
            node its id, items, size, the files and bytes below it, and its first and last
            path. Names that could be taken for others are quoted as git does.\
            """)
        .footer(
            "mic tree show",
            "mic tree show src --nodes",
            "mic tree show --respect-ignores --inputs '**/*.java' --nodes --json");
  }

  @Override
  public Answer run(Call call) {
    var directory = new Directory(call);
    var snapshot = directory.read(0);
    var tree = directory.tree(snapshot.id());
    if (call.given().hasMatchedOption("--nodes")) {
      var report = new NodesReport(snapshot, tree.nodes());
      call.say(report.text(call.paint()));
      call.answer(report.json());
    } else {
      var report = new ListingReport(snapshot, tree.list(null));
      call.say(report.text(call.paint()));
      call.answer(report.json());
    }
    return Answer.DONE;
  }
}
