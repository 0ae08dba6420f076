package dev.micelio.checks.flake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// The Nix of this machine and its store, for the expressions in nix/. Where it is not installed
/// its tests are skipped, except in CI, which installs it.
final class FlakeNix {
  static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("project.root")));

  private static final int SECONDS_MAX = 300;
  private static final boolean CI = "true".equals(System.getenv("CI"));
  private static final String SETTINGS =
      """
      experimental-features = nix-command flakes
      build-users-group =
      substituters =
      flake-registry = /dev/null
      """;

  /// What it printed to standard output and to standard error.
  record Said(int exit, String out, String err) {}

  private final Path directory;

  private FlakeNix(Path directory) {
    this.directory = directory;
  }

  static FlakeNix in(Path directory) {
    boolean there = found("nix").isPresent() && found("busybox").isPresent();
    if (CI && !there) {
      throw new AssertionError("CI must have nix and busybox");
    }
    Assumptions.assumeTrue(there, "nix and busybox are there");
    return new FlakeNix(directory);
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

  /// Without links; what is there already stays.
  static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path found, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(found).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path found, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(found, to.resolve(from.relativize(found).toString()));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  String text(String... words) throws Exception {
    var said = ask(directory, words);
    if (said.exit() != 0) {
      throw new AssertionError(String.join(" ", words) + ": " + said.err());
    }
    return said.out().strip();
  }

  Said ask(Path where, String... words) throws Exception {
    var out = Files.createTempFile(directory, "said", ".out");
    var err = Files.createTempFile(directory, "said", ".err");
    try {
      var all = new ArrayList<>(List.of(words));
      var builder =
          new ProcessBuilder(all)
              .directory(where.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().put("NIX_CONFIG", SETTINGS);
      var nix = builder.start();
      nix.getOutputStream().close();
      if (!nix.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
        nix.destroyForcibly();
        throw new AssertionError("no answer from " + String.join(" ", words));
      }
      return new Said(nix.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
