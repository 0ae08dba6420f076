package dev.micelio.checks.plan;

import dev.micelio.attest.statement.Action;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is done in a check, with everything beside the files that decides what comes of it.
public sealed interface Question {

  /// The names of a flake attribute, from its top.
  record Nix(List<String> attribute) implements Question {
    public Nix {
      attribute = List.copyOf(attribute);
    }
  }

  /// A command: the variables that it may see with their values here, and the tools as they were
  /// found here.
  record Command(
      List<String> run,
      SortedMap<String, String> variables,
      List<Action.Tool> tools,
      boolean network)
      implements Question {
    public Command {
      run = List.copyOf(run);
      variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
      tools = List.copyOf(tools);
    }

    /// As an attestation says what was done, kept apart in this way.
    public Action.Run asRun(String isolation) {
      return new Action.Run(run, variables, tools, isolation, network);
    }
  }
}
