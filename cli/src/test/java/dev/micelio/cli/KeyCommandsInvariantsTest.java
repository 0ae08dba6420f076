package dev.micelio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyCommandsInvariantsTest {
  private static final String PASSPHRASE = "a passphrase nobody says";

  @TempDir Path directory;
  private final StringBuilder printed = new StringBuilder();

  private void run(String... words) {
    for (var more : List.of(List.<String>of(), List.of("--verbose"), List.of("--json", "-v"))) {
      var terminal = new ScriptedTerminal(directory, more.isEmpty());
      terminal.typed = PASSPHRASE;
      var all = new ArrayList<>(List.of(words));
      all.addAll(more);
      terminal.run(all.toArray(new String[0]));
      printed
          .append(new String(terminal.outBytes(), StandardCharsets.ISO_8859_1))
          .append(HexFormat.of().formatHex(terminal.outBytes()))
          .append(terminal.err());
    }
  }

  private void sshKey(String name, String passphrase) throws Exception {
    var made =
        new ProcessBuilder(
                "ssh-keygen", "-q", "-t", "ed25519", "-a", "2", "-N", passphrase, "-f", name)
            .directory(directory.toFile())
            .start();
    assertThat(made.waitFor()).isZero();
  }

  /// The seeds of the keys in files of mic and in plain OpenSSH files.
  private List<byte[]> seeds() throws IOException {
    var seeds = new ArrayList<byte[]>();
    try (var files = Files.walk(directory)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (text.startsWith("-----BEGIN")) {
          byte[] body = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]*-----", ""));
          if (body.length == 48) {
            seeds.add(Arrays.copyOfRange(body, 16, 48));
          } else if (file.endsWith("plain")) { // …, seed, public key, comment, padding
            seeds.add(Arrays.copyOfRange(body, 161, 193));
          }
        }
      }
    }
    return seeds;
  }

  @Test
  void invariant1_noSecretIsPrintedWhateverIsGivenAndHoweverItEnds() throws Exception {
    sshKey("plain", "");
    sshKey("locked", PASSPHRASE);
    run("key", "new");
    run("key", "new", "--name", "a");
    run("key", "new", "--name", "b", "--principal", "ana", "--use", "check,endorse");
    run("key", "new", "--name", "plain", "--ssh", "plain");
    run("key", "new", "--name", "locked", "--ssh", "locked");
    run("key", "new", "--name", "public", "--ssh", "plain.pub");
    run("key", "list");
    for (String name : List.of("a", "default", "plain", "locked", "public", "none")) {
      run("key", "show", name);
      for (String format : List.of("raw", "pem", "ssh", "cose", "mic-toml", "secret")) {
        run("key", "export", name, "--format", format);
        run("key", "export", name, "--format", format, "-o", name + "." + format);
      }
    }
    var seeds = seeds();
    assertThat(seeds).as("three of mic and one of OpenSSH").hasSize(4);
    var pem = directory.resolve(".config/mic/keys/a.pem");
    String text = Files.readString(pem);
    // damaged files: what they hold may still be the secret
    for (String damaged :
        List.of(
            text.replace("PRIVATE", "SECRET"),
            text.substring(0, text.length() - 30),
            text + "x",
            text.replaceFirst("-----\n", "-----\n ").replace("=", "!"),
            text.replace("-----BEGIN PRIVATE KEY-----\n", ""))) {
      Files.writeString(pem, damaged);
      run("key", "show", "a");
      run("key", "list");
      run("key", "export", "a", "--format", "pem");
      run("key", "new", "--name", "c", "--ssh", pem.toString());
    }
    Files.writeString(pem, text);
    Files.setPosixFilePermissions(pem, PosixFilePermissions.fromString("rw-rw-rw-"));
    run("key", "show", "a");
    run("key", "list");

    String all = printed.toString();
    assertThat(all)
        .contains("ssh-ed25519 AAAA")
        .contains("key.too-open")
        .doesNotContain(PASSPHRASE);
    for (byte[] seed : seeds) {
      String hex = HexFormat.of().formatHex(seed);
      assertThat(all)
          .doesNotContain(hex.substring(0, 16))
          .doesNotContain(hex.substring(48))
          .doesNotContain(new String(seed, StandardCharsets.ISO_8859_1));
      // at each place that base64 can begin at within other bytes
      for (int shift = 0; shift < 3; shift++) {
        byte[] shifted = Arrays.copyOfRange(seed, shift, shift + 27);
        assertThat(all)
            .doesNotContain(Base64.getEncoder().encodeToString(shifted).substring(0, 12));
      }
    }
  }
}
