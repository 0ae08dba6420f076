package dev.micelio.core.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameInvariantsTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 100_000, 8 << 20})
  void invariant1_whatWasPackedComesOutAgain(int size) throws Exception {
    var raw = new byte[size];
    new Random(size).nextBytes(raw);

    assertThat(Frame.unpack(Frame.pack(raw), size)).isEqualTo(raw);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000, 2048, 2049, 1 << 20, 8 << 20, 64 << 20})
  void invariant2_noFrameGrowsMoreThanAThousandfold(int size) throws Exception {
    for (var text : new String[] {"y\n", "\0"}) {
      byte[] raw = text.repeat(size / text.length() + 1).getBytes(UTF_8);

      byte[] packed = Frame.pack(raw);

      assertThat(raw.length).isLessThanOrEqualTo(1000 * packed.length);
      assertThat(Arrays.equals(Frame.unpack(packed, raw.length), raw)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-100, -1, 1, 100})
  void invariant3_anotherSizeIsRefused(int more) {
    byte[] packed = Frame.pack(new byte[1000]);

    assertThatThrownBy(() -> Frame.unpack(packed, 1000 + more)).isInstanceOf(MalformedFrame.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void invariant3_damageGivesAsManyBytesOrARefusal(int round) {
    var random = new Random(round);
    var raw = new byte[5000];
    random.nextBytes(raw);
    Arrays.fill(raw, 1000, 4000, (byte) 7);
    byte[] packed = Frame.pack(raw);
    for (int i = 0; i < 500; i++) {
      byte[] damaged = packed.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      if (random.nextBoolean()) {
        damaged = Arrays.copyOf(damaged, random.nextInt(2 * damaged.length));
      }
      try {
        assertThat(Frame.unpack(damaged, raw.length)).hasSize(raw.length);
      } catch (MalformedFrame refusal) {
        assertThat(refusal.getMessage()).isNotBlank();
      }
    }
  }
}
