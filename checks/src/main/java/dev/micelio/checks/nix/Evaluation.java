package dev.micelio.checks.nix;

import dev.micelio.checks.outcome.PackedLog;
import dev.micelio.checks.process.Cancellation;
import dev.micelio.checks.process.LogCapture;
import dev.micelio.checks.process.RunWatcher;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.nix.StorePath;
import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Asks what attributes are: all in one question, and those without an answer one by one, so that
/// one that is wrong spoils no other.
final class Evaluation {
  /// Evaluations at once; each may take a gigabyte.
  static final int AT_ONCE_MAX = 2;

  /// What the system lets an argument hold is a little more.
  static final int EXPRESSION_LETTERS_MAX = 100_000;

  static final long TIMEOUT_SECONDS_MAX = Duration.ofDays(30).toSeconds();

  private final Env env;
  private final Commands commands;
  private final Derivations derivations;

  Evaluation(Env env, Commands commands, Derivations derivations) {
    this.env = env;
    this.commands = commands;
    this.derivations = derivations;
  }

  Map<List<String>, Evaluated> all(
      StorePath source, Digest nar, List<List<String>> attributes, Cancellation cancellation) {
    var found = new LinkedHashMap<List<String>, Evaluated>();
    for (var part : inParts(source, nar, attributes)) {
      together(source, nar, part, cancellation).ifPresent(found::putAll);
    }
    var left = attributes.stream().filter(attribute -> !found.containsKey(attribute)).toList();
    var answers =
        env.all(
            "evaluate",
            left,
            AT_ONCE_MAX,
            attribute -> alone(source, nar, attribute, cancellation));
    for (int i = 0; i < left.size(); i++) {
      found.put(left.get(i), answers.get(i));
    }
    return found;
  }

  /// Bounded by the letters of an argument.
  private static List<List<List<String>>> inParts(
      StorePath source, Digest nar, List<List<String>> attributes) {
    if (attributes.size() < 2
        || Expression.all(source, nar, attributes).length() <= EXPRESSION_LETTERS_MAX) {
      return attributes.size() < 2 ? List.of() : List.of(attributes);
    }
    int half = attributes.size() / 2;
    var parts = new ArrayList<>(inParts(source, nar, attributes.subList(0, half)));
    parts.addAll(inParts(source, nar, attributes.subList(half, attributes.size())));
    return parts;
  }

  /// Those that were found; empty where the question as a whole has no answer.
  private Optional<Map<List<String>, Evaluated>> together(
      StorePath source, Digest nar, List<List<String>> attributes, Cancellation cancellation) {
    var answer = ask(Expression.all(source, nar, attributes), cancellation);
    if (!answer.isGood()) {
      return Optional.empty();
    }
    var values = values(answer);
    var found = new LinkedHashMap<List<String>, Evaluated>();
    for (int i = 0; i < attributes.size(); i++) {
      if (!values.item(i).is("null")) {
        found.put(attributes.get(i), found(attributes.get(i), values.item(i)));
      }
    }
    return Optional.of(found);
  }

  private Evaluated alone(
      StorePath source, Digest nar, List<String> attribute, Cancellation cancellation) {
    var answer = ask(Expression.one(source, nar, attribute), cancellation);
    return answer.isGood() ? found(attribute, values(answer).item(0)) : failed(source, answer);
  }

  private Evaluated failed(StorePath source, Commands.Answer answer) {
    return answer.isOfNix()
        ? new Evaluated.Failed(reason(source, answer), log(answer.err()))
        : new Evaluated.Broken(Faults.broken(answer.command(), answer.reason()).what());
  }

  List<String> names(StorePath source, Digest nar, String system, Cancellation cancellation) {
    var answer = ask(Expression.names(source, nar, system), cancellation);
    if (!answer.isOfNix()) {
      throw Faults.broken(answer.command(), answer.reason());
    }
    if (!answer.isGood()) {
      throw Faults.notEvaluated(reason(source, answer));
    }
    return values(answer).list().stream().map(Json::asText).toList();
  }

  private Commands.Answer ask(String expression, Cancellation cancellation) {
    var words = new ArrayList<>(List.of("eval", "--json", "--no-update-lock-file"));
    words.addAll(Words.PURE);
    words.addAll(List.of("--expr", expression));
    var answer = commands.nix(cancellation, words);
    if (cancellation.isCancelled()) {
      throw Faults.cancelled();
    }
    return answer;
  }

  private static Json values(Commands.Answer answer) {
    return JsonReader.read(answer.out())
        .orElseThrow(() -> Faults.unexpected(answer.command(), "no JSON"));
  }

  private Evaluated found(List<String> attribute, Json value) {
    try {
      return new Evaluated.Found(
          derivations.buildable(
              attribute,
              StorePath.parse(value.member("drv").asText()),
              timeout(value.member("timeout").asLong())));
    } catch (Problem problem) {
      return switch (problem.kind()) {
        case BUG -> throw problem;
        case INVALID -> new Evaluated.Failed(problem.what(), log(new byte[0]));
        case DENIED, UNAVAILABLE, INTERRUPTED, CORRUPT ->
            new Evaluated.Broken(problem.what() + "; next: " + problem.next());
      };
    }
  }

  private static Optional<Duration> timeout(OptionalLong seconds) {
    return seconds.isPresent() && seconds.getAsLong() > 0
        ? Optional.of(Duration.ofSeconds(Math.min(seconds.getAsLong(), TIMEOUT_SECONDS_MAX)))
        : Optional.empty();
  }

  private String reason(StorePath source, Commands.Answer answer) {
    return Files.exists(commands.installation().file(source).resolve("flake.nix"))
        ? answer.reason()
        : "there is no flake.nix among the inputs of the check: add it, flake.lock, and what they"
            + " import";
  }

  private static PackedLog log(byte[] said) {
    try (var log = new LogCapture(RunWatcher.NOBODY)) {
      log.write(said);
      return log.finish();
    } catch (IOException e) {
      throw new UncheckedIOException("a log takes every byte", e);
    }
  }
}
