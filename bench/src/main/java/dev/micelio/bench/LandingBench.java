package dev.micelio.bench;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Author;
import dev.micelio.core.landing.Base;
import dev.micelio.core.landing.Caretaker;
import dev.micelio.core.landing.Commit;
import dev.micelio.core.landing.Judge;
import dev.micelio.core.landing.Lander;
import dev.micelio.core.landing.LandingLog;
import dev.micelio.core.landing.Offer;
import dev.micelio.core.landing.Outcome;
import dev.micelio.core.landing.Patience;
import dev.micelio.core.landing.ScannedPast;
import dev.micelio.core.landing.Tail;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.directory.DirectoryObjectStore;
import dev.micelio.core.objects.measured.MeasuredObjectStore;
import dev.micelio.core.objects.measured.Operation;
import dev.micelio.core.objects.memory.MemoryObjectStore;
import dev.micelio.core.objects.prefixed.PrefixedObjectStore;
import dev.micelio.core.objects.signed.SignedUrls;
import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.TreePath;
import dev.micelio.s3.S3Address;
import dev.micelio.s3.S3Credentials;
import dev.micelio.s3.S3ObjectStore;
import dev.micelio.s3.S3Settings;
import dev.micelio.s3.loopback.LoopbackS3;
import dev.micelio.s3.loopback.Manner;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Landings a second through one lander, by 1, 16 and 64 sessions at a time, together and one by
/// one: over memory, a directory, and S3 that is 30 ms away. The first argument may name a
/// directory on the disk to be measured.
final class LandingBench {
  private static final int FILES = 10_000;
  private static final int CHANGES = 3;
  private static final Duration RUN = Duration.ofSeconds(4);
  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final Duration AWAY = Duration.ofMillis(30);
  private static final List<Integer> SESSIONS = List.of(1, 16, 64);

  private final MachineEnv env = new MachineEnv();
  private final SignedUrls urls = SignedUrls.withFreshSecret(env, URI.create("http://127.0.0.1/"));
  private final MarkdownTable table =
      new MarkdownTable(
          List.of(
              "",
              "sessions at a time",
              "landings a second, together",
              "one by one",
              "together ÷ one by one",
              "p50, p99 together (ms)",
              "puts, gets, heads, lists a landing, together",
              "one by one"));

  private record Run(double perSecond, double p50Millis, double p99Millis, String calls) {}

  private LandingBench() {}

  public static void main(String[] arguments) throws IOException {
    new LandingBench()
        .run(Path.of(arguments.length > 0 ? arguments[0] : System.getProperty("java.io.tmpdir")));
  }

  private void run(Path parent) throws IOException {
    measured(memory(), WARM_UP, 16, Commit.LANDINGS_MAX);
    for (int sessions : SESSIONS) {
      row("memory", sessions, this::memory);
    }
    for (int sessions : SESSIONS) {
      var directories = new ArrayList<Path>();
      row(
          "directory",
          sessions,
          () -> {
            directories.add(temporary(parent));
            return DirectoryObjectStore.open(env, directories.getLast(), urls);
          });
      directories.forEach(Scratch::clear);
    }
    try (var server = new LoopbackS3(memory(), Manner.DOCUMENTED, 0)) {
      var settings =
          S3Settings.of(new S3Address(LoopbackS3.BUCKET, ""), server.endpoint())
              .as(new S3Credentials(LoopbackS3.ACCESS_KEY, LoopbackS3.SECRET_KEY));
      for (int sessions : SESSIONS) {
        row(
            "S3, 30 ms away",
            sessions,
            () ->
                new LateObjectStore(
                    env,
                    new PrefixedObjectStore(
                        S3ObjectStore.open(env, settings, ""), new Key(Id.next(env).toString())),
                    AWAY));
      }
    }
    table.print();
  }

  private ObjectStore memory() {
    return new MemoryObjectStore(env, urls);
  }

  private Path temporary(Path parent) {
    return parent.resolve("landing-bench-" + Id.next(env));
  }

  private void row(String where, int sessions, Supplier<ObjectStore> objects) {
    var together = measured(objects.get(), RUN, sessions, Commit.LANDINGS_MAX);
    var single = measured(objects.get(), RUN, sessions, 1);
    table.row(
        List.of(
            where,
            "" + sessions,
            "%.0f".formatted(together.perSecond),
            "%.0f".formatted(single.perSecond),
            "%.1f".formatted(together.perSecond / single.perSecond),
            "%.1f, %.1f".formatted(together.p50Millis, together.p99Millis),
            together.calls,
            single.calls));
  }

  private Run measured(ObjectStore objects, Duration length, int sessions, int togetherMax) {
    try (var measured = new MeasuredObjectStore(env, objects)) {
      var caretaker = new Caretaker(env, measured, _ -> {}, _ -> {}, Patience.USUAL);
      var past = new ScannedPast(new LandingLog(env, measured));
      var lander =
          new Lander(env, measured, past, Judge.ALL, caretaker, Patience.USUAL, togetherMax);
      land(lander, Tail.EMPTY.base(), IntStream.range(0, FILES).mapToObj(i -> file(i, 0)).toList());
      var before = calls(measured);
      long begin = env.nanos();
      var agents = IntStream.range(0, sessions).boxed().toList();
      var latencies =
          env
              .all(
                  "agent",
                  agents,
                  sessions,
                  agent -> agent(lander, agent, begin + length.toNanos()))
              .stream()
              .flatMapToLong(Arrays::stream)
              .sorted()
              .toArray();
      double seconds = (env.nanos() - begin) / 1e9;
      caretaker.run();
      var after = calls(measured);
      var perLanding = new ArrayList<String>();
      for (int i = 0; i < before.length; i++) {
        perLanding.add("%.2f".formatted((after[i] - before[i]) / (double) latencies.length));
      }
      return new Run(
          latencies.length / seconds,
          latencies[latencies.length / 2] / 1e6,
          latencies[latencies.length * 99 / 100] / 1e6,
          String.join(", ", perLanding));
    }
  }

  private static long[] calls(MeasuredObjectStore objects) {
    return new long[] {
      objects.measurement(Operation.PUT).calls(),
      objects.measurement(Operation.GET).calls(),
      objects.measurement(Operation.HEAD).calls(),
      objects.measurement(Operation.LIST).calls()
    };
  }

  /// Lands again and again on files of its own, and answers how long each took.
  private long[] agent(Lander lander, int agent, long endNanos) {
    var nanos = new ArrayList<Long>();
    var base = Tail.EMPTY.base();
    for (int round = 1; env.nanos() < endNanos; round++) {
      long begin = env.nanos();
      var changes = new ArrayList<Change>();
      for (int i = 0; i < CHANGES; i++) {
        changes.add(
            new Change.Put(
                entry("agents/a%03d/f%d.txt".formatted(agent, i), agent * 1_000_000L + round)));
      }
      base = land(lander, base, changes);
      nanos.add(env.nanos() - begin);
    }
    return nanos.stream().mapToLong(Long::longValue).toArray();
  }

  private Base land(Lander lander, Base base, List<? extends Change> changes) {
    var offer =
        new Offer(
            Id.next(env),
            base.position(),
            base,
            "a goal",
            new Author("ana", ""),
            List.copyOf(changes),
            List.of());
    return switch (lander.land(offer)) {
      case Outcome.Landed landed -> new Base(landed.position(), landed.tree());
      case Outcome other -> throw new IllegalStateException("did not land: " + other);
    };
  }

  private static Change file(int number, long content) {
    return new Change.Put(entry("src/d%03d/f%05d.txt".formatted(number % 97, number), content));
  }

  private static Entry entry(String path, long content) {
    var digest = Digest.of(ByteBuffer.allocate(8).putLong(content).array());
    return new Entry(new TreePath(path), EntryKind.FILE, digest, 1000);
  }
}
