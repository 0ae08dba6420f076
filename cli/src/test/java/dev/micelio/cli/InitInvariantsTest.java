package dev.micelio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.definition.CheckDefinition;
import dev.micelio.cli.init.InitVerb;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.PolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `mic init`, by which `dev.micelio.cli.init` promises its invariants.
final class InitInvariantsTest {
  @TempDir Path temporary;
  private Path project;

  @BeforeEach
  void makeAProject() throws IOException {
    project = Files.createDirectory(temporary.resolve("project"));
  }

  private ScriptedTerminal terminal() {
    var terminal = new ScriptedTerminal(project);
    terminal.environment.put("HOME", temporary.toString());
    terminal.environment.put("USER", "ana");
    return terminal;
  }

  private ScriptedTerminal init(int exitCode, String... more) {
    var terminal = terminal();
    var words = new java.util.ArrayList<>(List.of("init"));
    words.addAll(List.of(more));
    assertThat(terminal.run(words.toArray(String[]::new)))
        .as(() -> terminal.out() + terminal.err())
        .isEqualTo(exitCode);
    return terminal;
  }

  private Policy policy() throws IOException {
    return PolicyFile.read(Files.readAllBytes(project.resolve("mic.toml"))).orProblem("mic.toml");
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(project.resolve(file), text);
  }

  private static String told(CheckDefinition check) {
    return check.name()
        + ": "
        + switch (check.action()) {
          case CheckDefinition.Command command -> String.join(" ", command.run());
          case CheckDefinition.Nix nix -> String.join(".", nix.attribute().names());
        };
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          package.json  | {"scripts": {"test": "jest", "lint": "eslint .", "start": "node"}} | test: npm run test, lint: npm run lint
          Makefile      | 'all: test{n}test: a b{n}{t}true{n}check::{n}lint := x'            | test: make test, check: make check
          pom.xml       | <project/>                                                     | verify: mvn --batch-mode verify
          pyproject.toml| '[tool.pytest]{n}[tool.ruff]'                                    | test: python3 -m pytest, lint: ruff check .
          Cargo.toml    | [package]                                                      | test: cargo test, clippy: cargo clippy -- -D warnings
          go.mod        | module x                                                       | test: go test ./..., vet: go vet ./...
          README        | nothing                                                        | ''
          package.json  | {"scripts": {"te                                               | ''
          """)
  void invariant1_whatIsWrittenIsAPolicyWithoutAFault(String file, String text, String checks)
      throws IOException {
    write(file, text.replace("{n}", "\n").replace("{t}", "\t"));
    init(0);
    assertThat(
            policy().checks().values().stream()
                .map(InitInvariantsTest::told)
                .collect(Collectors.joining(", ")))
        .isEqualTo(checks);
    assertThat(policy().principals()).containsOnlyKeys("ana");
  }

  @Test
  void invariant1_allKindsInOneProjectGetNamesOfTheirOwn() throws IOException {
    write("package.json", "{\"scripts\": {\"test\": \"jest\"}}");
    write("package-lock.json", "{}");
    write("Makefile", "test:\n");
    write("pom.xml", "");
    write("mvnw", "");
    write("pyproject.toml", "pytest");
    write("Cargo.toml", "");
    write("Cargo.lock", "");
    write("go.mod", "");
    write("flake.nix", "{}");
    init(0);
    assertThat(policy().checks().values().stream().map(InitInvariantsTest::told))
        .containsExactly(
            "test: sh -c npm ci && npm run test",
            "make-test: make test",
            "verify: ./mvnw --batch-mode verify",
            "python-test: python3 -m pytest",
            "cargo-test: cargo test --locked",
            "clippy: cargo clippy --locked -- -D warnings",
            "go-test: go test ./...",
            "vet: go vet ./...");
  }

  @Test
  void invariant1_theChecksOfAFlakeAreNamedWhereSomebodyKnowsThem() throws IOException {
    write("flake.nix", "{}");
    var terminal = terminal();
    var commands =
        new Entry.Group(
            "mic",
            "a test",
            List.of(
                new Entry.Command(
                    "init",
                    "inits",
                    () -> new InitVerb((_, _, _) -> Optional.of(List.of("unit", "Fmt"))))));
    assertThat(new Cli(terminal, commands).run("init")).isZero();
    assertThat(policy().checks().values().stream().map(InitInvariantsTest::told))
        .containsExactly("unit: checks.{system}.unit", "fmt: checks.{system}.Fmt");
  }

  @Test
  void invariant2_aFileThatIsThereIsNeverTouchedAndNoKeyIsMade() throws IOException {
    write("mic.toml", "mine");
    assertThat(init(2).err())
        .isEqualTo(
            """
            error: there is a %s already, and it is left alone
            next: add to it; `mic check --list` says what it holds
            """
                .formatted(project.resolve("mic.toml")));
    assertThat(project.resolve("mic.toml")).hasContent("mine");
    assertThat(temporary.resolve(".config")).doesNotExist();
  }

  @Test
  void aNewUserIsToldWhatWasMadeAndWhatToDoNext() throws IOException {
    var out = init(0).out();
    assertThat(out.replaceAll("[0-9a-f]{32}", "ID"))
        .isEqualTo(
            """
            wrote %s: project ID, 0 checks
            made the key "default" in %s, and wrote its public half as ana
            next: write your first check into mic.toml, which has an example, then run `mic check`
            """
                .formatted(project.resolve("mic.toml"), temporary.resolve(".config/mic/keys")));
    Files.delete(project.resolve("mic.toml"));
    write("go.mod", "module x");
    assertThat(init(0, "--principal", "pedro").out().replaceAll("[0-9a-f]{32}", "ID"))
        .isEqualTo(
            """
            wrote %s: project ID, 2 checks
              test  go test ./..., because of go.mod
              vet   go vet ./..., because of go.mod
            wrote the public half of your key "default" as pedro
            next: look through mic.toml, then run `mic check`
            """
                .formatted(project.resolve("mic.toml")));
    assertThat(policy().principals()).containsOnlyKeys("pedro");
    assertThat(policy().trustedKeys()).isNotNull();
  }

  @Test
  void aFlakeWithoutNixIsSaid() throws IOException {
    write("flake.nix", "{}");
    assertThat(init(0).out()).contains("could not be named without Nix; then run `mic check`");
    assertThat(Files.readString(project.resolve("mic.toml"))).contains("# [check.unit]");
  }

  @Test
  void programsAreToldTheSame() throws IOException {
    write("Makefile", "lint:\n");
    assertThat(init(0, "--json").out().replaceAll("[0-9a-f]{64}|[0-9a-f]{32}", "ID"))
        .isEqualTo(
            "{\"file\":\"%s\",\"project\":\"ID\",\"checks\":[{\"name\":\"lint\","
                    .formatted(project.resolve("mic.toml"))
                + "\"from\":\"Makefile\",\"action\":\"make lint\"}],\"flakeIsUnread\":false,"
                + "\"key\":\"default\",\"keyId\":\"ID\",\"keyMade\":true,"
                + "\"principal\":\"ana\"}\n");
  }

  @Test
  void whoIsNamedOddlyIsMe() throws IOException {
    var terminal = terminal();
    terminal.environment.put("USER", "an na\"");
    assertThat(terminal.run("init")).isZero();
    assertThat(policy().principals()).containsOnlyKeys("me");
    assertThat(init(2, "--principal", "a b").err()).contains("already");
    Files.delete(project.resolve("mic.toml"));
    assertThat(init(2, "--principal", "a b").err()).contains("--principal is no name");
    assertThat(init(2, "--key", "none-such").err()).contains("none-such");
    assertThat(project.resolve("mic.toml")).doesNotExist();
  }
}
