package dev.micelio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyCommandsTest {
  /// 2026-03-05, late in the day.
  private static final long NOW = 1_772_755_199_000L;

  @TempDir Path directory;

  private ScriptedTerminal terminal() {
    var env = new StoppedEnv();
    env.set(NOW);
    return new ScriptedTerminal(directory, false, env);
  }

  private ScriptedTerminal ran(int exitCode, String... words) {
    var terminal = terminal();
    assertThat(terminal.run(words)).as(() -> terminal.out() + terminal.err()).isEqualTo(exitCode);
    return terminal;
  }

  private String out(String... words) {
    return ran(0, words).out();
  }

  private String tool(String... words) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(out).isZero();
    return out;
  }

  /// The RFC's first key (RFC 8032, section 7.1), where a key of mic lies.
  private Path known(String name) throws Exception {
    out("key", "new", "--name", name);
    var file = directory.resolve(".config/mic/keys/" + name + ".pem");
    Files.writeString(
        file,
        """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
        -----END PRIVATE KEY-----
        """);
    return file;
  }

  @Test
  void newPrintsTheKeyWhereItLiesAndWhatToPaste() throws Exception {
    String made = out("key", "new");
    var file = directory.resolve(".config/mic/keys/default.pem");
    var form =
        Pattern.compile(
            """
            default
              id      ([0-9a-f]{64})
              public  (ssh-ed25519 [A-Za-z0-9+/]+=*) default
              ssh     (SHA256:[A-Za-z0-9+/]{43})
              secret  %s

            to be trusted, put this into mic.toml:

            \\[principal\\."default"\\]
            kind = "human"
            keys = \\[\\{ ed25519 = "[A-Za-z0-9+/]{43}=", use = \\["check"\\], from = "2026-03-05", until = "2027-03-05" \\}\\]
            """
                .formatted(file));
    assertThat(made).matches(form);
    var parts = form.matcher(made);
    assertThat(parts.matches()).isTrue();
    Files.writeString(directory.resolve("line.pub"), parts.group(2) + " default\n");
    assertThat(tool("ssh-keygen", "-l", "-f", "line.pub")).contains(parts.group(3));
    assertThat(out("key", "show", "-q")).isEqualTo(parts.group(1) + "\n");
    assertThat(out("key", "list")).isEqualTo("default  " + parts.group(1) + "  file\n");
    assertThat(out("key", "list", "-q")).isEqualTo("default\n");
    assertThat(out("key", "show", parts.group(1))).isEqualTo(out("key", "show"));
    assertThat(made).startsWith(out("key", "show"));
    assertThat(ran(2, "key", "new").err())
        .isEqualTo(
            """
            error: there is a key called default already, and keys are never written over
            next: give the new one a name of its own: `mic key new --name NAME`
            """);
    assertThat(out("key", "new", "-q", "--name", "second")).matches("[0-9a-f]{64}\n");
  }

  @Test
  void theKnownKeyIsExportedInEveryForm() throws Exception {
    known("default");
    String raw = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    String cose = "a3010120062158 20".replace(" ", "") + raw;
    assertThat(ran(0, "key", "export", "--format", "raw").outBytes())
        .isEqualTo(HexFormat.of().parseHex(raw));
    assertThat(HexFormat.of().formatHex(ran(0, "key", "export", "--format", "cose").outBytes()))
        .isEqualTo(cose);
    var seen = new ScriptedTerminal(directory, true);
    assertThat(seen.run("key", "export", "--format", "raw")).isZero();
    assertThat(seen.out()).isEqualTo(raw + "\n");

    out("key", "export", "--format", "cose", "-o", "cose");
    assertThat(tool("openssl", "dgst", "-sha256", "-r", "cose"))
        .startsWith(out("key", "show", "-q").strip());
    out("key", "export", "--format", "pem", "-o", "pem");
    assertThat(out("key", "export", "--format", "pem"))
        .isEqualTo(tool("openssl", "pkey", "-pubin", "-in", "pem"))
        .isEqualTo(tool("openssl", "pkey", "-in", ".config/mic/keys/default.pem", "-pubout"));
    out("key", "export", "--format", "ssh", "-o", "ssh.pub");
    assertThat(tool("ssh-keygen", "-l", "-f", "ssh.pub"))
        .contains(" SHA256:")
        .contains(" default (ED25519)");
    assertThat(
            out(
                "key",
                "export",
                "--format",
                "mic-toml",
                "--principal",
                "runner:ci-a",
                "--use",
                "check,endorse"))
        .isEqualTo(
            """
            [principal."runner:ci-a"]
            kind = "runner"
            keys = [{ ed25519 = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", use = ["check", "endorse"], from = "2026-03-05", until = "2027-03-05" }]
            """);
    assertThat(ran(2, "key", "export", "--format", "ssh", "-o", "ssh.pub").err())
        .isEqualTo(
            """
            error: cannot write %s: it is there already
            next: name a new file, or remove that one first
            """
                .formatted(directory.resolve("ssh.pub")));
    assertThat(ran(2, "key", "export", "--format", "ssh", "-o", "no/where").err())
        .contains("next: name a file in a directory that exists");
  }

  @Test
  void jsonIsStable() throws Exception {
    var file = known("default");
    String id = out("key", "show", "-q").strip();
    String line =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea default";
    String fields =
        "\"name\":\"default\",\"id\":\"%s\",\"algorithm\":\"ed25519\",\"public\":\"%s\",\"fingerprint\":\"%s\",\"kind\":\"file\",\"path\":\"%s\""
            .formatted(id, line, "SHA256:", file);
    String shown = out("key", "show", "--json").replaceFirst("SHA256:[A-Za-z0-9+/]{43}", "SHA256:");
    assertThat(shown).isEqualTo("{" + fields + ",\"passphrase\":false}\n");
    assertThat(out("key", "list", "--json").replaceFirst("SHA256:[A-Za-z0-9+/]{43}", "SHA256:"))
        .isEqualTo(
            "{\"directory\":\"%s\",\"keys\":[{%s}]}\n"
                .formatted(directory.resolve(".config/mic/keys"), fields));
    assertThat(out("key", "export", "--format", "raw", "--json"))
        .isEqualTo(
            "{\"name\":\"default\",\"id\":\"%s\",\"format\":\"raw\",\"encoding\":\"hex\",\"content\":\"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a\"}\n"
                .formatted(id));
    assertThat(out("key", "new", "--name", "other", "--json"))
        .startsWith("{\"name\":\"other\",\"id\":\"")
        .contains("\"micToml\":\"[principal.\\\"other\\\"]\\n");
  }

  @Test
  void openSshKeysAreShownWithWhereTheirSecretLies() throws Exception {
    tool("ssh-keygen", "-q", "-t", "ed25519", "-a", "2", "-N", "secret", "-f", "id");
    String fingerprint = tool("ssh-keygen", "-l", "-f", "id.pub").split(" ", -1)[1];
    out("key", "new", "--name", "locked", "--ssh", "id");
    out("key", "new", "--name", "agent", "--ssh", "id.pub");
    assertThat(out("key", "show", "locked"))
        .contains("\n  ssh     " + fingerprint + "\n")
        .contains("\n  secret  " + directory.resolve("id") + ", an OpenSSH private key\n")
        .endsWith("\n          its passphrase is asked for when it signs\n");
    assertThat(out("key", "show", "locked", "--json")).contains("\"passphrase\":true");
    assertThat(out("key", "show", "agent"))
        .contains("\n  secret  the ssh-agent, for " + directory.resolve("id.pub") + "\n");
    assertThat(out("key", "list").lines().map(line -> line.replaceAll(" +[0-9a-f]{64} +", " ")))
        .containsExactly("agent ssh-agent", "locked ssh-file");
    Files.delete(directory.resolve("id"));
    assertThat(ran(2, "key", "show", "locked").err()).startsWith("error: there is no file ");
  }

  @Test
  void aKeyThatCanNotBeUsedIsListedWithWhatToDo() throws Exception {
    var file = known("default");
    tool("chmod", "644", file.toString());
    assertThat(ran(1, "key", "list").out())
        .isEqualTo(
            "default  others than you may use %1$s (rw-r--r--), so its secret may be known; next: chmod 600 %1$s\n"
                .formatted(file));
    assertThat(ran(1, "key", "list", "--json").out())
        .contains("\"problem\":{\"code\":\"key.too-open\",");
    assertThat(ran(3, "key", "show").err()).endsWith("\nnext: chmod 600 " + file + "\n");
  }

  @Test
  void withoutAKeyTheNextStepIsToMakeOne() {
    assertThat(out("key", "list"))
        .isEqualTo(
            "there is no key in %s; `mic key new` makes one\n"
                .formatted(directory.resolve(".config/mic/keys")));
    assertThat(ran(2, "key", "show").err()).endsWith("next: make one: `mic key new`\n");
    var homeless = terminal();
    homeless.environment.clear();
    assertThat(homeless.run("key", "new")).isEqualTo(2);
    assertThat(homeless.err()).endsWith("next: set HOME to your home directory\n");
  }

  @ParameterizedTest
  @CsvSource({
    "--principal, 'a\"b'",
    "--principal, ''",
    "--use, ''",
    "--use, sign",
    "--use, 'check,check'",
    "--name, UPPER",
    "--ssh, ''",
  })
  void whatIsGivenWronglyMakesNoKey(String option, String value) {
    ran(2, "key", "new", option, value);
    assertThat(directory.resolve(".config")).doesNotExist();
  }
}
