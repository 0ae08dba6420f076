package dev.micelio.checks.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What to run.
///
/// @param environment all variables that it sees; their names are what a shell can have
/// @param timeout after which it is ended
/// @param outputBytesMax how much it may print, on both streams together; beyond it is ended
/// @param box whether the program is a box around another, which TERM is for: the box would end at
///   once, and all that is in it
public record Launch(
    List<String> argv,
    Path directory,
    Map<String, String> environment,
    Duration timeout,
    long outputBytesMax,
    boolean box) {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  public Launch {
    argv = List.copyOf(argv);
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("a launch has a command");
    }
    for (var name : environment.keySet()) {
      if (!isVariable(name)) {
        throw new IllegalArgumentException("no shell can have the variable " + name);
      }
    }
  }

  public Launch(
      List<String> argv,
      Path directory,
      Map<String, String> environment,
      Duration timeout,
      long outputBytesMax) {
    this(argv, directory, environment, timeout, outputBytesMax, false);
  }

  public static boolean isVariable(String name) {
    return VARIABLE.matcher(name).matches();
  }
}
