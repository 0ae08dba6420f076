package dev.micelio.cli.check;

import dev.micelio.checks.result.CacheHome;
import dev.micelio.checks.result.LocalResults;
import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Counts;
import dev.micelio.cli.Json;
import dev.micelio.cli.Parameters;
import dev.micelio.cli.Verb;
import picocli.CommandLine.Model.CommandSpec;

/// `mic check clean`: removes what is kept of checks.
public final class CheckClean implements Verb {

  @Override
  public void describe(CommandSpec spec) {
    Parameters.flag(spec, "--all", "remove everything: what is proved here runs again");
    spec.usageMessage()
        .description(
            """
            Removes results, attestations, logs and trees of checks that lie in
            ~/.cache/mic (or below XDG_CACHE_HOME) beyond its bounds, 2 GiB or 100 000
            files: those that nobody wanted for longest. It also happens by itself. What a
            mic that runs now holds is left alone, with --all too. What is remembered there
            of directories and of Nix goes after 90 days, and with --all; it is not counted.\
            """)
        .footer("mic check clean", "mic check clean --all");
  }

  @Override
  public Answer run(Call call) {
    var home = CacheHome.of(call.environment());
    StandingCheck.answers(call.env(), home).forgetAll();
    var results = LocalResults.open(call.env(), home);
    var cleaned = call.given().hasMatchedOption("--all") ? results.cleanAll() : results.clean();
    call.say(
        "removed %s, %s; left are %s, %s\n"
            .formatted(
                Counts.of(cleaned.files(), "file"),
                SizeText.of(cleaned.bytes()),
                Counts.of(cleaned.filesLeft(), "file"),
                SizeText.of(cleaned.bytesLeft())));
    call.answer(
        Json.object()
            .with("filesRemoved", cleaned.files())
            .with("bytesRemoved", cleaned.bytes())
            .with("filesLeft", cleaned.filesLeft())
            .with("bytesLeft", cleaned.bytesLeft())
            .end());
    return Answer.DONE;
  }
}
