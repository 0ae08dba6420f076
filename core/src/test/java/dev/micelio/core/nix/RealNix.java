package dev.micelio.core.nix;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// The Nix of this machine, with a store of its own in a directory: so it needs no rights and
/// leaves nothing. Where it is not installed its tests are skipped, except in CI, which installs
/// it.
final class RealNix {
  private static final int SECONDS_MAX = 300;
  private static final boolean CI = "true".equals(System.getenv("CI"));
  private static final String SETTINGS =
      """
      experimental-features = nix-command flakes ca-derivations
      build-users-group =
      substituters =
      """;

  private final Path directory;

  private RealNix(Path directory) {
    this.directory = directory;
  }

  static RealNix in(Path directory) throws IOException {
    boolean there = found("nix").isPresent() && found("busybox").isPresent();
    if (CI && !there) {
      throw new AssertionError("CI must have nix and busybox");
    }
    Assumptions.assumeTrue(there, "nix and busybox are there");
    Files.createDirectories(directory.resolve("store"));
    return new RealNix(directory);
  }

  private static Optional<Path> found(String command) {
    return Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry, command))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Path busybox() {
    return found("busybox").orElseThrow();
  }

  /// Where a path of the store really lies.
  Path file(StorePath path) {
    return directory.resolve("store" + path);
  }

  String text(String... words) throws Exception {
    return new String(ask(new byte[0], words), UTF_8).strip();
  }

  List<String> lines(String... words) throws Exception {
    return text(words).lines().toList();
  }

  /// What it prints, given this to read.
  byte[] ask(byte[] input, String... words) throws Exception {
    var in = Files.write(directory.resolve("in"), input);
    var out = directory.resolve("out");
    var err = directory.resolve("err");
    var builder =
        new ProcessBuilder(words)
            .directory(directory.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("NIX_"));
    environment.put("NIX_REMOTE", directory.resolve("store").toString());
    environment.put("NIX_CONFIG", SETTINGS);
    environment.put("HOME", directory.toString());
    var nix = builder.start();
    if (!nix.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
      nix.destroyForcibly();
      throw new AssertionError("no answer from " + String.join(" ", words));
    }
    if (nix.exitValue() != 0) {
      throw new AssertionError(String.join(" ", words) + ": " + Files.readString(err, UTF_8));
    }
    return Files.readAllBytes(out);
  }
}
