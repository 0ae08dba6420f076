package dev.micelio.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// A command whose only deed is to throw.
record Failing(RuntimeException thrown) implements Verb {

  static Entry.Group commands(RuntimeException thrown) {
    return new Entry.Group(
        "mic", "a test", List.of(new Entry.Command("fail", "fails", () -> new Failing(thrown))));
  }

  @Override
  public void describe(CommandSpec spec) {}

  @Override
  public Answer run(Call call) {
    throw thrown;
  }
}
