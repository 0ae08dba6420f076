package dev.micelio.cli.tree;

import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Counts;
import dev.micelio.cli.Json;
import dev.micelio.cli.Verb;
import picocli.CommandLine.Model.CommandSpec;

/// `mic tree id`: the id of a directory's content.
public final class TreeId implements Verb {

  @Override
  public void describe(CommandSpec spec) {
    Directory.describe(spec, 0, "DIR", false);
    Directory.describeScope(spec);
    spec.usageMessage()
        .description(
            """
            Prints the id of the tree that a directory is: SHA-256 over the paths, the
            contents and the executable bits of its files, and the targets of its links.
            Equal content has an equal id on every machine. .git and .mic at the top are
            no part of it; neither are empty directories, times and owners.

            With -q, the id is all that is printed.\
            """)
        .footer(
            "mic tree id",
            "mic tree id src --respect-ignores",
            "mic tree id --inputs 'src/**' --inputs '!src/generated/**'",
            "test \"$(mic -q tree id a)\" = \"$(mic -q tree id b)\"");
  }

  @Override
  public Answer run(Call call) {
    var directory = new Directory(call);
    var snapshot = directory.read(0);
    int depth = directory.tree(snapshot.id()).depth();
    call.say(snapshot.id() + "\n");
    if (!call.isQuiet()) {
      call.say(call.paint().faint(Counts.of(snapshot.totals()) + ", depth " + depth) + "\n");
    }
    call.answer(
        Json.object()
            .with("id", snapshot.id().toString())
            .with("files", snapshot.totals().files())
            .with("bytes", snapshot.totals().bytes())
            .with("depth", depth)
            .end());
    return Answer.DONE;
  }
}
