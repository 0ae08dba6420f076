package dev.micelio.cli.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.checks.process.LogReader;
import dev.micelio.checks.result.CacheHome;
import dev.micelio.checks.result.KnownResult;
import dev.micelio.checks.result.LocalResults;
import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Json;
import dev.micelio.cli.Parameters;
import dev.micelio.cli.Verb;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.text.Shown;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `mic check log`: what a check printed when it ran.
public final class CheckLog implements Verb {

  @Override
  public void describe(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(String.class)
            .index("0")
            .paramLabel("NAME")
            .description("a check of this project")
            .build());
    Parameters.text(
        spec, "--system", "SYSTEM", "of its run on this system; this machine's if not given");
    spec.addOption(
        OptionSpec.builder("--attempt")
            .type(Integer.class)
            .paramLabel("N")
            .description("of this attempt on the same files; the newest if not given")
            .build());
    spec.usageMessage()
        .description(
            """
            Prints what the check printed when it ran here last, whether it passed or not,
            byte by byte; on a terminal, what would move the cursor or hide is shown as an
            escape. Of a long log the beginning and the end are kept, and a line between
            them says how much is missing.\
            """)
        .footer("mic check log unit", "mic check log unit --attempt 2 | less");
  }

  @Override
  public Answer run(Call call) {
    var project = CheckedProject.of(call);
    String name = call.given().matchedPositionalValue(0, "");
    project
        .policy()
        .ifPresent(policy -> Selection.find(name, List.copyOf(policy.checks().values())));
    String system = call.given().matchedOptionValue("--system", ThisMachine.system());
    var results = LocalResults.open(call.env(), CacheHome.of(call.environment()));
    var run = run(call, name, system, results.history(project.project(), name, system));
    byte[] text =
        run.log()
            .flatMap(log -> results.packedLog(log).map(packed -> LogReader.unpack(log, packed)))
            .orElseThrow(() -> gone(name));
    print(call, run, text);
    return Answer.DONE;
  }

  private static KnownResult run(Call call, String name, String system, List<KnownResult> history) {
    if (history.isEmpty()) {
      throw noLog(
          "%s on %s has not run here, or too long ago".formatted(Shown.text(name), system),
          "`mic check --only %s --force` runs it".formatted(Shown.brief(name)));
    }
    var newest = history.getFirst();
    if (!call.given().hasMatchedOption("--attempt")) {
      return newest;
    }
    int attempt = call.given().matchedOptionValue("--attempt", 0);
    var sameQuestion =
        history.stream().filter(result -> result.key().equals(newest.key())).toList();
    return sameQuestion.stream()
        .filter(result -> result.attempt() == attempt)
        .findFirst()
        .orElseThrow(() ->
            noLog(
                "%s has no attempt %d here".formatted(Shown.text(name), attempt),
                "name one of "
                    + sameQuestion.stream()
                        .map(result -> Long.toString(result.attempt()))
                        .collect(Collectors.joining(", "))));
  }

  private static void print(Call call, KnownResult run, byte[] text) {
    if (call.isJson()) {
      call.answer(
          Json.object()
              .with("name", run.name())
              .with("system", run.system())
              .with("outcome", run.outcome().word())
              .with("attempt", run.attempt())
              .with("startedMs", run.startedMillis())
              .with("durationMs", run.durationMillis())
              .with("text", new String(text, UTF_8))
              .end());
    } else if (call.outIsTerminal()) {
      var out = new StringBuilder(text.length);
      new String(text, UTF_8).lines().forEach(line -> out.append(LogText.shown(line)).append('\n'));
      call.say(out.toString());
    } else {
      call.bytes(text);
    }
  }

  private static Problem gone(String name) {
    return noLog(
        "the log of %s is not kept here any more".formatted(Shown.text(name)),
        "`mic check --only %s --force` runs it again".formatted(Shown.brief(name)));
  }

  private static Problem noLog(String what, String next) {
    return new Problem(Problem.Kind.INVALID, "check.no-log", what, next);
  }
}
