package dev.micelio.checks.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;

/// The Nix of this machine, with a store of its own in a directory: it needs no rights and leaves
/// nothing. Where it is not installed its tests are skipped, except in CI, which installs it.
public final class OwnNix {
  private static final boolean CI = "true".equals(System.getenv("CI"));
  private static final String SETTINGS =
      """
      build-users-group =
      substituters =
      """;

  private final Path directory;

  private OwnNix(Path directory) {
    this.directory = directory;
  }

  /// In a new directory.
  public static OwnNix in(Path directory) throws IOException {
    boolean there = found("nix").isPresent() && found("nix-store").isPresent();
    if (CI && !there) {
      throw new AssertionError("CI must have nix");
    }
    Assumptions.assumeTrue(there, "nix is there");
    for (String part : new String[] {"root", "home", "tmp", "cache"}) {
      Files.createDirectories(directory.resolve(part));
    }
    return new OwnNix(directory);
  }

  static Optional<Path> found(String command) {
    return Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry, command))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// All variables that a mic with this Nix is started with.
  public Map<String, String> environment() {
    var environment = new TreeMap<String, String>();
    environment.put("PATH", String.valueOf(System.getenv("PATH")));
    environment.put("HOME", directory.resolve("home").toString());
    environment.put("TMPDIR", directory.resolve("tmp").toString());
    environment.put("XDG_CACHE_HOME", directory.resolve("cache").toString());
    environment.put("NIX_REMOTE", root().toString());
    environment.put("NIX_CONFIG", SETTINGS);
    return environment;
  }

  /// Below it lies the store.
  public Path root() {
    return directory.resolve("root");
  }

  /// Where a path of the store really lies.
  public Path file(String storePath) {
    return Path.of(root() + storePath);
  }
}
