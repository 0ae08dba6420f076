package dev.micelio.core.objects.tiered;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.ManualEnv;
import dev.micelio.core.objects.Race;
import dev.micelio.core.objects.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Restarts, damage, bounds and neighbours of the tier in files.
final class DirectoryTierTest {
  private static final long BOUND = 400_000;

  @TempDir Path directory;
  private final ManualEnv env = new ManualEnv();

  private DirectoryTier open() {
    return new DirectoryTier(env, directory, BOUND);
  }

  @Test
  void whatWasKeptIsThereAfterARestart() {
    byte[] bytes = Sha.bytes(1, 5000);
    open().put(Sha.key(bytes), new Kept(new Version("\"etag-é\""), bytes));
    var kept = Objects.requireNonNull(open().get(Sha.key(bytes), proof(bytes)));
    assertThat(kept.bytes).isEqualTo(bytes);
    assertThat(kept.version).isEqualTo(new Version("\"etag-é\""));
  }

  @Test
  void anEmptyObjectIsKept() {
    byte[] empty = {};
    put(open(), empty);
    assertThat(holds(open(), empty)).isTrue();
  }

  @Test
  void anEntryIsWrittenAsItsFormatSays() throws IOException {
    byte[] bytes = "content\n".getBytes(StandardCharsets.UTF_8);
    open().put(Sha.key(bytes), new Kept(new Version("m1"), bytes));
    Path file =
        directory.resolve(
            "entries/14/cda3ad567f3edad229c3c78537088cad31d7d5c7329d8a7d54bfc28b5a69a5");
    assertThat(HexFormat.of().formatHex(Files.readAllBytes(file)))
        .isEqualTo("4d49434501000200000000000000086d3144f58957636f6e74656e740a");
  }

  @Test
  void aVersionThatIsLongerThanTheFormatHasRoomForIsNotKept() {
    byte[] bytes = Sha.bytes(1, 10);
    open().put(Sha.key(bytes), new Kept(new Version("v".repeat(1025)), bytes));
    assertThat(holds(open(), bytes)).isFalse();
    open().put(Sha.key(bytes), new Kept(new Version("v".repeat(1024)), bytes));
    assertThat(holds(open(), bytes)).isTrue();
  }

  @Test
  void whatDoesNotProveIsRemoved() {
    byte[] bytes = Sha.bytes(1, 10);
    put(open(), bytes);
    assertThat(open().get(Sha.key(bytes), _ -> false)).isNull();
    assertThat(TieredInvariantsTest.entries(directory)).isEmpty();
  }

  @Test
  void invariant6_theFilesStayWithinTheBoundThroughRestartsAndTwoTiers() throws Exception {
    var seed = Long.getLong("seed", new SplittableRandom().nextLong());
    var random = new SplittableRandom(seed);
    var tiers = new ArrayList<>(List.of(open(), open()));
    for (int i = 0; i < 250; i++) {
      env.sleep(Duration.ofSeconds(1));
      var tier = tiers.get(random.nextInt(2));
      byte[] bytes = Sha.bytes(i, random.nextInt(1, 30_000));
      put(tier, bytes);
      assertThat(holds(tier, bytes)).as("seed %d, object %d", seed, i).isTrue();
      assertThat(taken()).as("seed %d, object %d", seed, i).isLessThanOrEqualTo(BOUND);
      if (random.nextInt(50) == 0) {
        tiers.set(random.nextInt(2), open());
      }
    }
    assertThat(taken()).isGreaterThan(BOUND / 2);
  }

  @Test
  void whatNobodyWantedForLongestGoesFirst() {
    var tier = open();
    var all = new ArrayList<byte[]>();
    for (int i = 0; i < 90; i++) {
      env.sleep(Duration.ofSeconds(1));
      all.add(Sha.bytes(i, 3000));
      put(tier, all.getLast());
    }
    for (int i = 0; i < 40; i++) {
      env.sleep(Duration.ofSeconds(1));
      assertThat(holds(tier, all.get(i))).isTrue();
    }
    for (int i = 90; i < 110; i++) {
      env.sleep(Duration.ofSeconds(1));
      all.add(Sha.bytes(i, 3000));
      put(open(), all.getLast());
    }
    var kept = all.stream().map(bytes -> holds(tier, bytes)).toList();
    assertThat(kept.subList(0, 40)).containsOnly(true);
    assertThat(kept.subList(90, 110)).containsOnly(true);
    assertThat(kept.subList(40, 52)).containsOnly(false);
  }

  @Test
  void whatIsLargerThanTheBoundIsNotKeptAndPushesNothingOut() {
    byte[] small = Sha.bytes(1, 1000);
    byte[] large = Sha.bytes(2, (int) BOUND);
    put(open(), small);
    put(open(), large);
    assertThat(holds(open(), small)).isTrue();
    assertThat(holds(open(), large)).isFalse();
  }

  @Test
  void theUsageIsCountedAnewWhenItsFileIsLostOrWrong() throws IOException {
    for (var wrong :
        List.of(
            new byte[0],
            new byte[5],
            ByteBuffer.allocate(16).putLong(-1).array(),
            ByteBuffer.allocate(16).putLong(Long.MAX_VALUE / 2).array())) {
      for (int i = 0; i < 200; i++) {
        put(open(), Sha.bytes(i, 3000));
      }
      Files.write(directory.resolve("usage"), wrong);
      byte[] next = Sha.bytes(1000 + wrong.length, 3000);
      put(open(), next);
      assertThat(holds(open(), next)).isTrue();
      assertThat(taken()).isBetween(BOUND / 2, BOUND);
    }
  }

  @Test
  void whatAWriterLeftBehindWhenItDiedHoldsItsPlaceForAnHourAndGoes() throws IOException {
    put(open(), Sha.bytes(0, 10));
    String dead = "%d-%d-%016x".formatted(env.nowMillis(), BOUND - 8192, 7);
    Path left = Files.write(directory.resolve("writing").resolve(dead), new byte[500]);
    Files.delete(directory.resolve("usage"));
    byte[] bytes = Sha.bytes(1, 20_000);
    put(open(), bytes);
    assertThat(holds(open(), bytes)).isFalse();
    assertThat(left).exists();
    env.sleep(Duration.ofMinutes(61));
    put(open(), bytes);
    assertThat(holds(open(), bytes)).isTrue();
    assertThat(left).doesNotExist();
  }

  @Test
  void filesThatAreNotOursAreLeftAlone() throws IOException {
    put(open(), Sha.bytes(0, 10));
    var foreign =
        List.of(
            directory.resolve("letter.txt"),
            directory.resolve("entries/letter.txt"),
            directory.resolve("entries/" + "a".repeat(62)),
            directory.resolve("writing/letter.txt"));
    for (Path file : foreign) {
      Files.write(file, new byte[100_000]);
    }
    for (int i = 0; i < 300; i++) {
      put(open(), Sha.bytes(i, 3000));
    }
    assertThat(foreign).allMatch(Files::exists);
  }

  @Test
  void tiersOnOneDirectoryDoNotDisturbEachOther() throws Exception {
    var machine = new MachineEnv();
    var found = new AtomicLong();
    Race.run(
        16,
        racer -> {
          var tier = new DirectoryTier(machine, directory, BOUND);
          for (int i = 0; i < 200; i++) {
            byte[] bytes = Sha.bytes(i * 7 % 150, 2000 + i * 7 % 150);
            put(tier, bytes);
            var kept = tier.get(Sha.key(bytes), proof(bytes));
            if (kept != null) {
              found.incrementAndGet();
              assertThat(kept.bytes).isEqualTo(bytes);
            }
            if (i % 40 == racer) {
              assertThat(takenUnchecked()).isLessThanOrEqualTo(BOUND);
            }
          }
          return racer;
        });
    assertThat(found.get()).isGreaterThan(1600);
    assertThat(directory.resolve("writing")).isEmptyDirectory();
  }

  @Test
  void processesOnOneDirectoryStayWithinOneBound() throws Exception {
    var processes = new ArrayList<Process>();
    try {
      for (int i = 0; i < 3; i++) {
        processes.add(
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Neighbour.class.getName(),
                    directory.toString(),
                    "" + BOUND,
                    "" + i)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output-" + i).toFile())
                .start());
      }
      while (processes.stream().anyMatch(Process::isAlive)) {
        assertThat(taken()).isLessThanOrEqualTo(BOUND);
        TimeUnit.MILLISECONDS.sleep(50);
      }
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
    for (int i = 0; i < 3; i++) {
      String output = Files.readString(directory.resolve("output-" + i));
      assertThat(output).startsWith("found ");
      // a busy machine makes a neighbour pause, or others evict what it kept a moment ago
      assertThat(Long.parseLong(output.substring(6).strip())).isGreaterThan(Neighbour.PUTS / 10);
    }
    assertThat(taken()).isBetween(BOUND / 2, BOUND);
  }

  /// Another process on the directory.
  static final class Neighbour {
    static final int PUTS = 600;

    private Neighbour() {}

    public static void main(String[] arguments) {
      var tier =
          new DirectoryTier(new MachineEnv(), Path.of(arguments[0]), Long.parseLong(arguments[1]));
      long found = 0;
      for (int i = 0; i < PUTS; i++) {
        byte[] bytes = Sha.bytes(i % 200, 1000 + i % 200 * 40);
        put(tier, bytes);
        var kept = tier.get(Sha.key(bytes), proof(bytes));
        if (kept != null) {
          found++;
          if (!Arrays.equals(kept.bytes, bytes)) {
            throw new AssertionError("other bytes under " + Sha.key(bytes));
          }
        }
      }
      System.out.println("found " + found);
    }
  }

  @Test
  void afterAFailedWriteNoneIsTriedForAWhile() throws IOException {
    Path place = directory.resolve("cache");
    Files.createFile(place);
    var tier = new DirectoryTier(env, place, BOUND);
    byte[] bytes = Sha.bytes(1, 1000);
    put(tier, bytes);
    Files.delete(place);
    put(tier, bytes);
    assertThat(place).doesNotExist();
    env.sleep(DirectoryTier.PAUSE);
    put(tier, bytes);
    assertThat(holds(tier, bytes)).isTrue();
  }

  @Test
  @Tag("slow")
  void aFullDiskKeepsLessAndFailsNothing() throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    Assumptions.assumeTrue(
        succeeds("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString()),
        "only who may mount can have a small disk");
    try {
      var tier = new DirectoryTier(env, disk, BOUND);
      int kept = 0;
      for (int i = 0; i < 90; i++) {
        byte[] bytes = Sha.bytes(i, 4000);
        put(tier, bytes);
        kept += holds(tier, bytes) ? 1 : 0;
        env.sleep(DirectoryTier.PAUSE);
      }
      assertThat(kept).isBetween(20, 63);
      assertThat(disk.resolve("writing")).isEmptyDirectory();
      byte[] first = Sha.bytes(0, 4000);
      assertThat(holds(tier, first)).isTrue();
    } finally {
      assertThat(succeeds("umount", disk.toString())).isTrue();
    }
  }

  private static boolean succeeds(String... command) throws Exception {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException _) { // there is no such command here
      return false;
    }
  }

  private static Proof proof(byte[] bytes) {
    return Sha.ADDRESSING.proof(Sha.key(bytes)).orElseThrow();
  }

  private static void put(DirectoryTier tier, byte[] bytes) {
    Key key = Sha.key(bytes);
    tier.put(key, new Kept(new Version("v"), bytes));
  }

  private static boolean holds(DirectoryTier tier, byte[] bytes) {
    var kept = tier.get(Sha.key(bytes), proof(bytes));
    return kept != null && Arrays.equals(kept.bytes, bytes);
  }

  /// What the entries and what is being written take on the disk. While it is counted nobody is
  /// given room, so nothing can be counted that replaces what was counted before.
  private long taken() throws IOException {
    var taken = new AtomicLong();
    boolean counted = false;
    while (!counted) {
      counted =
          DirectoryLock.tryWith(
              directory.resolve("usage"),
              _ -> {
                taken.set(walked("entries") + walked("writing"));
                return true;
              });
    }
    return taken.get();
  }

  private long takenUnchecked() {
    try {
      return taken();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long walked(String part) throws IOException {
    long taken = 0;
    if (Files.exists(directory.resolve(part))) {
      var places = new ArrayDeque<>(List.of(directory.resolve(part)));
      while (!places.isEmpty()) {
        try (var files = Files.newDirectoryStream(places.remove())) {
          for (Path file : files) {
            if (Files.isDirectory(file)) {
              places.add(file);
            } else {
              taken += size(file);
            }
          }
        }
      }
    }
    return taken;
  }

  private static long size(Path file) throws IOException {
    try {
      return CacheDirectory.taken(Files.size(file));
    } catch (NoSuchFileException _) { // it moved on, or was dropped
      return 0;
    }
  }
}
