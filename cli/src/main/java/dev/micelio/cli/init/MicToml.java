package dev.micelio.cli.init;

import dev.micelio.attest.definition.CheckDefinition;
import dev.micelio.core.project.ProjectId;
import java.util.List;
import java.util.stream.Collectors;

/// The text of a first mic.toml, with the reason of every guess.
///
/// @param flakeIsUnread whether there is a flake whose checks nobody could name
/// @param founder as whom the founder is known
/// @param principal the lines that name the founder's key
record MicToml(
    ProjectId project,
    List<Guess> guesses,
    boolean flakeIsUnread,
    String founder,
    String principal) {
  private static final int COMMENT_COLUMNS = 100;
  private static final String INPUTS = "inputs = [\"**\", \"!mic.toml\"]\n";

  private static final String ABOUT_GUESSES =
      """
      # Guessed from the files that are here; correct what is wrong. A check sees only the files
      # of its inputs, and runs again only when one of them changes: the fewer, the better.

      """;

  private static final String EXAMPLE =
      """
      # A check is a command that ends with 0 when all is well. It sees only the files of its inputs,
      # runs again only when one of them changes, and what its tools are counts too. For example:
      #
      # [check.test]
      # run = ["sh", "tests/run.sh"]
      # inputs = ["src/**", "tests/**", "!**/*.md"]
      # tools = ["sh"]
      # timeout = "20m"

      """;

  private static final String FLAKE_EXAMPLE =
      """
      # There is a flake, and its checks could not be named here. Name those that count; a check
      # without run is the flake's attribute checks.<system>.NAME:
      #
      # [check.unit]
      # inputs = ["flake.nix", "flake.lock", "nix/**", "src/**"]

      """;

  String text() {
    return """
    # What must hold of this project, and whose word counts for it.
    # `mic check` answers it. Every key is explained in docs/policy.md of mic.

    [project]
    id = "%s" # part of every signature: never change it
    version = 1 # raise it with every change of this file

    """
            .formatted(project)
        + checks()
        + """
        # Without [gate] everything lands. With it, only what these checks have passed for:
        #
        # [gate]
        # require = [%s]
        # owners = { of = ["%s"], need = 1 }

        # Whose word counts. The key is public, its secret half stays on its machine; it is counted
        # for a year, then `mic key export --format mic-toml` prints new lines.
        %s\
        """
            .formatted(
                guesses.isEmpty() ? "\"test\"" : quoted(guesses.stream().map(Guess::name).toList()),
                founder,
                principal);
  }

  private String checks() {
    return (guesses.isEmpty() ? "" : ABOUT_GUESSES)
        + guesses.stream().map(MicToml::check).collect(Collectors.joining())
        + (flakeIsUnread ? FLAKE_EXAMPLE : "")
        + (guesses.isEmpty() && !flakeIsUnread ? EXAMPLE : "");
  }

  private static String check(Guess guess) {
    var out = new StringBuilder(comment(guess.from() + ": " + guess.why()));
    boolean isBare = guess.name().indexOf('.') < 0;
    out.append("[check.").append(isBare ? guess.name() : "\"" + guess.name() + "\"").append("]\n");
    switch (guess.action()) {
      case Guess.Command(var run, var tools, boolean network) -> {
        out.append("run = [").append(quoted(run)).append("]\n").append(INPUTS);
        out.append("tools = [").append(quoted(tools)).append("]\n");
        if (network) {
          out.append("network = true\n");
        }
      }
      case Guess.Flake(var attribute, boolean isUsual, var system) -> {
        if (!isUsual) {
          out.append("attr = '").append(attribute).append("'\n");
        }
        out.append(INPUTS);
        if (!system.equals(CheckDefinition.DEFAULT_SYSTEM)) {
          out.append("systems = [\"").append(system).append("\"]\n");
        }
      }
    }
    return out.append('\n').toString();
  }

  private static String comment(String sentences) {
    var out = new StringBuilder("#");
    int column = 1;
    for (String word : sentences.split(" ", -1)) {
      if (column + 1 + word.length() > COMMENT_COLUMNS) {
        out.append("\n#");
        column = 1;
      }
      out.append(' ').append(word);
      column += 1 + word.length();
    }
    return out.append('\n').toString();
  }

  /// Of texts that need no escape but these two.
  private static String quoted(List<String> texts) {
    return texts.stream()
        .map(text -> "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
        .collect(Collectors.joining(", "));
  }
}
