package dev.micelio.checks.standing;

import dev.micelio.core.env.Env;
import dev.micelio.core.snapshot.Watched;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an answer rests on beside the files of the directory: collected from when the search for
/// the answer begins. A file that may not be there is named before it is looked for, and any other
/// one at any time. For one thread.
public final class Surroundings {
  static final int FILES_MAX = 10_000;
  static final int VARIABLES_MAX = 1000;

  private final Map<String, String> environment;
  private final long beganMillis;
  private final List<Watched> files = new ArrayList<>();
  private final SortedMap<String, Optional<String>> variables = new TreeMap<>();
  private boolean unknown;

  public Surroundings(Env env, Map<String, String> environment) {
    this.environment = environment;
    beganMillis = env.nowMillis();
  }

  /// What this name leads to, or that there is nothing.
  public Surroundings file(Path file) {
    if (files.size() == FILES_MAX) {
      unknown = true;
      return this;
    }
    try {
      files.add(Watched.of(file.toAbsolutePath()));
    } catch (IOException _) {
      unknown = true;
    }
    return this;
  }

  /// The value of a variable, or that it has none.
  public Surroundings variable(String name) {
    variables.put(name, Optional.ofNullable(environment.get(name)));
    unknown |= variables.size() > VARIABLES_MAX;
    return this;
  }

  /// Where a program is found by its name, and that no other one is found before it.
  public Surroundings program(String name) {
    variable(PATH);
    for (String directory : environment.getOrDefault(PATH, "").split(File.pathSeparator, -1)) {
      try {
        var file = Path.of(directory).resolve(name);
        file(file);
        if (Files.isExecutable(file) && !Files.isDirectory(file)) {
          return this;
        }
      } catch (InvalidPathException _) {
        unknown = true;
      }
    }
    return this;
  }

  private static final String PATH = "PATH";

  /// Whether all of it is known, and every change since the beginning shows in it.
  boolean areSettled() {
    for (var file : files) {
      if (!file.isSettled(beganMillis)) {
        return false;
      }
    }
    return !unknown;
  }

  List<Watched> files() {
    return List.copyOf(files);
  }

  SortedMap<String, Optional<String>> variables() {
    return variables;
  }
}
