package dev.micelio.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `mic help`.
final class HelpVerb implements Verb {
  private static final String EXIT_CODES_TOPIC = "exit-codes";
  private static final String EXIT_CODES =
      """
      Exit codes of mic:

        0    done
        1    the answer is no: a check failed, the gate denied, a conflict
        2    wrong usage or input: correct it
        3    not permitted: get permission
        4    unavailable: try again
        5    corrupt data: stop, and restore it
        70   a bug in mic: report it
        130  interrupted
      """;

  private final Entry.Group root;

  HelpVerb(Entry.Group root) {
    this.root = root;
  }

  @Override
  public void describe(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("0..*")
            .paramLabel("COMMAND")
            .description("a command, or exit-codes; without it, all commands")
            .build());
    spec.usageMessage()
        .description("Prints how a command is used, with examples. COMMAND --help does the same.")
        .footer("mic help", "mic help doctor objects", "mic help exit-codes");
  }

  @Override
  public Answer run(Call call) {
    List<String> words = call.given().matchedPositionalValue(0, List.of());
    String text =
        words.equals(List.of(EXIT_CODES_TOPIC))
            ? EXIT_CODES
            : Help.of(Route.of(root, words), call.paint());
    call.say(text);
    call.answer(Json.object().with("help", text).end());
    return Answer.DONE;
  }
}
