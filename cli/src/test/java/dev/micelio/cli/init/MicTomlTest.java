package dev.micelio.cli.init;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.project.ProjectId;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.PolicyFile;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class MicTomlTest {
  private static final String PRINCIPAL =
      """
      [principal."ana"]
      kind = "human"
      keys = [{ ed25519 = "q6n3ohTs9UmfK2FfJ11AmjbrUPVI2XbzCajAY2uhx0E=", use = ["check", "endorse"], from = "2026-01-01", until = "2027-01-01" }]
      """;

  private static String text(boolean flakeIsUnread, Guess... guesses) {
    return new MicToml(new ProjectId(1, 2), List.of(guesses), flakeIsUnread, "ana", PRINCIPAL)
        .text();
  }

  private static Policy policy(String text) {
    return PolicyFile.read(text.getBytes(UTF_8)).orProblem("mic.toml");
  }

  /// The examples as they are when somebody takes the comment signs away.
  private static String uncommented(String text) {
    return text.lines()
        .map(line -> line.matches("# (\\[.*|[a-z]+ = .*)") ? line.substring(2) : line)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void theWholeFileReadsLikeThis() {
    assertThat(
            text(
                false,
                new Guess(
                    "test",
                    "go.mod",
                    "go",
                    "The tests.",
                    new Guess.Command(List.of("go", "test", "./..."), List.of("go"), true))))
        .isEqualTo(
            """
            # What must hold of this project, and whose word counts for it.
            # `mic check` answers it. Every key is explained in docs/policy.md of mic.

            [project]
            id = "00000000000000010000000000000002" # part of every signature: never change it
            version = 1 # raise it with every change of this file

            # Guessed from the files that are here; correct what is wrong. A check sees only the files
            # of its inputs, and runs again only when one of them changes: the fewer, the better.

            # go.mod: The tests.
            [check.test]
            run = ["go", "test", "./..."]
            inputs = ["**", "!mic.toml"]
            tools = ["go"]
            network = true

            # Without [gate] everything lands. With it, only what these checks have passed for:
            #
            # [gate]
            # require = ["test"]
            # owners = { of = ["ana"], need = 1 }

            # Whose word counts. The key is public, its secret half stays on its machine; it is counted
            # for a year, then `mic key export --format mic-toml` prints new lines.
            """
                + PRINCIPAL);
  }

  @Test
  void theExamplesAreSoundToo() {
    var empty = policy(uncommented(text(false)));
    assertThat(empty.checks()).containsOnlyKeys("test");
    assertThat(empty.gate()).isPresent();
    var flake = policy(uncommented(text(true)).replace("\"test\"", "\"unit\""));
    assertThat(flake.checks()).containsOnlyKeys("unit");
    assertThat(policy(text(false)).checks()).isEmpty();
    assertThat(policy(text(true)).checks()).isEmpty();
  }

  @Test
  void flakeChecksKeepTheirAttributeWhateverTheyAreCalled() {
    var guesses =
        FlakeGuesses.of(
            List.of("unit", "v1.0", "Check_Me", "-x", "a b", "quo\"te"), "aarch64-linux");
    var checks = policy(text(false, guesses.toArray(Guess[]::new))).checks();
    assertThat(checks).containsOnlyKeys("unit", "v1.0", "check_me", "x-x");
    assertThat(checks.values())
        .extracting(check -> check.action().toString())
        .containsExactly(
            "Nix[attribute=AttributePath[names=[checks, {system}, unit]]]",
            "Nix[attribute=AttributePath[names=[checks, {system}, v1.0]]]",
            "Nix[attribute=AttributePath[names=[checks, {system}, Check_Me]]]",
            "Nix[attribute=AttributePath[names=[checks, {system}, -x]]]");
    assertThat(checks.firstEntry().getValue().systems()).containsExactly("aarch64-linux");
  }

  @Test
  void scriptsOfAPackageAreThoseThatDoSomething() {
    assertThat(
            PackageScripts.of(
                """
                {"name": "x", "a": {"scripts": {"no": "no"}}, "n": [1, -2.5e3, {"b": null}, "]"],
                 "scripts": {
                  "test": "echo \\"Error: no test specified\\" && exit 1", "lint": "eslint \\"}\\"",
                  "odd": 3, "build": "tsc"}, "rest": true}
                """))
        .containsExactly("lint", "build");
    assertThat(PackageScripts.of("{\"scripts\": {\"lint\": \"eslint\", ")).containsExactly("lint");
    for (var broken : List.of("", "[", "{", "\"", "{\"scripts\"", "\u0000", "{\"scripts\":[\"\\")) {
      assertThat(PackageScripts.of(broken)).as(broken).isEmpty();
    }
    assertThat(PackageScripts.of("[".repeat(100_000))).isEmpty();
  }
}
