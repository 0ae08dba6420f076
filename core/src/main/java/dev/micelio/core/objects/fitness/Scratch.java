package dev.micelio.core.objects.fitness;

import dev.micelio.core.env.Env;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.Page;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.objects.Range;
import dev.micelio.core.objects.Version;
import dev.micelio.core.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// A prefix of the probe's own, and calls below it that outlast an object store's bad moments. The
/// calls of a race go to [#objects] directly.
final class Scratch {
  private static final String ROOT = "fitness/";
  static final int BODY_BYTES_MAX = 1 << 20;

  /// A probe that was killed leaves its prefix; a later one removes what is older than this, and no
  /// probe takes as long.
  static final Duration FORGOTTEN = Duration.ofHours(1);

  /// What one run removes of others that were killed, at most.
  static final int FORGOTTEN_MAX = 10_000;

  private static final int TRIES_MAX = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final int DELETES_AT_ONCE = 16;

  private final ObjectStore objects;
  private final Env env;
  private final String root;
  private final String prefix;

  Scratch(ObjectStore objects, Env env, String below) {
    this.objects = objects;
    this.env = env;
    this.root = below + ROOT;
    this.prefix = root + HexFormat.of().toHexDigits(env.random().nextLong()) + "/";
  }

  ObjectStore objects() {
    return objects;
  }

  Env env() {
    return env;
  }

  String prefix() {
    return prefix;
  }

  Key key(String name) {
    return new Key(prefix + name);
  }

  Version put(Key key, byte[] body) {
    return switch (patiently(() -> objects.put(key, Body.of(body), Condition.ANY))) {
      case PutAnswer.Stored(var version) -> version;
      case PutAnswer.Lost _ ->
          throw new Problem(
              Problem.Kind.CORRUPT,
              "fitness.unconditional-lost",
              "a put without a condition was answered lost",
              "do not use this object store");
    };
  }

  /// The one body there, or none.
  List<byte[]> get(Key key) {
    return get(key, Range.ALL);
  }

  List<byte[]> get(Key key, Range range) {
    return patiently(() -> {
      try (var fetch = objects.get(key, range)) {
        return switch (fetch) {
          case Fetch.Found found -> List.of(found.bytes(BODY_BYTES_MAX));
          case Fetch.Absent _ -> List.of();
        };
      }
    });
  }

  Lookup head(Key key) {
    return patiently(() -> objects.head(key));
  }

  void delete(Key key) {
    patiently(() -> {
      objects.delete(key);
      return true;
    });
  }

  /// All below `prefix`, page by page.
  List<Page.Entry> list(String prefix, int limit, int entriesMax) {
    var entries = new ArrayList<Page.Entry>();
    String after = "";
    boolean more = true;
    while (more && entries.size() < entriesMax) {
      String from = after;
      var page = patiently(() -> objects.list(prefix, from, limit));
      entries.addAll(page.entries());
      more = page.more();
      if (more) {
        after = page.entries().getLast().key().text();
      }
    }
    return entries;
  }

  /// Does `work` in `count` threads that all begin at the same moment.
  <T> List<T> together(String name, int count, IntFunction<T> work) {
    var start = env.<Boolean>promise();
    var tasks =
        IntStream.range(0, count)
            .mapToObj(i ->
                env.fork(
                    "fitness-" + name + "-" + i,
                    () -> {
                      start.await();
                      return work.apply(i);
                    }))
            .toList();
    start.complete(true);
    var results = new ArrayList<T>();
    var failures = new ArrayList<RuntimeException>();
    for (var task : tasks) {
      try {
        results.add(task.await());
      } catch (RuntimeException e) { // the others must end before the object store may be closed
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    return results;
  }

  boolean isPast(long startNanos, Duration duration) {
    return env.nanos() - startNanos >= duration.toNanos();
  }

  void clean() {
    remove(list(prefix, 1000, Integer.MAX_VALUE));
  }

  /// Removes what killed probes left. `nowMillis` is by the object store's clock, as the age is.
  void cleanForgotten(long nowMillis) {
    remove(
        list(root, 1000, FORGOTTEN_MAX).stream()
            .filter(entry -> entry.modifiedMillis() < nowMillis - FORGOTTEN.toMillis())
            .toList());
  }

  private void remove(List<Page.Entry> entries) {
    env.all(
        "fitness-clean",
        entries,
        DELETES_AT_ONCE,
        entry -> {
          delete(entry.key());
          return true;
        });
  }

  /// Repeats a call that may be repeated, as long as the object store is only unavailable.
  <T> T patiently(Supplier<T> call) {
    var pause = FIRST_PAUSE;
    for (int tries = 1; ; tries++) {
      try {
        return call.get();
      } catch (Problem e) {
        if (e.kind() != Problem.Kind.UNAVAILABLE || tries == TRIES_MAX) {
          throw e;
        }
      }
      env.sleep(pause);
      pause = pause.multipliedBy(2);
    }
  }
}
