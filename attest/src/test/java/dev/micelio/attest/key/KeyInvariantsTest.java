package dev.micelio.attest.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.problem.Problem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyInvariantsTest {
  private static final byte[] MESSAGE = {1, 2, 3};
  private static final byte[] SEED = HexFormat.of().parseHex("7b".repeat(32));

  private static void assertRefused(byte[] raw) {
    assertThatThrownBy(() -> PublicKey.of(raw))
        .as(() -> HexFormat.of().formatHex(raw))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("key.malformed"));
  }

  @Test
  void invariant1_lowOrderMixedOrderAndNonCanonicalPointsAreNoKeys() {
    var seen = new HashSet<String>();
    for (var point : Edwards.lowOrder()) {
      seen.add(HexFormat.of().formatHex(point.encoded()));
      assertThat(point.times(BigInteger.valueOf(8)))
          .isEqualTo(new Edwards.Point(BigInteger.ZERO, BigInteger.ONE));
      assertRefused(point.encoded());
    }
    assertThat(seen).hasSize(8);

    var sound = Edwards.base().times(Edwards.scalar(SEED));
    assertThat(PublicKey.of(sound.encoded())).isEqualTo(SecretKey.of(SEED).publicKey());
    for (var point : Edwards.lowOrder().subList(1, 8)) {
      assertRefused(sound.plus(point).encoded());
    }

    var one = BigInteger.ONE;
    assertRefused(Edwards.encoded(one, true)); // x is 0, and 0 has no sign
    assertRefused(Edwards.encoded(Edwards.P.subtract(one), true));
    for (int above = 0; above < 19; above++) {
      var y = Edwards.P.add(BigInteger.valueOf(above));
      assertRefused(Edwards.encoded(y, false));
      assertRefused(Edwards.encoded(y, true));
    }
    assertRefused(Edwards.encoded(BigInteger.TWO, false)); // no point of the curve
    for (int size : List.of(0, 31, 33, 64)) {
      assertRefused(new byte[size]);
    }
  }

  @Test
  void invariant2_aSignatureHas64BytesAndOneS() {
    var key = SecretKey.of(SEED);
    var trusted = key.publicKey();
    byte[] good = key.sign(MESSAGE);
    assertThat(trusted.verifies(MESSAGE, good)).isTrue();

    var s = Edwards.number(Arrays.copyOfRange(good, 32, 64));
    byte[] r = Arrays.copyOf(good, 32);
    assertThat(Edwards.signature(r, s)).isEqualTo(good);
    for (int times = 1; times <= 15; times++) {
      var more = s.add(Edwards.L.multiply(BigInteger.valueOf(times)));
      if (more.bitLength() <= 256) {
        assertThat(trusted.verifies(MESSAGE, Edwards.signature(r, more))).isFalse();
      }
    }
    for (int bit = 253; bit < 256; bit++) {
      assertThat(trusted.verifies(MESSAGE, Edwards.signature(r, s.setBit(bit)))).isFalse();
    }
    for (int size : List.of(0, 1, 32, 63, 65, 128)) {
      assertThat(trusted.verifies(MESSAGE, Arrays.copyOf(good, size))).isFalse();
    }
    for (int bit = 0; bit < 512; bit++) {
      byte[] flipped = good.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(trusted.verifies(MESSAGE, flipped)).as("bit %d", bit).isFalse();
    }
    assertThat(trusted.verifies(new byte[] {1, 2}, good)).isFalse();
    assertThat(trusted.verifies(new byte[] {1, 2, 4}, good)).isFalse();
  }

  /// Each one satisfies S·B = R + k·A as points, up to the low-order part, for whoever knows the
  /// secret: only the encoding or the order is wrong. An R with both parts, which the owner of a
  /// key alone can make, may be accepted.
  @Test
  void invariant2_aLowOrderOrNonCanonicalRIsNoSignature() {
    var secret = Edwards.scalar(SEED);
    var key = SecretKey.of(SEED).publicKey();
    var all = new ArrayList<byte[]>();
    Edwards.lowOrder().forEach(point -> all.add(point.encoded()));
    all.add(Edwards.encoded(BigInteger.ONE, true));
    all.add(Edwards.encoded(Edwards.P.add(BigInteger.ONE), false));
    all.add(Edwards.encoded(Edwards.P.add(BigInteger.ONE), true));
    all.add(Edwards.encoded(Edwards.P, false));
    for (var r : all) {
      var s = Edwards.challenge(r, key.raw(), MESSAGE).multiply(secret).mod(Edwards.L);
      assertThat(key.verifies(MESSAGE, Edwards.signature(r, s)))
          .as(() -> HexFormat.of().formatHex(r))
          .isFalse();
    }
    byte[] own = Edwards.base().times(BigInteger.valueOf(77)).encoded();
    var s =
        BigInteger.valueOf(77)
            .add(Edwards.challenge(own, key.raw(), MESSAGE).multiply(secret))
            .mod(Edwards.L);
    assertThat(key.verifies(MESSAGE, Edwards.signature(own, s))).isTrue();
  }

  @Test
  void invariant3_aSecretKeyIsWipedWhenItIsClosedAndNeverPrinted() throws Exception {
    var key = SecretKey.of(SEED);
    var field = SecretKey.class.getDeclaredField("seed");
    field.setAccessible(true);
    byte[] held = (byte[]) field.get(key);
    assertThat(held).isEqualTo(SEED);
    var printed = new StringWriter();
    printed.append(key.toString());
    key.close();
    assertThat(held).containsOnly(0);
    for (Runnable use : List.<Runnable>of(() -> key.sign(MESSAGE), key::seed)) {
      assertThatThrownBy(use::run)
          .isInstanceOf(IllegalStateException.class)
          .satisfies(e -> e.printStackTrace(new PrintWriter(printed, true)));
    }
    assertThat(printed.toString())
        .doesNotContain(HexFormat.of().formatHex(SEED))
        .doesNotContain(Base64.getEncoder().encodeToString(SEED));
    assertThat(key.publicKey().id().toString()).hasSize(64);
  }

  @Test
  void aNewKeyIsAnotherEachTime() {
    var ids = new HashSet<KeyId>();
    for (int i = 0; i < 20; i++) {
      try (var key = SecretKey.generate(new MachineEnv())) {
        assertThat(key.publicKey().verifies(MESSAGE, key.sign(MESSAGE))).isTrue();
        ids.add(key.publicKey().id());
      }
    }
    assertThat(ids).hasSize(20);
    for (int size : List.of(0, 31, 33, 64)) {
      assertThatThrownBy(() -> SecretKey.of(new byte[size]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
