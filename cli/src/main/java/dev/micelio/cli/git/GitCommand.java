package dev.micelio.cli.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.checks.process.Cancellation;
import dev.micelio.checks.process.Launch;
import dev.micelio.checks.process.Processes;
import dev.micelio.core.env.Env;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.text.Shown;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Runs git in one directory, for a bounded time and with a bounded answer.
final class GitCommand {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final Set<String> VARIABLES = Set.of("HOME", "PATH", "XDG_CONFIG_HOME");

  private final Processes processes;
  private final Path git;
  private final Path directory;
  private final Map<String, String> variables;

  private GitCommand(Processes processes, Path git, Path directory, Map<String, String> variables) {
    this.processes = processes;
    this.git = git;
    this.directory = directory;
    this.variables = variables;
  }

  /// Empty where there is no git.
  static Optional<GitCommand> find(Env env, Map<String, String> environment, Path directory) {
    var variables = new TreeMap<>(environment);
    variables.keySet().retainAll(VARIABLES);
    variables.put("LC_ALL", "C");
    variables.put("GIT_NO_REPLACE_OBJECTS", "1");
    variables.put("GIT_NO_LAZY_FETCH", "1");
    variables.put("GIT_OPTIONAL_LOCKS", "0");
    variables.put("GIT_TERMINAL_PROMPT", "0");
    return command(environment.getOrDefault("PATH", ""))
        .map(git -> new GitCommand(new Processes(env), git, directory, variables));
  }

  private static Optional<Path> command(String search) {
    for (String directory : search.split(File.pathSeparator, -1)) {
      try {
        var path = Path.of(directory).resolve("git");
        if (path.isAbsolute() && Files.isExecutable(path) && Files.isRegularFile(path)) {
          return Optional.of(path);
        }
      } catch (InvalidPathException _) {
        // such a directory has no commands
      }
    }
    return Optional.empty();
  }

  Path directory() {
    return directory;
  }

  /// What it prints; empty when it ends with a failure of its own.
  Optional<byte[]> ask(long bytesMax, List<String> words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var argv = new ArrayList<>(List.of(git.toString(), "--no-pager"));
    argv.addAll(words);
    var ended =
        processes.run(
            new Launch(argv, directory, variables, TIMEOUT, bytesMax),
            out,
            err,
            new Cancellation());
    return switch (ended.how()) {
      case EXITED -> ended.exit() == 0 ? Optional.of(out.toByteArray()) : Optional.empty();
      case TIMED_OUT ->
          throw failed(words, "it did not end within " + TIMEOUT.toMinutes() + " min");
      case OUTPUT_LIMIT -> throw failed(words, "it printed more than " + bytesMax + " bytes");
      case CANCELLED -> throw failed(words, "it was stopped");
    };
  }

  byte[] require(long bytesMax, List<String> words) {
    return ask(bytesMax, words).orElseThrow(() -> failed(words, "it ended with a failure"));
  }

  private Problem failed(List<String> words, String why) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "git.failed",
        "`git %s` in %s did not answer: %s"
            .formatted(Shown.brief(String.join(" ", words)), directory, why),
        "run the command by itself to see why, or name a directory in the place of the revision");
  }

  static String text(byte[] answer) {
    return new String(answer, UTF_8).strip();
  }
}
