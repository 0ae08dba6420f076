package dev.micelio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CliInvariantsTest {
  @TempDir Path directory;

  static Stream<List<String>> commands() {
    return below(List.of(), Index.COMMANDS).stream();
  }

  private static List<List<String>> below(List<String> words, Entry entry) {
    if (!(entry instanceof Entry.Group group)) {
      return List.of(words);
    }
    var all = new ArrayList<List<String>>();
    if (group.own().isPresent()) {
      all.add(words);
    }
    for (var inner : group.entries()) {
      all.addAll(below(Stream.concat(words.stream(), Stream.of(inner.name())).toList(), inner));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void invariant1_everyCommandHasASummaryADescriptionAndAnExample(List<String> words) {
    var terminal = new ScriptedTerminal(directory);
    var help = Stream.concat(words.stream(), Stream.of("--help")).toArray(String[]::new);
    assertThat(terminal.run(help)).isZero();
    String name = "mic " + String.join(" ", words);
    assertThat(terminal.out())
        .startsWith(name + ": ")
        .containsPattern("\n\nUsage: " + name + ".*\n\n[A-Z][a-z]+ .*\n")
        .containsPattern("\nExamples:\n  " + name);
    assertThat(terminal.out().lines()).allMatch(line -> line.length() <= 90, "at most 90 columns");
  }

  @ParameterizedTest
  @EnumSource
  void invariant2_aFailureIsToldAsWhatAndNextWithTheExitCodeOfItsKind(Problem.Kind kind) {
    var terminal = new ScriptedTerminal(directory);
    var problem = new Problem(kind, "test.failure", "a thing broke", "mend it");
    int exitCode = new Cli(terminal, Failing.commands(problem)).run("fail");
    assertThat(exitCode).isEqualTo(kind.exitCode());
    assertThat(terminal.err()).isEqualTo("error: a thing broke\nnext: mend it\n");
    assertThat(terminal.out()).isEmpty();
  }

  @Test
  void invariant3_underJsonStandardOutputIsOneValueWhateverHappens() {
    var problem = new Problem(Problem.Kind.DENIED, "test.failure", "say \"no\"", "ask");
    var terminal = new ScriptedTerminal(directory);
    assertThat(new Cli(terminal, Failing.commands(problem)).run("fail", "--json")).isEqualTo(3);
    assertThat(terminal.out())
        .isEqualTo(
            """
            {"error":{"code":"test.failure","kind":"denied","what":"say \\"no\\"","next":"ask"}}
            """);
    for (var words :
        List.of(
            List.of("--json", "nonsense"),
            List.of("--json"),
            List.of("--version", "--json"),
            List.of("help", "--json"),
            List.of("doctor", "objects", "dir:no/where", "--json"))) {
      var other = new ScriptedTerminal(directory);
      other.run(words.toArray(new String[0]));
      assertThat(other.out()).as("%s", words).startsWith("{").endsWith("}\n");
      assertThat(other.out().lines()).hasSize(1);
    }
  }

  @Test
  void invariant4_colourGoesOnlyToTerminalsUnlessAskedFor() {
    assertThat(colored(new ScriptedTerminal(directory, false))).isFalse();
    assertThat(colored(new ScriptedTerminal(directory, true))).isTrue();
    assertThat(colored(new ScriptedTerminal(directory, true), "--color=never")).isFalse();
    assertThat(colored(new ScriptedTerminal(directory, false), "--color=always")).isTrue();
    var noColor = new ScriptedTerminal(directory, true);
    noColor.environment.put("NO_COLOR", "1");
    assertThat(colored(noColor)).isFalse();
    var dumb = new ScriptedTerminal(directory, true);
    dumb.environment.put("TERM", "dumb");
    assertThat(colored(dumb)).isFalse();
  }

  private static boolean colored(ScriptedTerminal terminal, String... words) {
    terminal.run(Stream.concat(Stream.of("--help"), Stream.of(words)).toArray(String[]::new));
    return terminal.out().contains("\u001b[");
  }
}
