package dev.micelio.cli.check;

import dev.micelio.attest.statement.CheckRun;
import dev.micelio.core.digest.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// What an attestation says of the machine that it was made on.
public final class ThisMachine {
  private static final int NAME_CHARACTERS_MAX = 100;
  private static final String SAME_USER = "same-user";

  private ThisMachine() {}

  /// In Nix's words.
  public static String system() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch", "");
    return word(processor) + "-" + (os.startsWith("mac") ? "darwin" : os.replace(' ', '_'));
  }

  private static String word(String processor) {
    return switch (processor) {
      case "amd64" -> "x86_64";
      case "x86" -> "i686";
      default -> processor;
    };
  }

  static CheckRun.Machine describe(String runner) {
    return new CheckRun.Machine(
        system(), operatingSystem(), runner, identity(), SAME_USER, Optional.empty());
  }

  private static String operatingSystem() {
    return firstText(
            Path.of("/etc/os-release"), "PRETTY_NAME=", System.getProperty("os.name", "unknown"))
        .replace("\"", "");
  }

  private static String firstText(Path file, String prefix, String otherwise) {
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith(prefix)) {
          String text = line.substring(prefix.length()).strip();
          return text.substring(0, Math.min(NAME_CHARACTERS_MAX, text.length()));
        }
      }
    } catch (IOException _) {
      // not every system has it
    }
    return otherwise;
  }

  /// The same in all runs of one machine, and nothing that names it.
  static Digest identity() {
    String id = firstText(Path.of("/etc/machine-id"), "", "");
    if (id.isEmpty()) {
      id = firstText(Path.of("/proc/sys/kernel/random/boot_id"), "", "unknown");
    }
    return Digest.of(("mic-machine\0" + id).getBytes(StandardCharsets.UTF_8));
  }
}
