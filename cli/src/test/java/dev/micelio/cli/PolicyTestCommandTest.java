package dev.micelio.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `mic policy test` on what `mic check` really ran, in a real git repository.
@Timeout(300)
final class PolicyTestCommandTest {
  @TempDir Path temporary;
  private Path project;

  private ScriptedTerminal mic(int exitCode, String home, String... words) {
    var terminal = new ScriptedTerminal(project);
    terminal.environment.put("HOME", temporary.resolve(home).toString());
    terminal.environment.put("PATH", System.getenv("PATH"));
    assertThat(terminal.run(words)).as(() -> terminal.out() + terminal.err()).isEqualTo(exitCode);
    return terminal;
  }

  private String tested(int exitCode, String... more) {
    var words = new ArrayList<>(List.of("policy", "test"));
    words.addAll(List.of(more));
    return mic(exitCode, "home", words.toArray(String[]::new)).out();
  }

  private void write(String file, String text) throws IOException {
    var path = project.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private String read(String file) throws IOException {
    return Files.readString(project.resolve(file));
  }

  private void git(String... words) throws Exception {
    var all = new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@b.example"));
    all.addAll(List.of(words));
    var git = new ProcessBuilder(all).directory(project.toFile()).redirectErrorStream(true).start();
    String said = new String(git.getInputStream().readAllBytes(), UTF_8);
    assertThat(git.waitFor()).as(said).isZero();
  }

  /// Without what is different in every run.
  private String masked(String text) {
    return text.replace(project.toString(), "/project")
        .replaceAll("[0-9a-f]{64}", "…")
        .replaceAll("in [0-9a-f]{12} ", "in … ")
        .replaceAll("20[0-9-]{8}T[0-9:]{8}Z", "2026-01-01T12:00:00Z");
  }

  @BeforeEach
  void begin() throws Exception {
    project = Files.createDirectories(temporary.resolve("project"));
    mic(0, "home", "key", "new");
    String ana =
        mic(
                0,
                "home",
                "key",
                "export",
                "--format",
                "mic-toml",
                "--principal",
                "ana",
                "--use",
                "check,endorse")
            .out();
    write("src/a.txt", "one\n");
    write("docs/note.md", "a note\n");
    write(
        "mic.toml",
        """
        [project]
        id = "0f8fad5bd9cb469fa16570867728950e"

        [check.unit]
        run = ["grep", "one", "src/a.txt"]
        inputs = ["src/**"]

        [check.notes]
        run = ["test", "-s", "docs/note.md"]
        inputs = ["docs/**"]

        [gate]
        require = ["unit", "notes"]
        owners = { of = ["ana"], need = 1 }
        isolation = "any"

        """
            + ana);
    git("init", "-q");
    git("add", "-A");
    git("commit", "-qm", "one");
  }

  @Test
  void whatIsMissingIsToldUntilItIsThere() throws IOException {
    assertThat(tested(1))
        .startsWith("would not land: from HEAD to the files in " + project + ", 0 files changed\n")
        .contains("judged by version 1 of mic.toml, as it is in HEAD\n")
        .contains("\nnot proved unit\n        CHECK_MISSING ", "\nnot proved notes\n")
        .contains("run: `mic check --only unit`\n")
        .endsWith("\nnext: run what is missing, and try again\n");
    // what a newcomer is told to do, and no more
    mic(0, "home", "check", "--only", "unit");
    assertThat(tested(1)).contains("\nproved unit\n", "\nnot proved notes\n");
    mic(0, "home", "check", "--only", "notes");
    assertThat(tested(0))
        .startsWith("would land: ")
        .contains("\nproved unit\n        passed by ana, signed at ")
        .doesNotContain("not proved", "next:");
    assertThat(tested(0, "-q").lines()).hasSize(1);
  }

  @Test
  void thePagesExampleIsWhatItPrints() throws IOException {
    mic(0, "home", "check", "--attest", "../proof.cose");
    write("src/a.txt", "one more\n");
    String page =
        Files.readString(Path.of(System.getProperty("project.root", ".."), "docs/policy-test.md"));
    String chapter = page.substring(page.indexOf("## For people"));
    int begin = chapter.indexOf("```\n") + 4;
    String example = chapter.substring(begin, chapter.indexOf("```", begin));
    assertThat("$ mic policy test ../proof.cose\n" + masked(tested(1, "../proof.cose")))
        .isEqualTo(example);
  }

  @Test
  void aPassOfOtherFilesIsNotOneOfThese() throws IOException {
    mic(0, "home", "check", "--attest", "../proof.cose");
    write("src/a.txt", "one more\n");
    assertThat(tested(1, "../proof.cose", "--json"))
        .startsWith("{\"lands\":false,\"base\":{\"name\":\"HEAD\",\"tree\":\"sha256:")
        .contains("\"changed\":1,\"gated\":true,\"policy\":{\"version\":1,\"sha256\":\"sha256:")
        .contains("{\"name\":\"unit\",\"system\":\"\",\"proved\":false,")
        .contains("{\"name\":\"notes\",\"system\":\"\",\"proved\":true,")
        .contains("\"needed\":1,\"distinct\":\"principal\"")
        .contains("\"reasons\":[{\"code\":\"BIND_SRC\",")
        .contains("\"command\":\"mic check --only unit\"");
  }

  @Test
  void aFailureIsToldAsOne() throws IOException {
    write("src/a.txt", "two\n");
    mic(1, "home", "check");
    assertThat(tested(1)).contains("\nnot proved unit\n", "CHECK_NOT_PASS");
  }

  @Test
  void aStrangersWordCountsForNothing() throws IOException {
    mic(0, "stranger", "key", "new");
    mic(0, "stranger", "check", "--attest", "../strange.cose");
    assertThat(tested(1, "../strange.cose"))
        .contains("\nrefused ../strange.cose, which counts for nothing\n        KEY_UNKNOWN ");
    assertThat(tested(1, "../strange.cose", "--json"))
        .contains("\"refused\":[{\"id\":\"sha256:", "\"file\":\"../strange.cose\"");
  }

  @Test
  void aChangeOfThePolicyNeedsItsOwners() throws IOException {
    mic(0, "home", "key", "new", "--name", "ci");
    mic(0, "home", "policy", "add-key", "runner:ci", "--key", "ci");
    mic(0, "home", "check");
    assertThat(tested(1))
        .contains("\nthe change\n        POLICY_OWNERS ")
        .contains("\nproved unit\n")
        .endsWith("\nnext: do what is said above, and try again\n");
    mic(0, "home", "policy", "endorse", "--key", "default", "-o", "../endorsement.cose");
    assertThat(tested(0, "--endorsement", "../endorsement.cose"))
        .startsWith("would land: ")
        .contains("\ncounted the endorsement by ana, signed at ");
    write("mic.toml", read("mic.toml") + "# another change than the endorsed one\n");
    assertThat(tested(1, "--endorsement", "../endorsement.cose")).contains("POLICY_OWNERS ");
  }

  @Test
  void revisionsAndDirectoriesAreSides() throws Exception {
    mic(0, "home", "check", "--attest", "../proof.cose");
    write("docs/more.md", "more\n");
    git("add", "-A");
    git("commit", "-qm", "two");
    mic(0, "home", "check", "--attest", "../proof2.cose");
    assertThat(tested(0, "--base", "HEAD~1", "--result", "HEAD", "../proof2.cose"))
        .startsWith("would land: from HEAD~1 to HEAD, 1 file changed\n");
    assertThat(tested(1, "--base", "HEAD~1", "--result", "HEAD", "../proof.cose"))
        .contains("\nproved unit\n", "\nnot proved notes\n");
    git("worktree", "add", "-q", "../old", "HEAD~1");
    assertThat(tested(0, "--base", "../old", "--result", ".", "../proof2.cose"))
        .startsWith("would land: from ../old to ., 1 file changed\n");
    assertThat(mic(2, "home", "policy", "test", "--base", "nothing").err())
        .isEqualTo(
            """
            error: git knows no revision "nothing" in %s
            next: name a directory, or a revision that `git log` shows, such as HEAD or main
            """
                .formatted(project));
  }

  @Test
  void aPolicyThatTheChangeBringsMakesNoProjectOfItsOwn() throws Exception {
    write("docs/mic.toml", Files.readString(project.resolve("mic.toml")));
    for (String[] sides : new String[][] {{}, {"--base", "HEAD", "--result", "HEAD"}}) {
      var below = new ArrayList<>(List.of("-C", "docs"));
      below.addAll(List.of(sides));
      assertThat(tested(1, below.toArray(String[]::new)))
          .contains("judged by version 1 of mic.toml, as it is in HEAD\n");
    }
  }

  @Test
  void thePolicyOfTheBaseJudges() throws Exception {
    write("mic.toml", read("mic.toml").replace("require = [\"unit\", \"notes\"]", "require = []"));
    assertThat(tested(1)).contains("\nnot proved unit\n", "POLICY_OWNERS", "POLICY_VERSION");
    git("commit", "-qam", "nothing is required");
    assertThat(tested(0)).startsWith("would land: ");
    write("mic.toml", read("mic.toml") + "[check]\nx = 1\n");
    assertThat(tested(1)).contains("POLICY_INVALID ");
    git("commit", "-qam", "no policy");
    assertThat(tested(1))
        .contains("no policy in HEAD can judge it, so nothing lands\n", "POLICY_INVALID ");
    write("mic.toml", "[project]\nid = \"0f8fad5bd9cb469fa16570867728950e\"\n");
    git("commit", "-qam", "no gate");
    assertThat(tested(0)).contains("which has no [gate]: whatever is offered lands\n");
  }
}
