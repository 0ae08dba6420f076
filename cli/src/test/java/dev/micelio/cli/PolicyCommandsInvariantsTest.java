package dev.micelio.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.verify.Unverified;
import dev.micelio.core.digest.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PolicyCommandsInvariantsTest {
  @TempDir Path directory;

  private int run(String... words) {
    var terminal = new ScriptedTerminal(directory);
    terminal.environment.put("PATH", System.getenv("PATH"));
    return terminal.run(words);
  }

  @BeforeEach
  void begin() throws Exception {
    run("key", "new");
    var terminal = new ScriptedTerminal(directory);
    terminal.run(
        "key", "export", "--format", "mic-toml", "--principal", "ana", "--use", "check,endorse");
    Files.writeString(
        directory.resolve("mic.toml"),
        "[project]\nid = \"0f8fad5bd9cb469fa16570867728950e\" # never\n[gate]\n" + terminal.out());
  }

  @Test
  void invariant1_aCommandThatCanNotDoWhatItWasAskedLeavesTheFileAsItWas() throws Exception {
    var file = directory.resolve("mic.toml");
    byte[] before = Files.readAllBytes(file);
    for (var words :
        List.of(
            List.of("add-key", "bob"),
            List.of("add-key", "", "--key", "default"),
            List.of("add-key", "bob", "--org", "\n"),
            List.of("revoke", "0123456789abcdef"),
            List.of("revoke", "", "--reason", "x"),
            List.of("endorse", "-o", "mic.toml", "--base", "mic.toml"))) {
      var all = new ArrayList<>(List.of("policy"));
      all.addAll(words);
      assertThat(run(all.toArray(String[]::new))).as("%s", words).isEqualTo(2);
      assertThat(file).hasBinaryContent(before);
    }
    run("key", "new", "--name", "more");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      if (!Files.isWritable(directory)) { // root writes anywhere
        assertThat(run("policy", "add-key", "ana", "--key", "more")).isEqualTo(2);
        assertThat(file).hasBinaryContent(before);
      }
    } finally {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    assertThat(run("policy", "add-key", "ana", "--key", "more")).isZero();
    try (var files = Files.list(directory)) {
      assertThat(files.filter(each -> each.toString().contains("mic.toml")))
          .as("nothing is left beside it")
          .hasSize(1);
    }
  }

  @Test
  void invariant2_whatIsEndorsedIsWhatWasShown() throws Exception {
    String old = Files.readString(directory.resolve("mic.toml"));
    String changed = old.replace("[gate]", "version = 2\n[gate] # shown");
    Files.writeString(directory.resolve("new.toml"), changed);
    assertThat(run("policy", "endorse", "new.toml", "--base", directory + "/mic.toml", "-o", "yes"))
        .isZero();
    byte[] yes = Files.readAllBytes(directory.resolve("yes"));
    assertThat(Unverified.read(yes).claims().sub())
        .isEqualTo("policy:" + Digest.of(changed.getBytes(UTF_8)));
    var terminal = new ScriptedTerminal(directory);
    terminal.run("attest", "show", "yes");
    assertThat(terminal.out())
        .contains("the policy " + Digest.of(changed.getBytes(UTF_8)))
        .contains("in the place of " + Digest.of(old.getBytes(UTF_8)));
  }
}
