package dev.micelio.checks.nix;

import dev.micelio.core.nix.StorePath;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where Nix's commands are, and the environment that they are given.
record Installation(Path nix, Path nixStore, SortedMap<String, String> environment) {
  /// What Nix needs of the user's environment. Nothing of it can be seen by a check: evaluation is
  /// pure, and a builder's environment is its own.
  private static final Set<String> VARIABLES =
      Set.of(
          "PATH",
          "HOME",
          "USER",
          "LOGNAME",
          "TMPDIR",
          "NIX_CONFIG",
          "NIX_CONF_DIR",
          "NIX_USER_CONF_FILES",
          "NIX_REMOTE",
          "NIX_DAEMON_SOCKET_PATH",
          "NIX_STATE_DIR",
          "NIX_LOG_DIR",
          "NIX_SSL_CERT_FILE",
          "NIX_SSHOPTS",
          "SSL_CERT_FILE",
          "SSH_AUTH_SOCK",
          "XDG_CACHE_HOME",
          "XDG_CONFIG_DIRS",
          "XDG_CONFIG_HOME",
          "XDG_DATA_HOME",
          "XDG_RUNTIME_DIR",
          "XDG_STATE_HOME",
          "all_proxy",
          "http_proxy",
          "https_proxy",
          "no_proxy");

  Installation {
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
  }

  private static final String STATE = "/nix/var/nix";

  /// As Nix decides where nothing is said: who may write to its state works without a daemon.
  boolean usesDaemon() {
    return switch (remote()) {
      case "", "auto" -> Files.exists(Path.of(STATE)) && !Files.isWritable(Path.of(STATE));
      case "local" -> false;
      default -> root().isEmpty();
    };
  }

  /// Where a path of the store really lies: the whole store may be in another directory.
  Path file(StorePath path) {
    return Path.of(root() + path.path());
  }

  /// Directories on the disks that a build writes to.
  List<Path> written() {
    return List.of(
        Path.of(root() + StorePath.DIRECTORY), Path.of(environment.getOrDefault("TMPDIR", "/tmp")));
  }

  private String root() {
    return remote().startsWith("/") ? remote() : "";
  }

  private String remote() {
    return environment.getOrDefault("NIX_REMOTE", "");
  }

  /// Empty where the search path has not both commands.
  static Optional<Installation> find(Map<String, String> environment) {
    var kept = new TreeMap<>(environment);
    kept.keySet().retainAll(VARIABLES);
    String search = environment.getOrDefault("PATH", "");
    return command("nix", search)
        .flatMap(
            nix -> command("nix-store", search).map(store -> new Installation(nix, store, kept)));
  }

  private static Optional<Path> command(String name, String search) {
    for (String directory : search.split(File.pathSeparator, -1)) {
      try {
        var path = Path.of(directory).resolve(name);
        if (path.isAbsolute() && Files.isExecutable(path) && Files.isRegularFile(path)) {
          return Optional.of(path);
        }
      } catch (InvalidPathException _) {
        // such a directory has no commands
      }
    }
    return Optional.empty();
  }
}
