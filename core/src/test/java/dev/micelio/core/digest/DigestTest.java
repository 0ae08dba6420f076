package dev.micelio.core.digest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.problem.Problem;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DigestTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''  | sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
          abc | sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
          """)
  void theStandardsOwnExamplesHold(String text, String digest) {
    assertThat(Digest.of(text.getBytes(UTF_8))).hasToString(digest);
    assertThat(Digest.parse(digest)).isEqualTo(Digest.of(text.getBytes(UTF_8)));
    assertThat(Digest.parse(digest.substring(7)).hex()).isEqualTo(digest.substring(7));
  }

  @Test
  void bytesComeInAnyPortions() {
    byte[] bytes = new byte[10_000];
    new Random(1).nextBytes(bytes);
    var hasher = new Hasher();
    hasher.update(bytes, 0, 1);
    hasher.update(ByteBuffer.wrap(bytes, 1, 4_999));
    hasher.update(bytes, 5_000, 5_000);
    assertThat(hasher.digest()).isEqualTo(Digest.of(bytes));
    assertThat(hasher.digest()).isEqualTo(Digest.of(new byte[0]));
  }

  @Test
  void orderIsThatOfTheBytes() {
    var random = new Random(2);
    for (int i = 0; i < 1_000; i++) {
      byte[] left = new byte[Digest.SIZE_BYTES];
      random.nextBytes(left);
      byte[] right = left.clone();
      right[random.nextInt(right.length)] = (byte) random.nextInt();
      assertThat(Integer.signum(Digest.at(left, 0).compareTo(Digest.at(right, 0))))
          .isEqualTo(Integer.signum(Arrays.compareUnsigned(left, right)));
      assertThat(Digest.at(left, 0).bytes()).isEqualTo(left);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256:", "sha1:00", "sha256:E3", "zz"})
  void otherTextIsRefused(String text) {
    assertThatThrownBy(() -> Digest.parse(text + "0".repeat(20)))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("digest.malformed"));
  }
}
