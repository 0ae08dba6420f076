package dev.micelio.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The parameters that most commands have: options of one kind each, and what stands without a
/// name.
public final class Parameters {
  private Parameters() {}

  public static void flag(CommandSpec spec, String name, String description) {
    spec.addOption(OptionSpec.builder(name).description(description).build());
  }

  public static void text(CommandSpec spec, String name, String label, String description) {
    spec.addOption(option(name, label, description).type(String.class).build());
  }

  /// One without which the command does nothing.
  public static void required(CommandSpec spec, String name, String label, String description) {
    spec.addOption(option(name, label, description).type(String.class).required(true).build());
  }

  /// One that may be given again.
  public static void texts(CommandSpec spec, String name, String label, String description) {
    spec.addOption(
        option(name, label, description)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .build());
  }

  public static void number(CommandSpec spec, String name, String label, String description) {
    spec.addOption(option(name, label, description).type(Long.class).build());
  }

  private static OptionSpec.Builder option(String name, String label, String description) {
    return OptionSpec.builder(name).paramLabel(label).description(description);
  }

  /// The one thing that a command is about.
  public static void one(CommandSpec spec, String label, String description) {
    spec.addPositional(only(label, description).arity("1").required(true).build());
  }

  public static void perhaps(CommandSpec spec, String label, String description) {
    spec.addPositional(only(label, description).arity("0..1").required(false).build());
  }

  private static PositionalParamSpec.Builder only(String label, String description) {
    return PositionalParamSpec.builder()
        .type(String.class)
        .index("0")
        .paramLabel(label)
        .description(description);
  }

  /// At least one.
  public static void many(CommandSpec spec, String label, String description) {
    spec.addPositional(list(label, description).arity("1..*").required(true).build());
  }

  public static void any(CommandSpec spec, String label, String description) {
    spec.addPositional(list(label, description).arity("0..*").required(false).build());
  }

  private static PositionalParamSpec.Builder list(String label, String description) {
    return PositionalParamSpec.builder()
        .type(List.class)
        .auxiliaryTypes(String.class)
        .index("0..*")
        .paramLabel(label)
        .description(description);
  }
}
