package dev.micelio.cli.tree;

import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Parameters;
import dev.micelio.cli.Verb;
import picocli.CommandLine.Model.CommandSpec;

/// `mic tree diff`: what differs between two directories.
public final class TreeDiff implements Verb {

  @Override
  public void describe(CommandSpec spec) {
    Directory.describe(spec, 0, "A", true);
    Directory.describe(spec, 1, "B", true);
    Directory.describeScope(spec);
    Parameters.flag(spec, "--exit-code", "end with 1 when something differs");
    spec.usageMessage()
        .description(
            """
            Prints one line for each path that differs: A for one that only B has, D for
            one that only A has, M for one that both have with other content or as another
            kind. Names with control characters, quotes or backslashes are quoted as git
            does. Nothing differs exactly when both have the same tree id.

            Exit codes: 0, whether or not something differs; with --exit-code 1 if so.\
            """)
        .footer(
            "mic tree diff before after",
            "mic tree diff --respect-ignores ../main . --inputs 'src/**'",
            "mic tree diff -q --exit-code a b || echo they differ");
  }

  @Override
  public Answer run(Call call) {
    var directory = new Directory(call);
    var before = directory.read(0);
    var after = directory.read(1);
    var report = new DifferenceReport(before.id(), after.id());
    directory.tree(before.id()).diff(after.id(), report::add);
    call.say(report.lines(call.paint()));
    if (!call.isQuiet()) {
      call.say(call.paint().faint(report.sum()) + "\n");
    }
    call.answer(report.json());
    boolean no = call.given().hasMatchedOption("--exit-code") && !report.isEmpty();
    return no ? Answer.NO : Answer.DONE;
  }
}
