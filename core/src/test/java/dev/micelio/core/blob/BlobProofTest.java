package dev.micelio.core.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.Key;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BlobProofTest {
  private final MachineEnv env = new MachineEnv();
  private final WatchedObjects objects = new WatchedObjects(env);

  static Stream<Vectors.Section> vectors() {
    return Vectors.read().sections().stream().filter(section -> !section.name().equals("gear"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void onlyAWholeBlobProvesItself(Vectors.Section vector) {
    assertThat(holds(BlobFormat.key(vector.digest()), vector.bytes("stored")))
        .isEqualTo(vector.name().startsWith("whole"));
  }

  @Test
  void aBlobsKeyIsKnownBelowAnyPrefix() {
    var blob = write();
    var key = BlobFormat.key(blob.digest());
    assertThat(holds(key, objects.storedForm(blob.digest()))).isTrue();
    assertThat(holds(new Key("projects/p/" + key), objects.storedForm(blob.digest()))).isTrue();
    assertThat(holds(new Key("projects/p/" + key), new byte[] {1})).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "head",
        "blobs/00/ff0000000000000000000000000000000000000000000000000000000000000f",
        "blobs/ff/ff0000000000000000000000000000000000000000000000000000000000000",
        "blobs/ff/FF0000000000000000000000000000000000000000000000000000000000000f",
        "myblobs/ff/ff0000000000000000000000000000000000000000000000000000000000000f",
        "trees/ff/ff0000000000000000000000000000000000000000000000000000000000000f"
      })
  void anyOtherKeyHasNoProof(String key) {
    assertThat(BlobProof.ADDRESSING.proof(new Key(key))).isEmpty();
  }

  private Blob write() {
    return new BlobWriter(env, objects, Existing.BELIEVED, 1).write(new byte[] {1, 2, 3});
  }

  private static boolean holds(Key key, byte[] stored) {
    return BlobProof.ADDRESSING.proof(key).orElseThrow().holds(stored);
  }
}
