package dev.micelio.checks.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/// A flake with a check for every way in which one can end, built by a static busybox: it needs no
/// network and nothing but Nix. What its checks do stands in flake.nix.
public final class FixtureFlake {
  public static final String SYSTEM = "x86_64-linux";

  private static final boolean CI = "true".equals(System.getenv("CI"));

  private final Path directory;

  private FixtureFlake(Path directory) {
    this.directory = directory;
  }

  /// In a directory, which is made.
  public static FixtureFlake in(Path directory) throws IOException {
    boolean runs =
        "amd64".equals(System.getProperty("os.arch"))
            && "Linux".equals(System.getProperty("os.name"))
            && OwnNix.found("busybox").isPresent();
    if (CI && !runs) {
      throw new AssertionError("CI must have busybox, on " + SYSTEM);
    }
    Assumptions.assumeTrue(runs, "busybox is there, on " + SYSTEM);
    var flake = new FixtureFlake(directory);
    Files.createDirectories(directory.resolve("tools"));
    try (var in = FixtureFlake.class.getResourceAsStream("flake.nix")) {
      Files.write(directory.resolve("flake.nix"), Objects.requireNonNull(in).readAllBytes());
    }
    Files.copy(OwnNix.found("busybox").orElseThrow(), directory.resolve("tools/busybox"));
    flake.write("src/a.txt", "a\n");
    flake.write("src/b.txt", "b\n");
    flake.write("src/c.txt", "c\n");
    flake.write("docs/notes.md", "notes\n");
    return flake;
  }

  /// One that is there.
  public static FixtureFlake at(Path directory) {
    return new FixtureFlake(directory);
  }

  public Path directory() {
    return directory;
  }

  public void write(String path, String text) throws IOException {
    var file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /// The attribute of one of its checks.
  public static List<String> attribute(String check) {
    return List.of("checks", SYSTEM, check);
  }
}
