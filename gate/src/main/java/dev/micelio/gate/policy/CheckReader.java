package dev.micelio.gate.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.attest.definition.AttributePath;
import dev.micelio.attest.definition.CheckDefinition;
import dev.micelio.core.pattern.Patterns;
import dev.micelio.core.text.Shown;
import dev.micelio.gate.toml.Toml;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// Reads the definition of one check.
final class CheckReader {
  static final Duration TIMEOUT_MAX = Duration.ofDays(7);
  static final int WORD_BYTES_MAX = 16_384;
  private static final Pattern SYSTEM = Pattern.compile("[a-z0-9_]{1,32}(-[a-z0-9_]{1,32}){1,3}");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
  private static final List<String> OF_COMMANDS = List.of("tools", "env", "network");

  private final String name;
  private final Section section;

  CheckReader(Section.Named named, Faults faults) {
    name = named.name();
    section =
        new Section(
            "check " + Shown.text(name),
            named.table(),
            faults,
            "inputs",
            "attr",
            "systems",
            "timeout",
            "run",
            "tools",
            "env",
            "network");
  }

  CheckDefinition read() {
    var inputs = PatternList.read(section, "inputs").orElseGet(() -> Patterns.of(List.of("**")));
    boolean command = section.has("run");
    var systems = systems(command);
    return new CheckDefinition(
        name, inputs, systems, timeout(), command ? command() : nix(systems));
  }

  private List<String> systems(boolean command) {
    var systems = section.names("systems", CheckDefinition.SYSTEMS_MAX);
    if (!section.has("systems")) {
      return command ? List.of() : List.of(CheckDefinition.DEFAULT_SYSTEM);
    }
    if (section.isEmptyList("systems")) {
      section.fault("systems", "names no system", "write at least one, or remove it");
    }
    for (var system : systems) {
      if (!SYSTEM.matcher(system.value()).matches()) {
        section.faultAt(
            system.place(),
            "systems",
            "has " + Shown.text(system.value()),
            "write systems as Nix does, such as x86_64-linux");
      }
    }
    return values(systems);
  }

  private Duration timeout() {
    var text = section.text("timeout");
    if (text.isEmpty()) {
      return CheckDefinition.DEFAULT_TIMEOUT;
    }
    var timeout = Durations.parse(text.get());
    if (timeout == null || timeout.compareTo(TIMEOUT_MAX) > 0) {
      section.fault(
          "timeout",
          "is " + Shown.text(text.get()),
          "write a whole number and s, m, h or d, such as 20m; at most 7d");
      return CheckDefinition.DEFAULT_TIMEOUT;
    }
    return timeout;
  }

  private CheckDefinition.Action nix(List<String> systems) {
    for (String key : OF_COMMANDS) {
      if (section.has(key)) {
        section.fault(
            key,
            "is for commands, and this is a Nix check",
            "remove it, or say with run which command to run");
      }
    }
    var standard = AttributePath.ofCheck(name);
    var attribute = section.text("attr").map(this::attribute).orElse(standard);
    if (systems.size() > 1 && !attribute.namesTheSystem()) {
      section.fault(
          "attr",
          "is the same for all of " + systems.size() + " systems",
          "write " + AttributePath.SYSTEM + " where the system's name belongs");
    }
    return new CheckDefinition.Nix(attribute);
  }

  private AttributePath attribute(String text) {
    var path = AttributePath.parse(text);
    if (path == null) {
      section.fault(
          "attr",
          "is " + Shown.text(text),
          "write names with dots between them, such as checks.{system}.unit, and a name with a dot"
              + " in it in double quotes");
      return AttributePath.ofCheck(name);
    }
    return path;
  }

  private CheckDefinition.Action command() {
    if (section.has("attr")) {
      section.fault("attr", "is for Nix checks, and this is a command", "remove attr or run");
    }
    var run = section.texts("run", CheckDefinition.Command.WORDS_MAX);
    if (section.isEmptyList("run") || (!run.isEmpty() && run.getFirst().value().isEmpty())) {
      section.fault("run", "names no command", "write the command and its arguments, each a text");
    }
    for (var word : run) {
      if (word.value().getBytes(UTF_8).length > WORD_BYTES_MAX) {
        section.faultAt(
            word.place(),
            "run",
            "has a word of more than " + WORD_BYTES_MAX + " bytes",
            "put it in a script");
      }
    }
    return new CheckDefinition.Command(
        values(run), tools(), variables(), section.flag("network").orElse(false));
  }

  private List<String> tools() {
    var tools = section.names("tools", CheckDefinition.Command.TOOLS_MAX);
    for (var tool : tools) {
      if (!Name.isSound(tool.value())) {
        section.faultAt(tool.place(), "tools", "has " + Shown.text(tool.value()), Name.NEXT);
      }
    }
    return values(tools);
  }

  private List<String> variables() {
    var variables = section.names("env", CheckDefinition.Command.VARIABLES_MAX);
    for (var variable : variables) {
      if (!VARIABLE.matcher(variable.value()).matches()) {
        section.faultAt(
            variable.place(),
            "env",
            "has " + Shown.text(variable.value()),
            "write names of variables, such as LANG; their values come from where the check runs");
      }
    }
    return values(variables);
  }

  private static List<String> values(List<Toml.Text> texts) {
    return texts.stream().map(Toml.Text::value).toList();
  }
}
