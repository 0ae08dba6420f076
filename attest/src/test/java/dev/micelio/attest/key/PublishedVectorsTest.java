package dev.micelio.attest.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PublishedVectorsTest {
  /// An R with a part of low order, which the owner of a key alone can make.
  private static final Set<String> OWNERS_ONLY =
      Set.of("low_order_component_R", "low_order_residue");

  private static final HexFormat HEX = HexFormat.of();

  /// RFC 8032, section 7.1. The message of the last is SHA-512 of "abc".
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60, '', e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b
          4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb, 72, 92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
          c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7, af82, 6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a
          833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42, ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f, dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704
          """)
  void theVectorsOfTheRfcAreSignedAndVerified(String seed, String message, String signature) {
    var key = SecretKey.of(HEX.parseHex(seed));
    assertThat(key.sign(HEX.parseHex(message))).isEqualTo(HEX.parseHex(signature));
    assertThat(key.publicKey().verifies(HEX.parseHex(message), HEX.parseHex(signature))).isTrue();
  }

  private static boolean accepts(byte[] key, byte[] message, byte[] signature) {
    try {
      return PublicKey.of(key).verifies(message, signature);
    } catch (Problem _) {
      return false;
    }
  }

  /// Vectors that others publish are read where `-Dvectors.third-party=DIR` says they lie.
  private static String thirdParty(String file) throws IOException {
    return Files.readString(Path.of(System.getProperty("vectors.third-party", "")).resolve(file));
  }

  @Test
  @EnabledIfSystemProperty(named = "vectors.third-party", matches = ".+")
  void wycheproofIsJudgedAsItSays() throws IOException {
    int accepted = 0;
    int refused = 0;
    String key = "";
    String message = "";
    String signature = "";
    var field =
        Pattern.compile("\"(pk|msg|sig|result)\"\\s*:\\s*\"([^\"]*)\"")
            .matcher(thirdParty("wycheproof-ed25519.json"));
    while (field.find()) {
      switch (field.group(1)) {
        case "pk" -> key = field.group(2);
        case "msg" -> message = field.group(2);
        case "sig" -> signature = field.group(2);
        default -> {
          boolean valid = field.group(2).equals("valid");
          assertThat(accepts(HEX.parseHex(key), HEX.parseHex(message), HEX.parseHex(signature)))
              .as("%s %s %s", key, message, signature)
              .isEqualTo(valid);
          accepted += valid ? 1 : 0;
          refused += valid ? 0 : 1;
        }
      }
    }
    System.out.printf("wycheproof: %d accepted, %d refused, as it says%n", accepted, refused);
    assertThat(accepted + refused).isEqualTo(151);
  }

  /// The vectors have no verdict: what is not refused here has a sound key, and satisfies the
  /// equation without the cofactor.
  @Test
  @EnabledIfSystemProperty(named = "vectors.third-party", matches = ".+")
  void cctvIsAcceptedOnlyWhereTheKeyIsSoundAndAllIsCanonical() throws IOException {
    int accepted = 0;
    int refused = 0;
    var vector =
        Pattern.compile(
                "\"key\": \"([^\"]*)\",\\s*\"sig\": \"([^\"]*)\",\\s*\"msg\": \"([^\"]*)\",\\s*\"flags\": (null|\\[[^\\]]*\\])")
            .matcher(thirdParty("cctv-ed25519.json"));
    while (vector.find()) {
      var flags = Set.of(vector.group(4).replaceAll("[\\[\\]\"\\s]|null", "").split(",", -1));
      boolean isSound = flags.equals(Set.of(""));
      boolean accepts =
          accepts(
              HEX.parseHex(vector.group(1)),
              vector.group(3).getBytes(StandardCharsets.UTF_8),
              HEX.parseHex(vector.group(2)));
      assertThat(accepts || !isSound).as("%s", vector.group()).isTrue();
      assertThat(!accepts || isSound || OWNERS_ONLY.containsAll(flags))
          .as("%s", vector.group())
          .isTrue();
      accepted += accepts ? 1 : 0;
      refused += accepts ? 0 : 1;
    }
    System.out.printf("cctv: %d accepted, %d refused%n", accepted, refused);
    assertThat(accepted + refused).isEqualTo(914);
  }
}
