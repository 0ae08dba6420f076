package dev.micelio.cli.attest;

import dev.micelio.attest.statement.Endorsement;
import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Parameters;
import dev.micelio.cli.Verb;
import dev.micelio.cli.tree.Reading;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.text.Shown;
import dev.micelio.core.tree.NodesInMemory;
import java.nio.file.Files;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/// `mic attest endorse landing`: stands behind what a session makes of a project.
public final class EndorseLanding implements Verb {
  private static final Pattern SESSION = Pattern.compile("[0-9a-f]{32}");

  @Override
  public void describe(CommandSpec spec) {
    Parameters.required(spec, "--session", "ID", "the session that lands");
    Parameters.required(
        spec, "--tree", "TREE", "what it makes of the project: a directory, or the id of its tree");
    Endorser.describe(spec);
    PolicyAtHand.describe(spec);
    spec.usageMessage()
        .description(
            """
            Signs that you stand behind the landing of a session that gives just this tree.
            Where a change touches mic.toml, a gate counts it as an owner's endorsement.\
            """)
        .footer(
            "mic attest endorse landing --session 01970000000070008000000000000001 --tree ."
                + " -o yes");
  }

  @Override
  public Answer run(Call call) {
    String session = call.given().matchedOptionValue("--session", "").replace("-", "");
    if (!SESSION.matcher(session).matches()) {
      throw new Problem(
          Problem.Kind.INVALID,
          "cli.usage",
          "--session is %s, which is no id of a session".formatted(Shown.text(session)),
          "write its 32 hexadecimal digits, in lower case");
    }
    var tree = tree(call);
    var signed =
        Endorser.of(call, PolicyAtHand.of(call)).endorse(new Endorsement.Of.Landing(session, tree));
    call.say(
        "endorsed the tree %s as %s: %s%n"
            .formatted(tree, Shown.brief(signed.principal()), signed.file()));
    call.answer(signed.json().with("session", session).with("tree", tree.toString()).end());
    return Answer.DONE;
  }

  private static Digest tree(Call call) {
    String named = call.given().matchedOptionValue("--tree", "");
    return Files.isDirectory(call.path(named))
        ? Reading.all(call, call.path(named), new NodesInMemory()).id()
        : Digest.parse(named);
  }
}
