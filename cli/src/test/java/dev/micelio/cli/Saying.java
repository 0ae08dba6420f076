package dev.micelio.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// A command that says its name and what it was given.
record Saying(String name) implements Verb {

  @Override
  public void describe(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("--only")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .paramLabel("NAME")
            .description("a name")
            .build());
    spec.usageMessage().description("Says its name.").footer("mic both");
  }

  @Override
  public Answer run(Call call) {
    List<String> only = call.given().matchedOptionValue("--only", List.of());
    call.say(name + " " + only + "\n");
    return Answer.DONE;
  }
}
