package dev.micelio.core.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.Key;
import dev.micelio.core.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class BlobInvariantsTest {
  private static final int LARGE = 9_000_000;

  private final MachineEnv env = new MachineEnv();
  private final WatchedObjects objects = new WatchedObjects(env);
  private final BlobReader reader = new BlobReader(env, objects);
  private final BlobWriter writer = new BlobWriter(env, objects, Existing.PROVED, 4);
  private final BlobWriter believer = new BlobWriter(env, objects, Existing.BELIEVED, 4);

  @Test
  void invariant1_aDigestIsOfTheRawBytesWhateverTheStoredForm() {
    byte[] raw =
        "the same content, packed in every way".repeat(500).getBytes(StandardCharsets.UTF_8);
    var digest = Digest.of(raw);
    assertThat(writer.write(raw)).isEqualTo(new Blob(digest, raw.length));
    var forms = new HashSet<Integer>();
    for (int level : new int[] {-7, 1, 19}) {
      byte[] stored = stored(raw, level);
      forms.add(stored.length);
      objects.plant(digest, stored);
      assertThat(read(digest)).isEqualTo(raw);
    }
    assertThat(forms).as("levels that give different bytes").hasSizeGreaterThan(1);
  }

  @Test
  void invariant2_aReaderGivesTheContentThatTheDigestNamesOrAProblem() {
    byte[] raw = random(1, LARGE);
    var digest = writer.write(raw).digest();
    byte[] other = random(2, LARGE);
    var wrong = writer.write(other).digest();
    objects.plant(digest, objects.storedForm(wrong));
    assertCorrupt(digest, "blob.digest-mismatch");

    objects.plant(digest, stored(raw, 1));
    assertCorrupt(digest, "blob.malformed");

    byte[] small = {1, 2, 3};
    objects.plant(writer.write(small).digest(), stored(new byte[] {1, 2, 4}, 3));
    assertCorrupt(Digest.of(small), "blob.digest-mismatch");
  }

  @Test
  void invariant2_theLastBytesOfAWrongWholeAreNeverGivenOut() throws Exception {
    byte[] raw = random(3, LARGE);
    var digest = writer.write(raw).digest();
    var wrong = writer.write(random(4, LARGE)).digest();
    objects.plant(digest, objects.storedForm(wrong));
    long given = 0;
    try (var content = (Content.Found) reader.open(digest)) {
      var buffer = new byte[100_000];
      while (true) {
        given += content.body().read(buffer);
      }
    } catch (Problem problem) {
      assertThat(problem.kind()).isEqualTo(Problem.Kind.CORRUPT);
    }
    assertThat(given).isLessThan(LARGE);
  }

  @Test
  void invariant3_whatAnotherWriterPutThereMeanwhileIsReadBeforeItIsTrusted() {
    byte[] raw = random(5, 10_000);
    var digest = Digest.of(raw);
    var first = new AtomicBoolean(true);
    objects.beforePut =
        _ -> {
          if (first.getAndSet(false)) {
            objects.plant(digest, "not a blob at all".getBytes(StandardCharsets.UTF_8));
          }
        };
    believer.write(raw);
    assertThat(read(digest)).isEqualTo(raw);
  }

  @Test
  void invariant3_aWrongManifestAndAMissingChunkAreMadeRight() {
    byte[] raw = random(6, LARGE);
    var digest = writer.write(raw).digest();
    var manifest = Manifest.read(digest, objects.storedForm(digest));
    objects.delete(BlobFormat.key(manifest.chunk(3)));
    objects.plant(manifest.chunk(5), stored(new byte[] {1}, 3));
    objects.plant(digest, objects.storedForm(writer.write(random(7, LARGE)).digest()));
    writer.write(raw);
    assertThat(read(digest)).isEqualTo(raw);
  }

  @Test
  void invariant3_aKeyThatChangesForEverIsAProblemAndNotAnEndlessLoop() {
    byte[] raw = random(8, 1000);
    objects.beforePut = key -> objects.plant(Digest.of(raw), new byte[] {1, 2, 3});
    assertThatThrownBy(() -> believer.write(raw))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("blob.contended"));
  }

  @Test
  void invariant4_aManifestIsStoredAfterAllOfItsChunks() {
    byte[] raw = random(9, LARGE);
    var digest = writer.write(raw).digest();
    assertThat(objects.stored.getLast()).isEqualTo(BlobFormat.key(digest));
    assertThat(objects.stored).hasSizeGreaterThan(8);

    var failing = new WatchedObjects(env);
    Key third = objects.stored.get(2);
    failing.beforePut =
        key -> {
          if (key.equals(third)) {
            throw new Problem(Problem.Kind.UNAVAILABLE, "test.gone", "gone", "come back");
          }
        };
    assertThatThrownBy(() -> new BlobWriter(env, failing, Existing.BELIEVED, 4).write(raw))
        .isInstanceOf(Problem.class)
        .hasMessage("gone");
    assertThat(failing.stored).doesNotContain(BlobFormat.key(digest));
  }

  @Test
  void invariant5_contentThatIsThereIsNotStoredAgain() {
    byte[] raw = random(10, LARGE);
    writer.write(raw);
    for (var again : new BlobWriter[] {writer, believer}) {
      objects.stored.clear();
      objects.putBytes.set(0);
      again.write(raw);
      assertThat(objects.stored).isEmpty();
      assertThat(objects.putBytes).as("the manifest is offered").hasValueLessThan(2_000);
    }
    objects.gets.clear();
    believer.write(random(11, 100));
    believer.write(random(11, 100));
    assertThat(objects.gets).as("a believer reads nothing").isEmpty();
  }

  @Test
  void invariant5_oneInsertionInALargeBlobStoresTheChunksAroundIt() {
    byte[] raw = random(12, 4 * LARGE);
    writer.write(raw);
    int at = new Random().nextInt(raw.length);
    byte[] changed = new byte[raw.length + 50];
    System.arraycopy(raw, 0, changed, 0, at);
    System.arraycopy(raw, at, changed, at + 50, raw.length - at);
    objects.putBytes.set(0);
    believer.write(changed);
    assertThat(objects.putBytes)
        .as("bytes stored anew of 36 MB after an insertion at " + at)
        .hasValueLessThan(4L * BlobFormat.CHUNK_SIZE_MAX);
  }

  @Test
  void invariant6_noReadIsBegunFartherAheadThanItsBound() throws Exception {
    byte[] raw = random(13, 4 * LARGE);
    var digest = writer.write(raw).digest();
    objects.gets.clear();
    try (var content = (Content.Found) reader.open(digest)) {
      assertThat(content.body().read()).isEqualTo(raw[0] & 0xff);
    }
    assertThat(objects.gets).hasSizeLessThanOrEqualTo(2 + ChunkStream.CHUNKS_AHEAD_MAX);
  }

  private void assertCorrupt(Digest digest, String code) {
    assertThatThrownBy(() -> read(digest))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.kind()).isEqualTo(Problem.Kind.CORRUPT);
              assertThat(problem.code()).isEqualTo(code);
            });
  }

  private byte[] read(Digest digest) {
    return switch (reader.open(digest)) {
      case Content.Found found -> found.bytes(64 << 20);
      case Content.Absent _ -> throw new AssertionError("nothing under " + digest);
    };
  }

  static byte[] stored(byte[] raw, int level) {
    byte[] frame = Zstd.compress(raw, level);
    return ByteBuffer.allocate(8 + frame.length)
        .putInt(BlobFormat.WHOLE_MAGIC)
        .putInt(raw.length)
        .put(frame)
        .array();
  }

  static byte[] random(long seed, int size) {
    var bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
