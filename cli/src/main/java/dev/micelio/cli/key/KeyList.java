package dev.micelio.cli.key;

import dev.micelio.attest.key.directory.KeyDirectory;
import dev.micelio.attest.key.directory.Listed;
import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Json;
import dev.micelio.cli.Paint;
import dev.micelio.cli.Verb;
import dev.micelio.core.problem.Problem;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// `mic key list`: the keys that there are.
public final class KeyList implements Verb {

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            """
            Prints a line for each key: its name, its id, and where its secret lies: in a
            file of mic, in an OpenSSH file (ssh-file) or in the ssh-agent. A key that can
            not be used is told with the reason and what to do about it.

            Exit codes: 0, also when there is no key; 1 when some key can not be used.
            With -q, the names are all that is printed.\
            """)
        .footer("mic key list", "mic key list --json");
  }

  @Override
  public Answer run(Call call) {
    var directory = KeyDirectory.of(call.env(), call.environment());
    var listed = directory.list();
    call.say(call.isQuiet() ? names(listed) : text(listed, call.paint()));
    if (listed.isEmpty() && !call.isQuiet()) {
      call.say("there is no key in %s; `mic key new` makes one\n".formatted(directory.path()));
    }
    call.answer(
        Json.object()
            .with("directory", directory.path().toString())
            .with("keys", Json.array(listed, KeyList::json))
            .end());
    return listed.stream().allMatch(Listed.Sound.class::isInstance) ? Answer.DONE : Answer.NO;
  }

  private static String names(List<Listed> listed) {
    return String.join("", listed.stream().map(key -> key.name() + "\n").toList());
  }

  private static String text(List<Listed> listed, Paint paint) {
    int width = listed.stream().mapToInt(key -> key.name().text().length()).max().orElse(1);
    var out = new StringBuilder();
    for (var item : listed) {
      out.append(paint.heading(("%-" + width + "s").formatted(item.name()))).append("  ");
      out.append(
          switch (item) {
            case Listed.Sound(var key) ->
                key.publicKey().id() + "  " + new KeyReport(key).kind() + "\n";
            case Listed.Broken(_, Problem problem) ->
                paint.bad(problem.what()) + "; next: " + problem.next() + "\n";
          });
    }
    return out.toString();
  }

  private static Json json(Listed listed) {
    return switch (listed) {
      case Listed.Sound(var key) -> new KeyReport(key).fields().end();
      case Listed.Broken(var name, Problem problem) ->
          Json.object()
              .with("name", name.text())
              .with(
                  "problem",
                  Json.object()
                      .with("code", problem.code())
                      .with("what", problem.what())
                      .with("next", problem.next())
                      .end())
              .end();
    };
  }
}
