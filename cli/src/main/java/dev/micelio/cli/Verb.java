package dev.micelio.cli;

import picocli.CommandLine.Model.CommandSpec;

/// What a command does. It is made for one call only.
public interface Verb {

  /// Says what the command takes, and in the usage message its description and (as the footer) its
  /// examples.
  void describe(CommandSpec spec);

  /// Does it. The answer *no* is expected; everything else that goes wrong is a problem.
  Answer run(Call call);
}
