package dev.micelio.checks.nix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The words that Nix's commands are given. Only what every Nix since 2.8 and its relatives know.
final class Words {
  /// Nix's own bound on what a builder prints is this many times ours: it ends what ours can not
  /// see, such as a line that is overwritten for ever.
  private static final int LOG_SLACK = 2;

  private Words() {}

  /// Before the name of a command of `nix`.
  static final List<String> FEATURES =
      List.of(
          "--extra-experimental-features",
          "nix-command",
          "--extra-experimental-features",
          "flakes");

  /// What is evaluated is made of its files alone, and builds nothing on the way.
  static final List<String> PURE =
      options(
          "pure-eval",
          "true",
          "allow-import-from-derivation",
          "false",
          "accept-flake-config",
          "false",
          "use-registries",
          "false");

  /// In a sandbox or not at all.
  static final List<String> SANDBOX = options("sandbox", "true", "sandbox-fallback", "false");

  /// What the check is built from may come from elsewhere.
  static List<String> ofInputs(long logBytesMax) {
    var words = new ArrayList<>(building(logBytesMax));
    words.addAll(options("narinfo-cache-negative-ttl", "0"));
    return words;
  }

  /// The check itself may not: whoever signs it has run it.
  static List<String> ofCheck(Duration timeout, long logBytesMax) {
    var words = new ArrayList<>(building(logBytesMax));
    words.addAll(
        options(
            "substitute",
            "false",
            "builders",
            "",
            "timeout",
            String.valueOf(Math.max(1, timeout.plusMillis(999).toSeconds())),
            "max-silent-time",
            "0"));
    return words;
  }

  private static List<String> building(long logBytesMax) {
    var words = new ArrayList<>(List.of("-j1", "--log-format", "internal-json"));
    words.addAll(SANDBOX);
    words.addAll(
        options(
            "max-build-log-size",
            String.valueOf(LOG_SLACK * logBytesMax),
            "build-poll-interval",
            "1",
            "run-diff-hook",
            "false",
            "keep-failed",
            "false"));
    return words;
  }

  private static List<String> options(String... namesAndValues) {
    var words = new ArrayList<String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      words.add("--option");
      words.add(namesAndValues[i]);
      words.add(namesAndValues[i + 1]);
    }
    return List.copyOf(words);
  }
}
