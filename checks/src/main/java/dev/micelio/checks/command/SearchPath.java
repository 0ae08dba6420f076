package dev.micelio.checks.command;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The directories in which programs are looked for, in order.
record SearchPath(List<Path> directories) {
  /// Where every command finds programs, whatever machine it runs on.
  static final SearchPath SYSTEM =
      of("/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin");

  private static final int DIRECTORIES_MAX = 1000;

  static SearchPath of(Map<String, String> environment) {
    return of(environment.getOrDefault("PATH", SYSTEM.text()));
  }

  private static SearchPath of(String text) {
    var directories = new ArrayList<Path>();
    for (var directory : text.split(":", DIRECTORIES_MAX)) {
      try {
        var path = Path.of(directory);
        if (path.isAbsolute()) { // another one would mean something else in each directory
          directories.add(path);
        }
      } catch (InvalidPathException _) {
        // there is no such directory
      }
    }
    return new SearchPath(List.copyOf(directories));
  }

  String text() {
    return String.join(":", directories.stream().map(Path::toString).toList());
  }

  /// The first program of that name.
  Optional<Path> find(String name) {
    if (name.isEmpty() || name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    return directories.stream()
        .map(directory -> directory.resolve(name))
        .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
        .findFirst();
  }
}
