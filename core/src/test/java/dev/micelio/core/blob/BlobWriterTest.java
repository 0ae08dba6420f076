package dev.micelio.core.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.Range;
import dev.micelio.core.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BlobWriterTest {
  private final MachineEnv env = new MachineEnv();
  private final WatchedObjects objects = new WatchedObjects(env);
  private final BlobReader reader = new BlobReader(env, objects);
  private final BlobWriter writer = new BlobWriter(env, objects, Existing.BELIEVED, 3);

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 1, 131_071, 131_072, 131_073, 4_194_303, 4_194_304, 4_194_305, 5_242_880, 9_000_001
      })
  void contentOfEverySizeComesBackFromArrayFileAndTricklingStream(int size) throws IOException {
    byte[] raw = BlobInvariantsTest.random(size, size);
    var blob = new Blob(Digest.of(raw), size);
    assertThat(writer.write(raw)).isEqualTo(blob);
    assertThat(read(blob.digest())).isEqualTo(raw);

    var elsewhere = new BlobWriter(env, new WatchedObjects(env), Existing.PROVED, 2);
    assertThat(elsewhere.write(trickling(raw))).isEqualTo(blob);
    assertThat(elsewhere.write(Files.write(directory.resolve("file"), raw))).isEqualTo(blob);
  }

  @Test
  void aLargeStoredBlobBeginsWithMiccAndASmallOneWithMicb() {
    assertThat(objects.storedForm(writer.write(new byte[4 << 20]).digest()))
        .startsWith('M', 'I', 'C', 'B');
    assertThat(objects.storedForm(writer.write(new byte[(4 << 20) + 1]).digest()))
        .startsWith('M', 'I', 'C', 'C');
  }

  @Test
  void whatDoesNotCompressGrowsByAFewBytesOnly() {
    var blob = writer.write(BlobInvariantsTest.random(1, 4 << 20));
    assertThat(objects.storedForm(blob.digest())).hasSizeLessThan((4 << 20) + 200);
  }

  @Test
  void aTreeOfFilesIsAnsweredInItsOrderWithEveryContentStored() throws IOException {
    var files = new ArrayList<Path>();
    var expected = new ArrayList<Blob>();
    for (int i = 0; i < 200; i++) {
      byte[] raw = BlobInvariantsTest.random(i % 150, i == 70 ? 6_000_000 : i * 37 % 5000);
      files.add(Files.write(directory.resolve("f" + i), raw));
      expected.add(new Blob(Digest.of(raw), raw.length));
    }
    assertThat(writer.ingest(files)).isEqualTo(expected);
    for (var blob : expected) {
      assertThat(Digest.of(read(blob.digest()))).isEqualTo(blob.digest());
    }
  }

  @Test
  void aSymbolicLinkIsNotFollowed() throws IOException {
    var target = Files.write(directory.resolve("target"), new byte[] {1});
    var link = Files.createSymbolicLink(directory.resolve("link"), target);
    for (var file : new Path[] {link, directory, directory.resolve("absent")}) {
      assertThatThrownBy(() -> writer.write(file))
          .isInstanceOfSatisfying(
              Problem.class,
              problem -> {
                assertThat(problem.code()).isEqualTo("blob.source-unreadable");
                assertThat(problem.what()).contains(file.toString());
              });
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 6_000_000})
  void aSourceThatBreaksLeavesChunksAtMost(int breaksAt) {
    var broken =
        new FilterInputStream(
            new ByteArrayInputStream(BlobInvariantsTest.random(breaksAt, breaksAt))) {
          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count < 0) {
              throw new IOException("the disk is on fire");
            }
            return count;
          }
        };
    assertThatThrownBy(() -> writer.write(broken))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("the disk is on fire");
    for (var key : objects.stored) {
      var digest = Digest.parse(key.text().substring("blobs/00/".length()));
      assertThat(objects.storedForm(digest)).startsWith('M', 'I', 'C', 'B');
    }
  }

  @Test
  void everyPartOfALargeBlobIsWhatTheWholeHasThereAndReadsOnlyItsChunks() {
    byte[] raw = BlobInvariantsTest.random(5, 9_000_000);
    var digest = writer.write(raw).digest();
    var manifest = Manifest.read(digest, objects.storedForm(digest));
    var random = new Random();
    for (int i = 0; i < 60; i++) {
      int from =
          i % 3 == 0 ? (int) manifest.start(i % manifest.count()) : random.nextInt(9_000_000);
      int length = 1 + random.nextInt(i % 2 == 0 ? 3_000_000 : 1000);
      objects.gets.clear();
      try (var content = (Content.Found) reader.open(digest, new Range(from, length))) {
        assertThat(content.size()).isEqualTo(raw.length);
        byte[] part = Arrays.copyOfRange(raw, from, Math.min(raw.length, from + length));
        assertThat(content.bytes(9_000_000)).isEqualTo(part);
        int last = manifest.indexAt(from + part.length - 1);
        assertThat(objects.gets).hasSize(2 + last - manifest.indexAt(from));
      }
    }
  }

  @Test
  void aPartBeyondTheEndIsEmpty() {
    for (int size : new int[] {10, 5_000_000}) {
      var digest = writer.write(BlobInvariantsTest.random(6, size)).digest();
      try (var content = (Content.Found) reader.open(digest, new Range(size, 5))) {
        assertThat(content.bytes(10)).isEmpty();
        assertThat(content.size()).isEqualTo(size);
      }
    }
  }

  @Test
  void aContentThatIsNotThereIsAbsent() {
    assertThat(reader.open(Digest.of(new byte[] {9}))).isInstanceOf(Content.Absent.class);
  }

  @Test
  void aContentLargerThanItsReaderAllowsIsAProblem() {
    var digest = writer.write(new byte[11]).digest();
    assertThatThrownBy(() -> ((Content.Found) reader.open(digest)).bytes(10))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("blob.too-large"));
  }

  private static InputStream trickling(byte[] raw) {
    return new ByteArrayInputStream(raw) {
      @Override
      public synchronized int read(byte[] buffer, int offset, int length) {
        return super.read(buffer, offset, Math.min(length, 70_001));
      }
    };
  }

  private byte[] read(Digest digest) {
    return switch (reader.open(digest)) {
      case Content.Found found -> found.bytes(16 << 20);
      case Content.Absent _ -> throw new AssertionError("nothing under " + digest);
    };
  }
}
