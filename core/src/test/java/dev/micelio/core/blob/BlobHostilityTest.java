package dev.micelio.core.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.problem.Problem;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Stored bytes that somebody made to do harm, beyond those of the vectors.
final class BlobHostilityTest {
  private static final Duration FUZZ_TIME = Duration.ofSeconds(2);

  /// A blob's raw bytes, their stored form twice over, and what the problem says.
  private static final long ALLOCATED_BYTES_MAX = 3L * BlobFormat.STORED_SIZE_MAX;

  private final MachineEnv env = new MachineEnv();
  private final WatchedObjects objects = new WatchedObjects(env);
  private final BlobReader reader = new BlobReader(env, objects);
  private final BlobWriter writer = new BlobWriter(env, objects, Existing.PROVED, 2);

  @Test
  void aListWithinAListIsCorrupt() {
    byte[] raw = BlobInvariantsTest.random(1, 5_000_000);
    var digest = writer.write(raw).digest();
    var manifest = Manifest.read(digest, objects.storedForm(digest));
    objects.plant(manifest.chunk(1), objects.storedForm(digest));
    assertThatThrownBy(() -> read(digest)).isInstanceOf(Problem.class).hasMessageContaining("MICB");
  }

  @Test
  void aListWithoutOneOfItsChunksIsCorrupt() {
    var digest = writer.write(BlobInvariantsTest.random(2, 5_000_000)).digest();
    var manifest = Manifest.read(digest, objects.storedForm(digest));
    objects.delete(BlobFormat.key(manifest.chunk(manifest.count() - 1)));
    assertThatThrownBy(() -> read(digest))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.kind()).isEqualTo(Problem.Kind.CORRUPT);
              assertThat(problem.code()).isEqualTo("blob.chunk-missing");
            });
  }

  @Test
  void theSumOfChunksIsBounded() {
    int count = BlobFormat.CHUNKS_MAX;
    var stored = ByteBuffer.allocate(8 + count * (Digest.SIZE_BYTES + 3));
    stored.putInt(BlobFormat.CHUNKED_MAGIC).putInt(count).position(8 + count * Digest.SIZE_BYTES);
    while (stored.hasRemaining()) {
      stored.put((byte) 0x80).put((byte) 0x80).put((byte) 0x40);
    }
    assertThatThrownBy(() -> Manifest.read(Digest.of(new byte[0]), stored.array()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("no blob of 1099511627776 bytes");
  }

  @Test
  void anObjectFarLargerThanAnyStoredFormIsNotReadIntoMemory() {
    var digest = Digest.of(new byte[0]);
    byte[] huge = Arrays.copyOf(BlobInvariantsTest.stored(new byte[0], 3), 60_000_000);
    objects.plant(digest, huge);
    long before = allocated();
    assertThatThrownBy(() -> read(digest))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("stored in 60000000 bytes");
    assertThat(allocated() - before).isLessThan(ALLOCATED_BYTES_MAX);
  }

  @Test
  void mutatedBytesAreTheRightContentOrCorruptAndNeverTakeMoreMemoryThanABlob() {
    String given = System.getProperty("seed", "");
    long seed = given.isEmpty() ? new Random().nextLong() : Long.parseLong(given);
    var random = new Random(seed);
    byte[] text = "mutate me, I am compressible; ".repeat(2000).getBytes(StandardCharsets.UTF_8);
    byte[] large = BlobInvariantsTest.random(seed, 4_300_000);
    var digests = new Digest[] {writer.write(text).digest(), writer.write(large).digest()};
    byte[][] raws = {text, large};
    long end = System.nanoTime() + FUZZ_TIME.toNanos();
    int corrupt = 0;
    for (int round = 0; System.nanoTime() < end || corrupt == 0; round++) {
      int which = round % 16 == 0 ? 1 : 0;
      byte[] right = objects.storedForm(digests[which]);
      objects.plant(digests[which], mutated(right, random));
      String at = "seed " + seed + ", round " + round;
      long before = allocated();
      try {
        assertThat(Arrays.equals(read(digests[which]), raws[which])).as(at).isTrue();
      } catch (Problem problem) {
        assertThat(problem.kind()).as(at).isEqualTo(Problem.Kind.CORRUPT);
        corrupt++;
      }
      assertThat(allocated() - before).as(at).isLessThan(3 * ALLOCATED_BYTES_MAX);
      objects.plant(digests[which], right);
    }
  }

  private static byte[] mutated(byte[] stored, Random random) {
    byte[] bytes = stored.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextBoolean() ? random.nextInt(bytes.length) : random.nextInt(20);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(20, random.nextInt(bytes.length)));
        default -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(40));
      }
    }
    return bytes;
  }

  private static long allocated() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }

  private byte[] read(Digest digest) {
    return switch (reader.open(digest)) {
      case Content.Found found -> found.bytes(16 << 20);
      case Content.Absent _ -> throw new AssertionError("nothing under " + digest);
    };
  }
}
