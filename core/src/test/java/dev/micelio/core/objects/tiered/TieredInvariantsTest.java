package dev.micelio.core.objects.tiered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.Memory;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.objects.Race;
import dev.micelio.core.objects.Range;
import dev.micelio.core.objects.ScriptedObjectStore;
import dev.micelio.core.objects.Version;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.problem.Problem.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TieredInvariantsTest {
  private static final int OBJECT_MAX = 1 << 20;
  private static final int READERS = 64;

  @TempDir Path directory;
  private final MachineEnv env = new MachineEnv();
  private final ScriptedObjectStore remote = new ScriptedObjectStore(Memory.open(env));
  private final MemoryTier memory = new MemoryTier(8 << 20);
  private final byte[] bytes = Sha.bytes(1, 100_000);
  private final Key key = Sha.key(bytes);

  private TieredObjectStore objects(Tier... tiers) {
    return new TieredObjectStore(env, remote, Sha.ADDRESSING, OBJECT_MAX, List.of(tiers));
  }

  private TieredObjectStore both() {
    return objects(memory, Tier.directory(env, directory, 64 << 20));
  }

  private long gets() {
    return remote.calls().stream().filter(call -> call.startsWith("get")).count();
  }

  @Test
  void invariant1_whatIsNotContentAddressedAlwaysComesFromTheRemote() {
    var objects = both();
    for (String key : List.of("projects/1/head", "projects/1/landing-log/1", "shb/x")) {
      Memory.put(objects, key, "one");
      assertThat(Memory.text(objects, key)).isEqualTo("one");
      Memory.put(remote, key, "two");
      assertThat(Memory.text(objects, key)).isEqualTo("two");
      remote.delete(new Key(key));
      assertThat(objects.get(new Key(key))).isInstanceOf(Fetch.Absent.class);
    }
    assertThat(memory.bytes()).isZero();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void invariant1_headAndListAndPresignSpeakOfTheRemote() {
    var objects = both();
    Memory.put(objects, key.text(), bytes);
    remote.delete(key);
    assertThat(objects.head(key)).isInstanceOf(Lookup.Absent.class);
    assertThat(objects.list("", "", 10).entries()).isEmpty();
    assertThat(Memory.bytes(objects, key)).isEqualTo(bytes);
  }

  @Test
  void invariant2_bytesThatTheRemoteGivesAndThatAreNotProvedAreKeptNowhere() {
    for (byte[] wrong :
        List.of(flipped(bytes, 77_777), Arrays.copyOf(bytes, 99_999), new byte[0])) {
      var objects = both();
      Memory.put(remote, key.text(), wrong);
      for (int i = 0; i < 2; i++) {
        assertProblem(() -> objects.get(key), Kind.CORRUPT, "objects.unproved");
      }
      assertThat(memory.bytes()).isZero();
      assertThat(entries(directory)).isEmpty();
      Memory.put(remote, key.text(), bytes);
      assertThat(Memory.bytes(objects, key)).isEqualTo(bytes);
      objects.delete(key);
    }
  }

  @Test
  void invariant2_aProofThatThrowsHasNotHeld() {
    Addressing throwing =
        _ ->
            Optional.of(_ -> {
              throw new IllegalStateException("malformed");
            });
    var objects = new TieredObjectStore(env, remote, throwing, OBJECT_MAX, List.of(memory));
    Memory.put(remote, key.text(), bytes);
    assertProblem(() -> objects.get(key), Kind.CORRUPT, "objects.unproved");
    assertThat(memory.bytes()).isZero();
  }

  @Test
  void invariant2_bytesThatAreNotProvedAreNotPut() {
    var objects = both();
    assertProblem(
        () -> objects.put(key, Body.of(flipped(bytes, 0)), Condition.ANY),
        Kind.CORRUPT,
        "objects.put-unproved");
    assertThat(remote.calls()).isEmpty();
    assertThat(memory.bytes()).isZero();
  }

  @Test
  void invariant2_everyFlippedBitOfAFileIsFoundAndTheObjectFetchedAgain() throws IOException {
    byte[] small = Sha.bytes(2, 60);
    var smallKey = Sha.key(small);
    Memory.put(remote, smallKey.text(), small);
    var version = ((Lookup.Found) remote.head(smallKey)).version();
    Memory.bytes(objects(Tier.directory(env, directory, 64 << 20)), smallKey);
    Path file = entries(directory).getFirst();
    byte[] whole = Files.readAllBytes(file);
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, damaged);
      long asked = gets();
      try (var found =
          (Fetch.Found) objects(Tier.directory(env, directory, 64 << 20)).get(smallKey)) {
        assertThat(found.bytes(100)).as("bit %d", bit).isEqualTo(small);
        assertThat(found.version()).as("bit %d", bit).isEqualTo(version);
      }
      assertThat(gets()).as("bit %d", bit).isEqualTo(asked + 1);
      assertThat(file).hasBinaryContent(whole);
    }
  }

  @Test
  void invariant2_aFileOfAnyOtherLengthIsDroppedAndTheObjectFetchedAgain() throws IOException {
    byte[] small = Sha.bytes(2, 60);
    var smallKey = Sha.key(small);
    Memory.put(remote, smallKey.text(), small);
    Memory.bytes(objects(Tier.directory(env, directory, 64 << 20)), smallKey);
    Path file = entries(directory).getFirst();
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length + 3; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      long asked = gets();
      var objects = objects(Tier.directory(env, directory, 64 << 20));
      assertThat(Memory.bytes(objects, smallKey)).isEqualTo(small);
      assertThat(gets())
          .as("length %d", length)
          .isEqualTo(asked + (length == whole.length ? 0 : 1));
      assertThat(file).hasBinaryContent(whole);
    }
  }

  @Test
  void invariant3_readersOfOneKeyAtTheSameTimeCauseOneFetch() throws Exception {
    for (int round = 0; round < 50; round++) {
      byte[] bytes = Sha.bytes(round, 10_000);
      var key = Sha.key(bytes);
      Memory.put(remote, key.text(), bytes);
      var objects = both();
      long asked = gets();
      var read = Race.run(READERS, _ -> Memory.bytes(objects, key));
      assertThat(read).hasSize(READERS).allMatch(one -> Arrays.equals(one, bytes));
      assertThat(gets()).as("round %d", round).isEqualTo(asked + 1);
    }
  }

  @Test
  void invariant3_withoutAnyTierReadersStillShareAFetch() throws Exception {
    Memory.put(remote, key.text(), bytes);
    var objects = objects();
    var arrived = new CountDownLatch(READERS);
    remote.before(() -> {
      awaitLatch(arrived);
      env.sleep(Duration.ofMillis(200)); // so that the last one, too, has come to wait
    });
    var read =
        Race.run(
            READERS,
            racer -> {
              arrived.countDown();
              return Memory.bytes(objects, key, new Range(racer, 1000));
            });
    for (int racer = 0; racer < READERS; racer++) {
      assertThat(read.get(racer)).isEqualTo(Arrays.copyOfRange(bytes, racer, racer + 1000));
    }
    assertThat(gets()).isOne();
    assertThat(objects.isIdle()).isTrue();
  }

  @Test
  void invariant4_aFailedFetchFailsThoseWhoWaitedAndIsForgotten() throws Exception {
    Memory.put(remote, key.text(), bytes);
    var objects = both();
    var arrived = new CountDownLatch(READERS);
    remote.before(() -> {
      awaitLatch(arrived);
      env.sleep(Duration.ofMillis(200));
      throw ScriptedObjectStore.problem(Kind.UNAVAILABLE);
    });
    var ends =
        Race.run(
            READERS,
            _ -> {
              arrived.countDown();
              try (var fetch = objects.get(key)) {
                return fetch.getClass().getSimpleName();
              } catch (Problem e) {
                return e.code();
              }
            });
    assertThat(ends).hasSize(READERS).containsOnly("test.scripted");
    assertThat(gets()).isOne();
    assertThat(objects.isIdle()).isTrue();
    assertThat(Memory.bytes(objects, key)).isEqualTo(bytes);
    assertThat(gets()).isEqualTo(2);
  }

  @Test
  void invariant4_aFetchWhoseThreadDiesIsTakenUpByThoseWhoWaited() throws Exception {
    Memory.put(remote, key.text(), bytes);
    var objects = both();
    for (int i = 0; i < 3; i++) {
      remote.before(() -> {
        env.sleep(Duration.ofMillis(20));
        throw new OutOfMemoryError("so says the test");
      });
    }
    var read = Race.run(READERS, _ -> Memory.bytes(objects, key));
    assertThat(read).hasSize(READERS).allMatch(one -> Arrays.equals(one, bytes));
    assertThat(gets()).isEqualTo(4);
    assertThat(objects.isIdle()).isTrue();
  }

  @Test
  void invariant4_fetchesThatAlwaysDieAreGivenUp() {
    Memory.put(remote, key.text(), bytes);
    for (int i = 0; i < 2 * Flights.DEATHS_MAX; i++) {
      remote.before(() -> {
        throw new StackOverflowError();
      });
    }
    var objects = both();
    assertProblem(() -> objects.get(key), Kind.UNAVAILABLE, "objects.fetch-abandoned");
    assertThat(gets()).isEqualTo(Flights.DEATHS_MAX);
  }

  @Test
  void invariant4_whatIsAbsentIsNotRemembered() {
    var objects = both();
    assertThat(objects.get(key)).isInstanceOf(Fetch.Absent.class);
    Memory.put(remote, key.text(), bytes);
    assertThat(Memory.bytes(objects, key)).isEqualTo(bytes);
  }

  @Test
  void invariant5_aPutIsInTheRemoteBeforeItIsInAnyTier() {
    var objects = both();
    remote.after(() -> {
      assertThat(memory.bytes()).isZero();
      assertThat(entries(directory)).isEmpty();
    });
    var version = Memory.put(objects, key.text(), bytes);
    assertThat(memory.bytes()).isPositive();
    assertThat(entries(directory)).hasSize(1);
    try (var found = (Fetch.Found) objects.get(key)) {
      assertThat(found.version()).isEqualTo(version);
      assertThat(found.bytes(OBJECT_MAX)).isEqualTo(bytes);
    }
    assertThat(gets()).isZero();
  }

  @Test
  void invariant5_aPutThatFailedOrLostIsInNoTier() {
    var objects = both();
    remote.failing(1, Kind.UNAVAILABLE);
    assertThatThrownBy(() -> objects.put(key, Body.of(bytes), Condition.ABSENT))
        .isInstanceOf(Problem.class);
    Memory.put(remote, key.text(), bytes);
    assertThat(objects.put(key, Body.of(bytes), Condition.ABSENT))
        .isInstanceOf(PutAnswer.Lost.class);
    assertThat(memory.bytes()).isZero();
    assertThat(entries(directory)).isEmpty();
  }

  @Test
  void invariant6_memoryKeepsWhatWasWantedLastWithinItsBound() {
    var tier = new MemoryTier(50_000);
    var keys = new ArrayList<Key>();
    for (int i = 0; i < 200; i++) {
      byte[] bytes = Sha.bytes(i, 1000 + i);
      keys.add(Sha.key(bytes));
      tier.put(keys.getLast(), kept(bytes));
      assertThat(tier.get(keys.getFirst(), _ -> true)).isNotNull();
      assertThat(tier.bytes()).isLessThanOrEqualTo(50_000);
    }
    assertThat(tier.get(keys.get(1), _ -> true)).isNull();
    assertThat(tier.get(keys.getLast(), _ -> true)).isNotNull();
    tier.put(key, kept(bytes));
    assertThat(tier.get(key, _ -> true)).isNull();
    assertThat(tier.get(keys.getLast(), _ -> true)).isNotNull();
    keys.forEach(tier::drop);
    assertThat(tier.bytes()).isZero();
  }

  private static Kept kept(byte[] bytes) {
    return new Kept(new Version("v"), bytes);
  }

  @Test
  void invariant7_aDirectoryThatCanNotBeMadeFailsNothing() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    for (Path nowhere : List.of(file, file.resolve("below"), Path.of("/proc/none"))) {
      var objects = objects(Tier.directory(env, nowhere, 64 << 20));
      Memory.put(objects, key.text(), bytes);
      for (int i = 0; i < 3; i++) {
        assertThat(Memory.bytes(objects, key)).isEqualTo(bytes);
      }
      objects.delete(key);
      assertThat(objects.get(key)).isInstanceOf(Fetch.Absent.class);
    }
    assertThat(file).isEmptyFile();
  }

  @Test
  void invariant7_aDirectoryThatVanishesFailsNothing() throws IOException {
    Memory.put(remote, key.text(), bytes);
    var objects = objects(Tier.directory(env, directory.resolve("cache"), 64 << 20));
    assertThat(Memory.bytes(objects, key)).isEqualTo(bytes);
    Files.move(directory.resolve("cache"), directory.resolve("elsewhere"));
    assertThat(Memory.bytes(objects, key)).isEqualTo(bytes);
    assertThat(Memory.bytes(objects, key)).isEqualTo(bytes);
    assertThat(gets()).isEqualTo(2);
  }

  // ---- what a reader sees

  @Test
  void partsComeFromTheKeptWhole() {
    Memory.put(remote, key.text(), bytes);
    var objects = both();
    assertThat(Memory.bytes(objects, key, new Range(5, 10)))
        .isEqualTo(Arrays.copyOfRange(bytes, 5, 15));
    assertThat(Memory.bytes(objects, key, Range.from(99_990)))
        .isEqualTo(Arrays.copyOfRange(bytes, 99_990, 100_000));
    assertThat(Memory.bytes(objects, key, Range.from(100_000))).isEmpty();
    assertThat(Memory.bytes(objects, key, new Range(Long.MAX_VALUE, Long.MAX_VALUE))).isEmpty();
    assertThat(Memory.bytes(objects, key)).isEqualTo(bytes);
    assertThat(gets()).isOne();
  }

  @Test
  void whatIsTooLargePassesThroughAndIsAskedForOnceAtATime() {
    byte[] large = Sha.bytes(3, OBJECT_MAX + 1);
    byte[] largest = Sha.bytes(4, OBJECT_MAX);
    var objects = both();
    for (byte[] bytes : List.of(large, largest)) {
      Memory.put(objects, Sha.key(bytes).text(), bytes);
    }
    assertThat(entries(directory)).hasSize(1);
    for (int i = 0; i < 3; i++) {
      assertThat(Memory.bytes(objects, Sha.key(large))).isEqualTo(large);
      assertThat(Memory.bytes(objects, Sha.key(large), new Range(OBJECT_MAX, 5)))
          .isEqualTo(Arrays.copyOfRange(large, OBJECT_MAX, OBJECT_MAX + 1));
      assertThat(Memory.bytes(objects, Sha.key(largest))).isEqualTo(largest);
    }
    assertThat(gets()).isEqualTo(1 + 6);
  }

  @Test
  void whatIsDeletedHereIsGoneFromTheTiers() {
    var objects = both();
    Memory.put(objects, key.text(), bytes);
    objects.delete(key);
    assertThat(objects.get(key)).isInstanceOf(Fetch.Absent.class);
    var version = Memory.put(objects, key.text(), bytes);
    objects.delete(key, version);
    assertThat(objects.get(key)).isInstanceOf(Fetch.Absent.class);
    assertThat(memory.bytes()).isZero();
    assertThat(entries(directory)).isEmpty();
  }

  @Test
  void readersThatAreInterruptedDisturbNobodyElse() throws Exception {
    Memory.put(remote, key.text(), bytes);
    var objects = both();
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    remote.before(() -> {
      begun.countDown();
      awaitLatch(go);
    });
    var ends = Collections.synchronizedList(new ArrayList<String>());
    var first =
        Thread.ofVirtual()
            .start(() -> {
              try {
                objects.get(key).close();
                ends.add("found");
              } catch (Problem e) {
                ends.add(e.code());
              }
            });
    begun.await();
    var second = env.fork("second", () -> Memory.bytes(objects, key));
    first.interrupt();
    first.join();
    go.countDown();
    assertThat(second.await()).isEqualTo(bytes);
    assertThat(ends).containsExactly("env.interrupted");
    assertThat(gets()).isOne();
  }

  // ---- words of the tests above

  static List<Path> entries(Path directory) {
    if (!Files.exists(directory.resolve("entries"))) {
      return List.of();
    }
    try (var files = Files.walk(directory.resolve("entries"))) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] flipped = bytes.clone();
    flipped[at] ^= 1;
    return flipped;
  }

  private static void assertProblem(ThrowingCallable call, Kind kind, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Problem.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.kind()).isEqualTo(kind);
            });
  }
}
