package dev.micelio.core.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What docs/formats/vectors/blob.txt promises to other languages holds here.
final class BlobVectorsTest {
  private final MachineEnv env = new MachineEnv();
  private final WatchedObjects objects = new WatchedObjects(env);
  private final BlobReader reader = new BlobReader(env, objects);

  static Stream<Vectors.Section> whole() {
    return Vectors.read().named("whole");
  }

  static Stream<Vectors.Section> refused() {
    return Vectors.read().named("refused");
  }

  static Stream<Vectors.Section> chunked() {
    return Vectors.read().named("chunked");
  }

  @Test
  void theGearTableFollowsItsRule() {
    var gear = Vectors.read().named("gear").findFirst().orElseThrow();
    assertThat(Chunker.gear(0)).isEqualTo(Long.parseUnsignedLong(gear.text("first"), 16));
    assertThat(Chunker.gear(255)).isEqualTo(Long.parseUnsignedLong(gear.text("last"), 16));
  }

  @ParameterizedTest
  @MethodSource("whole")
  void aWholeBlobIsReadWhateverItsFrame(Vectors.Section vector) {
    assertThat(Digest.of(vector.bytes("raw"))).isEqualTo(vector.digest());
    objects.plant(vector.digest(), vector.bytes("stored"));
    assertThat(read(vector.digest())).isEqualTo(vector.bytes("raw"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsNotTheBlobIsCorrupt(Vectors.Section vector) {
    var chunkOfTheLists = new byte[BlobFormat.CHUNK_SIZE_MAX];
    new BlobWriter(env, objects, Existing.PROVED, 1).write(chunkOfTheLists);
    objects.plant(vector.digest(), vector.bytes("stored"));
    assertThatThrownBy(() -> read(vector.digest()))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.CORRUPT));
  }

  @ParameterizedTest
  @MethodSource("chunked")
  void aLargeBlobIsCutWhereTheVectorSays(Vectors.Section vector) {
    byte[] content = vector.content();
    var lengths = new ArrayList<Integer>();
    for (int at = 0; at < content.length; at += lengths.getLast()) {
      lengths.add(Chunker.cut(content, at, content.length));
    }
    assertThat(lengths).isEqualTo(vector.cuts());
  }

  @ParameterizedTest
  @MethodSource("chunked")
  void aLargeBlobIsStoredAsTheVectorSaysAndReadAgain(Vectors.Section vector) {
    byte[] content = vector.content();
    var blob = new BlobWriter(env, objects, Existing.PROVED, 3).write(content);
    assertThat(blob).isEqualTo(new Blob(vector.digest(), content.length));
    assertThat(objects.storedForm(vector.digest())).isEqualTo(vector.bytes("stored"));
    assertThat(read(vector.digest())).isEqualTo(content);
  }

  private byte[] read(Digest digest) {
    return switch (reader.open(digest)) {
      case Content.Found found -> found.bytes(16 << 20);
      case Content.Absent _ -> throw new AssertionError("nothing under " + digest);
    };
  }

  @Test
  void theVectorsAreThere() {
    assertThat(List.of(whole().count(), refused().count(), chunked().count()))
        .isEqualTo(List.of(6L, 38L, 3L));
  }
}
