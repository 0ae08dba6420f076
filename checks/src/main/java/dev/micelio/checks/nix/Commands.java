package dev.micelio.checks.nix;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.checks.process.Cancellation;
import dev.micelio.checks.process.Ended;
import dev.micelio.checks.process.Launch;
import dev.micelio.checks.process.Processes;
import dev.micelio.core.env.Env;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Runs the commands of one installation.
final class Commands {
  /// Of what a short command prints.
  static final int OUTPUT_BYTES_MAX = 64 << 20;

  /// An exit code from here on is this and the signal.
  private static final int SIGNALLED = 128;

  static final Duration SHORT = Duration.ofMinutes(10);

  /// Several that open a new store at the same time get in each other's way, and Nix does not wait.
  private static final int ATTEMPTS_MAX = 50;

  private static final Duration BETWEEN = Duration.ofMillis(100);

  private final Env env;
  private final Installation installation;
  private final Processes processes;
  private final Path directory;

  Commands(Env env, Installation installation, Processes processes, Path directory) {
    this.env = env;
    this.installation = installation;
    this.processes = processes;
    this.directory = directory;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(String command, Ended ended, byte[] out, byte[] err) {
    boolean isGood() {
      return ended.how() == Ended.How.EXITED && ended.exit() == 0;
    }

    /// Whether Nix itself ended it, and not this machine or its bounds.
    boolean isOfNix() {
      return ended.how() == Ended.How.EXITED && ended.exit() < SIGNALLED;
    }

    /// Whether another Nix had the store's database just then, so that nothing was done.
    boolean metAnother() {
      return isOfNix()
          && !isGood()
          && Messages.firstOf(new String(err, UTF_8), "").matches("SQLite database .* is busy");
    }

    List<String> lines() {
      return new String(out, UTF_8).lines().toList();
    }

    /// Why it failed, in one line.
    String reason() {
      return switch (ended.how()) {
        case EXITED ->
            isOfNix()
                ? Messages.firstOf(new String(err, UTF_8), "it ended with " + ended.exit())
                : "signal %d ended it".formatted(ended.exit() - SIGNALLED);
        case TIMED_OUT -> "it did not end in time";
        case OUTPUT_LIMIT -> "it printed too much";
        case CANCELLED -> "it was stopped";
      };
    }

    Answer orThrow() {
      if (!isGood()) {
        throw Faults.broken(command, reason());
      }
      return this;
    }
  }

  Installation installation() {
    return installation;
  }

  /// Whether what a command takes is what the build took: a daemon's builds are not its children.
  boolean measures() {
    return !installation.usesDaemon();
  }

  /// `nix`, with flakes.
  Answer nix(Cancellation cancellation, List<String> words) {
    var argv = new ArrayList<>(List.of(installation.nix().toString()));
    argv.addAll(Words.FEATURES);
    argv.addAll(words);
    return collect("nix " + words.getFirst(), argv, cancellation);
  }

  Answer nixStore(List<String> words) {
    return collect("nix-store " + words.getFirst(), storeArgv(words), new Cancellation());
  }

  /// A long one, whose words on stderr are read while it runs.
  Ended nixStore(
      List<String> words, Duration timeout, OutputStream err, long bytesMax, Cancellation stop) {
    return processes.run(
        launch(storeArgv(words), timeout, bytesMax), OutputStream.nullOutputStream(), err, stop);
  }

  private List<String> storeArgv(List<String> words) {
    var argv = new ArrayList<>(List.of(installation.nixStore().toString()));
    argv.addAll(words);
    return argv;
  }

  private Answer collect(String command, List<String> argv, Cancellation cancellation) {
    var answer = once(command, argv, cancellation);
    for (int attempt = 1; answer.metAnother() && attempt < ATTEMPTS_MAX; attempt++) {
      env.sleep(BETWEEN);
      answer = once(command, argv, cancellation);
    }
    return answer;
  }

  private Answer once(String command, List<String> argv, Cancellation cancellation) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var ended = processes.run(launch(argv, SHORT, OUTPUT_BYTES_MAX), out, err, cancellation);
    return new Answer(command, ended, out.toByteArray(), err.toByteArray());
  }

  private Launch launch(List<String> argv, Duration timeout, long bytesMax) {
    return new Launch(argv, directory, installation.environment(), timeout, bytesMax);
  }
}
