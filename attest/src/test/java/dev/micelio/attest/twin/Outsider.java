package dev.micelio.attest.twin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.attest.key.PublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A program of somebody else that verifies what we sign. Where it is not installed its tests are
/// skipped, except in CI, which installs it.
final class Outsider {
  private static final int SECONDS_MAX = 300;
  private static final boolean CI = "true".equals(System.getenv("CI"));
  static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("project.root")));

  /// What it printed, and its exit code.
  record Said(int exit, String text) {}

  private Outsider() {}

  static void needs(boolean there, String what) {
    if (CI && !there) {
      throw new AssertionError("CI must have it: " + what);
    }
    Assumptions.assumeTrue(there, what);
  }

  static Said ask(Path directory, String... words) throws Exception {
    var out = Files.createTempFile("said", ".txt");
    try {
      var asked =
          new ProcessBuilder(List.of(words))
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      if (!asked.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
        asked.destroyForcibly();
        throw new AssertionError("no answer from " + String.join(" ", words));
      }
      return new Said(asked.exitValue(), Files.readString(out));
    } finally {
      Files.delete(out);
    }
  }

  static boolean answers(String... words) throws Exception {
    try {
      return ask(ROOT, words).exit() == 0;
    } catch (IOException _) {
      return false;
    }
  }

  static Path write(Path directory, String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text, UTF_8);
  }

  /// Made without our own code for it.
  static String pem(PublicKey key) {
    byte[] head = HexFormat.of().parseHex("302a300506032b6570032100");
    byte[] spki = Arrays.copyOf(head, 44);
    System.arraycopy(key.raw(), 0, spki, 12, 32);
    return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
        .formatted(Base64.getEncoder().encodeToString(spki));
  }
}
