package dev.micelio.attest.definition;

import dev.micelio.core.pattern.Patterns;
import java.time.Duration;
import java.util.List;

/// A check as somebody wants it: what it may read, what it does, where and how long.
public record CheckDefinition(
    String name, Patterns inputs, List<String> systems, Duration timeout, Action action) {
  public static final int COUNT_MAX = 256;
  public static final int SYSTEMS_MAX = 16;
  public static final String DEFAULT_SYSTEM = "x86_64-linux";
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(20);

  public CheckDefinition {
    systems = List.copyOf(systems);
  }

  /// What the check does.
  public sealed interface Action {

    /// As a check run names it.
    default String kind() {
      return switch (this) {
        case Nix _ -> "nix";
        case Command _ -> "run";
      };
    }
  }

  /// Builds a flake attribute, on every one of the systems.
  public record Nix(AttributePath attribute) implements Action {}

  /// Runs a command; the tools are those whose identity counts, the variables those that it may
  /// see. Without systems any system will do.
  public record Command(
      List<String> run, List<String> tools, List<String> variables, boolean network)
      implements Action {
    public static final int WORDS_MAX = 1000;
    public static final int TOOLS_MAX = 64;
    public static final int VARIABLES_MAX = 64;

    public Command {
      run = List.copyOf(run);
      tools = List.copyOf(tools);
      variables = List.copyOf(variables);
    }
  }
}
