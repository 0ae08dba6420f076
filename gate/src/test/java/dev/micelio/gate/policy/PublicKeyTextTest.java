package dev.micelio.gate.policy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicKeyTextTest {
  private static final byte[] RAW = Policies.publicKey(7);
  private static final String BASE64 = Policies.base64(7);
  private static final String SSH = Policies.ssh(7);

  @Test
  void eachTextGivesTheKey() {
    assertThat(PublicKeyText.base64(BASE64)).isEqualTo(RAW);
    assertThat(PublicKeyText.ssh(SSH)).isEqualTo(RAW);
    assertThat(PublicKeyText.ssh(SSH + " somebody@some where")).isEqualTo(RAW);
  }

  @Test
  void anythingElseInBase64IsNoKey() {
    char last = BASE64.charAt(42);
    // the last character carries bits that belong to no byte
    String loose = BASE64.substring(0, 42) + (char) (last + 1) + "=";
    for (String text :
        new String[] {
          "",
          BASE64.substring(0, 43),
          BASE64 + "=",
          " " + BASE64,
          loose,
          BASE64.substring(4),
          "AAAA" + BASE64
        }) {
      assertThat(PublicKeyText.base64(text)).as(text).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "  x", " x\n", "\tx", "="})
  void anythingElseBehindAnOpenSshKeyIsNoKey(String tail) {
    boolean comment = tail.equals("  x");
    assertThat(PublicKeyText.ssh("ssh-rsa" + SSH.substring(11) + tail)).isNull();
    assertThat(PublicKeyText.ssh(SSH + tail) != null).isEqualTo(comment || tail.isEmpty());
  }

  @Test
  void aBlobOfAnotherAlgorithmIsNoKey() {
    byte[] blob =
        ByteBuffer.allocate(51)
            .putInt(11)
            .put("ssh-ed25518".getBytes(US_ASCII))
            .putInt(32)
            .put(RAW)
            .array();
    assertThat(PublicKeyText.ssh("ssh-ed25519 " + Base64.getEncoder().encodeToString(blob)))
        .isNull();
  }
}
