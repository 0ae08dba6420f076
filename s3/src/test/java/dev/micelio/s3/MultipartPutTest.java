package dev.micelio.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.problem.Problem;
import dev.micelio.s3.loopback.Fault;
import dev.micelio.s3.loopback.Manner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MultipartPutTest {
  private static final Key KEY = new Key("large");
  private static final S3Limits LIMITS = S3Limits.USUAL.inPartsOf(S3Limits.PART_SIZE_BYTES_MIN);
  private final byte[] bytes = new byte[(int) (3 * S3Limits.PART_SIZE_BYTES_MIN) + 12_345];
  private Loopback server;
  private S3ObjectStore objects;

  @BeforeEach
  void start() throws IOException {
    new Random(5).nextBytes(bytes);
    server = new Loopback(Manner.DOCUMENTED, 3);
    objects =
        S3ObjectStore.openAs(Loopback.ENV, server.settings().within(LIMITS), Dialect.DOCUMENTED);
  }

  @AfterEach
  void stop() {
    objects.close();
    assertThat(server.uploadsUnderWay()).as("uploads left behind").isZero();
    server.close();
  }

  @Test
  void aLargeFileArrivesWholeInParts(@TempDir Path directory) throws IOException {
    Path file = Files.write(directory.resolve("file"), bytes);
    assertThat(objects.put(KEY, Body.of(file), Condition.ANY)).isInstanceOf(PutAnswer.Stored.class);
    try (var found = (Fetch.Found) objects.get(KEY)) {
      assertThat(Arrays.equals(found.body().readAllBytes(), bytes)).isTrue();
    }
  }

  @Test
  void aBodyOfTheWrongSizeStoresNothing() {
    for (long wrong : new long[] {bytes.length - 1, bytes.length + 1, 2L * bytes.length}) {
      assertThatThrownBy(() -> objects.put(KEY, new Sized(Body.of(bytes), wrong), Condition.ANY))
          .isInstanceOfSatisfying(
              Problem.class, e -> assertThat(e.code()).isEqualTo("objects.body-size"));
      assertThat(objects.head(KEY)).isInstanceOf(Lookup.Absent.class);
    }
  }

  private record Sized(Body bytes, long size) implements Body {
    @Override
    public InputStream open() throws IOException {
      return bytes.open();
    }
  }

  @Test
  void theEndOfAnUploadKeepsItsCondition() {
    var calls = new S3Calls(Loopback.ENV, server.settings());
    try (calls) {
      var upload = new MultipartPut(Loopback.ENV, calls, LIMITS);
      assertThat(upload.put(KEY.text(), Body.of(bytes), When.ABSENT))
          .isInstanceOf(Reply.Done.class);
      assertThat(upload.put(KEY.text(), Body.of(new byte[9 << 20]), When.ABSENT))
          .isInstanceOfSatisfying(
              Reply.Refused.class, refused -> assertThat(refused.status()).isEqualTo(412));
      assertThat(((Lookup.Found) objects.head(KEY)).size()).isEqualTo(bytes.length);
    }
  }

  @Test
  void aPartThatFailsEndsTheUploadAndChangesNothing() {
    objects.put(KEY, Loopback.text("before"), Condition.ANY);
    for (int i = 0; i < 12; i++) {
      server.faults().set(Fault.PART_LOST, 0.3);
      boolean stored = false;
      try {
        stored = objects.put(KEY, Body.of(bytes), Condition.ANY) instanceof PutAnswer.Stored;
      } catch (Problem e) {
        assertThat(e.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
      }
      server.faults().clear();
      long size = ((Lookup.Found) objects.head(KEY)).size();
      assertThat(size).isEqualTo(stored ? bytes.length : 6);
      if (stored) {
        objects.put(KEY, Loopback.text("before"), Condition.ANY);
      }
    }
  }
}
