package dev.micelio.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.ForwardingObjectStore;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.Memory;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.objects.Range;
import dev.micelio.core.objects.measured.MeasuredObjectStore;
import dev.micelio.core.objects.measured.Operation;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectKeys;
import dev.micelio.core.testkit.Seeds;
import dev.micelio.core.tree.TreePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HistoryInvariantsTest {
  private static final int SIZE = 12_345;
  private final Env env = new MachineEnv();
  private final ObjectStore objects = Memory.open(env);

  private HistoryBuilder builder(ObjectStore project, GeneratedLog log) {
    return new HistoryBuilder(env, project, log, log);
  }

  private History history(ObjectStore project, GeneratedLog log) {
    return new History(env, project, log, log);
  }

  /// Asks chance questions and compares the answers with what the whole log says.
  static void assertExact(History history, GeneratedLog log, int rounds) {
    var random = log.random();
    for (int round = 0; round < rounds; round++) {
      long upTo = random.nextInt(3) == 0 ? log.size() : 1 + random.nextInt(log.size());
      long after = random.nextInt(4) == 0 ? 0 : random.nextLong(upTo);
      var paths = new HashSet<TreePath>();
      int count = 1 + random.nextInt(10);
      for (int i = 0; i < count; i++) {
        paths.add(log.someQuestion());
      }
      var expected = new LinkedHashMap<TreePath, Object>();
      for (var path : paths) {
        log.newest(path, after, upTo).ifPresent(landing -> expected.put(path, landing));
      }
      assertThat(history.newest(paths, after, upTo))
          .as("newest of %s in %d to %d", paths, after, upTo)
          .isEqualTo(expected);
      int limit = 1 + random.nextInt(40);
      var path = paths.iterator().next();
      assertThat(history.touches(path, upTo, limit)).isEqualTo(log.touches(path, upTo, limit));
      long position = 1L + random.nextInt(log.size());
      var found = history.find(log.sessionAt(position), after, upTo);
      assertThat(found.isPresent()).isEqualTo(position > after && position <= upTo);
      found.ifPresent(landing -> assertThat(landing.position()).isEqualTo(position));
    }
  }

  @Seeds(2)
  void invariant1_everyFingerprintTestsPositiveInEveryObjectThatCoversIt(long seed) {
    var log = GeneratedLog.of(seed, SIZE);
    builder(objects, log).build(SIZE);
    var derived = new DerivedObjects(objects);
    var ten = new Span(Level.TEN_THOUSAND, 1);
    var filter = derived.filter(ten).orElseThrow();
    for (long first = 1; first <= SIZE - 999; first += 1000) {
      var index = derived.segment(new Span(Level.THOUSAND, first)).orElseThrow();
      for (long position = first; position < first + 1000; position++) {
        var set = new FingerprintSet(1 << 20);
        Fingerprints.add(log.at((int) position), set);
        for (long fingerprint : set.sorted()) {
          assertThat(index.positions(fingerprint, position - 1, position))
              .containsExactly(position);
          if (position <= ten.last()) {
            assertThat(filter.mayHold(fingerprint)).isTrue();
          }
        }
      }
    }
    assertThat(filter.lacking(List.of(1L, 2L, -1L))).isEmpty();
  }

  @Seeds(2)
  void invariant2_answersAreExactWithAllObjectsSomeOrNone(long seed) {
    var log = GeneratedLog.of(seed, SIZE);
    assertExact(history(objects, log), log, 3);
    builder(objects, log).build(SIZE);
    assertExact(history(objects, log), log, 40);
    for (var key : keys(objects)) {
      if (log.random().nextBoolean()) {
        objects.delete(key);
      }
    }
    assertExact(history(objects, log), log, 15);
  }

  static List<Key> keys(ObjectStore objects) {
    return objects.list("", "", 1000).entries().stream().map(entry -> entry.key()).toList();
  }

  @Seeds(3)
  void invariant2_answersAreExactWhateverIsDamaged(long seed) {
    var log = GeneratedLog.of(seed, 11_200);
    var other = GeneratedLog.of(seed + 1, 11_200);
    builder(objects, log).build(log.size());
    var foreign = Memory.open(env);
    builder(foreign, other).build(other.size());
    var random = new Random(seed);
    for (var key : keys(objects)) {
      damage(key, random, foreign);
    }
    assertExact(history(objects, log), log, 30);
  }

  private void damage(Key key, Random random, ObjectStore foreign) {
    byte[] bytes = Memory.bytes(objects, key);
    switch (random.nextInt(7)) {
      case 0 -> objects.delete(key);
      case 1 -> Memory.put(objects, key.text(), Memory.bytes(foreign, key));
      case 2 -> Memory.put(objects, key.text(), new byte[0]);
      case 3 -> {
        var cut = new byte[random.nextInt(bytes.length)];
        System.arraycopy(bytes, 0, cut, 0, cut.length);
        Memory.put(objects, key.text(), cut);
      }
      case 4 -> {
        for (int i = 0; i < 1 + random.nextInt(20); i++) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        Memory.put(objects, key.text(), bytes);
      }
      case 5 -> {
        var keys = keys(objects);
        byte[] another = Memory.bytes(objects, keys.get(random.nextInt(keys.size())));
        Memory.put(objects, key.text(), another);
      }
      default -> {
        int at = random.nextInt(200);
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        Memory.put(objects, key.text(), bytes);
      }
    }
  }

  @Seeds(2)
  void invariant2_answersAreExactWhenObjectsCanNotBeRead(long seed) {
    var log = GeneratedLog.of(seed, 11_200);
    builder(objects, log).build(log.size());
    var random = new Random(seed);
    var unsteady =
        new ForwardingObjectStore(objects) {
          @Override
          public Fetch get(Key key, Range range) {
            synchronized (random) {
              if (random.nextInt(3) == 0) {
                throw new Problem(Problem.Kind.UNAVAILABLE, "test.away", "away", "wait");
              }
            }
            return super.get(key, range);
          }
        };
    assertExact(history(unsteady, log), log, 25);
  }

  @Test
  void invariant2_pagesThatLostTheirBitsAreNotBelieved() {
    var log = GeneratedLog.of(4, 10_000);
    builder(objects, log).build(10_000);
    var key = ProjectKeys.rollUp(2, 1);
    byte[] bytes = Memory.bytes(objects, key);
    int blocks = Filter.PAGE_BYTES - Seal.SIZE_BYTES;
    for (int at = RollUpHead.SIZE_BYTES; at < bytes.length; at += Filter.PAGE_BYTES) {
      Arrays.fill(bytes, at, at + blocks, (byte) 0);
    }
    Memory.put(objects, key.text(), bytes);
    for (int position = 3; position < 10_000; position += 997) {
      for (var change : log.at(position).changes()) {
        var path = change.path();
        assertThat(history(objects, log).newest(Set.of(path), 0, 10_000))
            .isEqualTo(Map.of(path, log.newest(path, 0, 10_000).orElseThrow()));
      }
    }
  }

  @Test
  void invariant2_anObjectThatIsAheadOfTheLogIsNotBelieved() {
    var longer = GeneratedLog.of(5, 2_000);
    builder(objects, longer).build(2_000);
    var log = GeneratedLog.of(6, 1_500);
    assertExact(history(objects, log), log, 20);
  }

  @Test
  void invariant3_whoeverBuildsMakesTheSameBytesAndOverwritesNothing() {
    var log = GeneratedLog.of(7, 11_000);
    assertThat(builder(objects, log).build(11_000)).isEqualTo(12);
    var versions = versions(objects);
    var again = Memory.open(env);
    for (int upTo = 0; upTo <= 11_000; upTo += 500) {
      builder(again, log).build(upTo);
    }
    assertThat(contents(again)).isEqualTo(contents(objects));
    builder(objects, log).build(11_000);
    assertThat(builder(objects, log).rebuild(11_000))
        .isEqualTo(new HistoryBuilder.Rebuilt(12, 0, 0));
    assertThat(versions(objects)).isEqualTo(versions);
  }

  private static Map<Key, Object> versions(ObjectStore objects) {
    var versions = new LinkedHashMap<Key, Object>();
    keys(objects).forEach(key -> versions.put(key, objects.head(key)));
    return versions;
  }

  static Map<Key, String> contents(ObjectStore objects) {
    var contents = new LinkedHashMap<Key, String>();
    for (var key : keys(objects)) {
      contents.put(key, Digest.of(Memory.bytes(objects, key)).hex());
    }
    return contents;
  }

  @Seeds(2)
  void invariant3_aRebuildPutsRightWhatIsWrong(long seed) {
    var log = GeneratedLog.of(seed, 11_200);
    builder(objects, log).build(log.size());
    var right = contents(objects);
    var random = new Random(seed);
    long missing = 0;
    var damaged = new ArrayList<Key>();
    for (var key : List.copyOf(right.keySet())) {
      if (random.nextInt(3) == 0) {
        objects.delete(key);
        missing++;
      } else if (random.nextBoolean()) {
        damage(key, random, objects);
        if (keys(objects).contains(key)) {
          damaged.add(key);
        } else {
          missing++;
        }
      }
    }
    var now = contents(objects);
    long wrong =
        damaged.stream().filter(key -> !Objects.equals(right.get(key), now.get(key))).count();
    assertThat(builder(objects, log).rebuild(log.size()))
        .isEqualTo(new HistoryBuilder.Rebuilt(right.size() - missing - wrong, missing, wrong));
    assertThat(contents(objects)).isEqualTo(right);
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Seeds(2)
  void invariant4_aBuilderKilledAtAnyCallLeavesNothingWrong(long seed) {
    var log = GeneratedLog.of(seed, 10_900);
    builder(objects, log).build(log.size());
    var random = new Random(seed);
    var broken = Memory.open(env);
    for (boolean done = false; !done; ) {
      try {
        builder(dying(broken, random), log).build(log.size());
        done = true;
      } catch (Killed _) {
        assertExact(history(broken, log), log, 1);
      }
    }
    assertThat(contents(broken)).isEqualTo(contents(objects));
  }

  private static ObjectStore dying(ObjectStore sound, Random random) {
    return new ForwardingObjectStore(sound) {
      private void mayDie() {
        if (random.nextInt(8) == 0) {
          throw new Killed();
        }
      }

      @Override
      public Lookup head(Key key) {
        mayDie();
        return super.head(key);
      }

      @Override
      public PutAnswer put(Key key, Body body, Condition condition) {
        mayDie();
        var answer = super.put(key, body, condition);
        mayDie();
        return answer;
      }
    };
  }

  @Test
  void invariant5_aBuilderWithNothingToDoMakesOneRead() {
    var log = GeneratedLog.of(9, 11_500);
    builder(objects, log).build(log.size());
    for (long upTo : new long[] {500, 1_000, 9_999, 10_000, 11_499}) {
      var measured = new MeasuredObjectStore(env, objects);
      log.resetRead();
      assertThat(builder(measured, log).build(upTo)).isZero();
      assertThat(reads(measured)).isLessThanOrEqualTo(1);
      assertThat(log.read()).isZero();
    }
  }

  static long reads(MeasuredObjectStore measured) {
    return measured.measurement(Operation.GET).calls()
        + measured.measurement(Operation.HEAD).calls()
        + measured.measurement(Operation.LIST).calls();
  }

  @Seeds(2)
  void invariant6_hostileBytesAreRefusedOrRead(long seed) {
    var log = GeneratedLog.of(seed, 10_000);
    builder(objects, log).build(log.size());
    var random = new Random(seed);
    byte[] segment = Memory.bytes(objects, ProjectKeys.segment(1));
    byte[] beginning = Arrays.copyOf(segment, 500);
    byte[] rollUp = Arrays.copyOf(Memory.bytes(objects, ProjectKeys.rollUp(2, 1)), 10_000);
    for (int i = 0; i < 3000; i++) {
      refusedOrRead(() -> {
        byte[] bytes = mutated(beginning, random, SegmentHead.SIZE_BYTES);
        SegmentHead.decode(1, bytes);
      });
      refusedOrRead(() -> {
        byte[] bytes = mutated(rollUp, random, RollUpHead.SIZE_BYTES);
        new OpenFilter(new Span(Level.TEN_THOUSAND, 1), bytes);
      });
    }
    var head = SegmentHead.decode(1, segment);
    byte[] contents = Arrays.copyOfRange(segment, SegmentHead.SIZE_BYTES, (int) head.landingsAt());
    for (int i = 0; i < 300; i++) {
      byte[] bytes = mutated(contents, random, contents.length);
      var sealed =
          new SegmentHead(
              1,
              head.previous(),
              head.chain(),
              false,
              head.fingerprints(),
              head.pairs(),
              Digest.of(bytes));
      refusedOrRead(() -> new SegmentIndex(sealed, bytes));
    }
  }

  private static byte[] mutated(byte[] bytes, Random random, int within) {
    byte[] mutated =
        Arrays.copyOf(bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length);
    for (int i = 0; i < 1 + random.nextInt(3) && mutated.length > 0; i++) {
      mutated[random.nextInt(Math.min(within, mutated.length))] = (byte) random.nextInt(256);
    }
    return mutated;
  }

  private static void refusedOrRead(Runnable read) {
    try {
      read.run();
    } catch (Problem e) {
      assertThat(e.kind()).isEqualTo(Problem.Kind.CORRUPT);
    }
  }

  @Test
  void whatIsOutOfBoundsIsRefused() {
    var history = history(objects, GeneratedLog.of(1, 10));
    var path = new TreePath("a");
    assertThatThrownBy(() -> history.touches(path, 10, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> history.touches(path, 10, 1001))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> history.newest(Set.of(path), -1, 10))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(history.newest(Set.of(), 0, 10)).isEmpty();
    assertThat(history.newest(Set.of(path), 10, 10)).isEmpty();
  }
}
