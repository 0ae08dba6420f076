package dev.micelio.cli.init;

import java.util.List;

/// A check that the files of a project suggest.
///
/// @param name what it would be called if no other is
/// @param from the file that suggests it
/// @param kind a word that tells it from others of its name
/// @param why in whole sentences, for the reader of mic.toml
record Guess(String name, String from, String kind, String why, Action action) {

  sealed interface Action {
    /// As people would type it.
    default String text() {
      return switch (this) {
        case Command command -> String.join(" ", command.run());
        case Flake flake -> "nix " + flake.attribute();
      };
    }
  }

  /// @param network whether it fetches something
  record Command(List<String> run, List<String> tools, boolean network) implements Action {
    Command {
      run = List.copyOf(run);
      tools = List.copyOf(tools);
    }
  }

  /// @param attribute as `attr` writes it
  /// @param isUsual whether that is what a check of this name has without `attr`
  record Flake(String attribute, boolean isUsual, String system) implements Action {}

  Guess called(String other) {
    return new Guess(other, from, kind, why, action);
  }
}
