package dev.micelio.attest.twin;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.micelio.attest.testkit.GoldenKey;
import dev.micelio.core.problem.Problem;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReaderTest {
  private static final String ENVELOPE = Tampered.signed(GoldenKey.signer()).toJson();
  private static final String BUNDLE =
      new SigstoreBundle(Tampered.signed(GoldenKey.signer())).toJson();
  private static final String SIG =
      ENVELOPE.substring(ENVELOPE.indexOf("\"sig\":\"") + 7, ENVELOPE.indexOf("\"}]}"));

  private static void assertRefused(byte[] envelope) {
    assertThatThrownBy(() -> DsseEnvelope.read(envelope))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo("twin.malformed");
              assertThat(problem).hasMessageStartingWith("not a DSSE envelope as mic writes it: ");
              assertThat(problem.next()).contains("mic attest export");
            });
  }

  private static void assertRefused(String envelope) {
    assertThat(envelope).isNotEqualTo(ENVELOPE);
    assertRefused(envelope.getBytes(UTF_8));
  }

  @Test
  void spacesAndTheOrderOfMembersAreFree() {
    String other =
        " {\n\"signatures\" :[ "
            + between("[", "]")
            + "]\t,\r\n"
            + between("\"payload\"", ",\"sig")
            + "} \n";
    assertThat(DsseEnvelope.read(other.getBytes(UTF_8)).toJson()).isEqualTo(ENVELOPE);
  }

  private static String between(String from, String to) {
    int at = ENVELOPE.indexOf(from) + (from.equals("[") ? 1 : 0);
    return ENVELOPE.substring(at, ENVELOPE.indexOf(to, at));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{}",
        "[]",
        "\"\"",
        "null",
        "true",
        "1",
        "{",
        "}",
        "{\"payload\":",
        "[[[[[[[[[[",
        "{\"a\":1.5}",
        "{\"a\":null}",
        "{a:1}",
        "{'a':'b'}",
        "// nothing\n{}",
        "\ufeff{}"
      })
  void whatIsNoEnvelopeIsRefused(String json) {
    assertRefused(json);
  }

  @Test
  void membersAreExactlyThoseThatBelongThere() {
    assertRefused(ENVELOPE.replace("{\"payload\"", "{\"more\":\"\",\"payload\""));
    assertRefused(ENVELOPE.replace("{\"keyid\"", "{\"cert\":\"\",\"keyid\""));
    assertRefused(ENVELOPE.replace("\"keyid\"", "\"keyId\""));
    assertRefused(ENVELOPE.replace(",\"signatures\"", ",\"payload\":\"\",\"signatures\""));
    assertRefused(ENVELOPE.replaceFirst("\"keyid\":\"[^\"]*\",", ""));
    assertRefused(ENVELOPE.replaceFirst("\"payload\":\"[^\"]*\"", "\"payload\":[]"));
    assertRefused(ENVELOPE + "{}");
    assertRefused(ENVELOPE + "x");
  }

  @Test
  void thereIsExactlyOneSignature() {
    assertRefused(Tampered.twoSignatures(ENVELOPE));
    assertRefused(ENVELOPE.replaceFirst("\\[.*]", "[]"));
    assertRefused(ENVELOPE.replaceFirst("\\[(.*)]", "$1"));
  }

  @Test
  void thePayloadTypeIsOurs() {
    assertRefused(Tampered.payloadType(ENVELOPE));
    assertRefused(ENVELOPE.replace("in-toto+json", "In-Toto+json"));
  }

  @Test
  void base64IsWrittenInOneWay() {
    assertThat(SIG).endsWith("MBw==");
    for (String other :
        List.of(
            SIG.replace("MBw==", "MBx=="), // the same bytes, other unused bits
            SIG.replace("=", ""),
            SIG.replace("MBw==", "MBw="),
            SIG.replace("/", "_"),
            SIG + "\\n",
            " " + SIG,
            SIG.substring(4),
            "AAAA" + SIG,
            "")) {
      assertRefused(ENVELOPE.replace(SIG, other));
    }
    assertRefused(ENVELOPE.replaceFirst("\"keyid\":\"[^\"]*\"", "\"keyid\":\"AAAA\""));
  }

  @Test
  void textIsUtf8() {
    assertRefused(ENVELOPE.getBytes(UTF_16));
    byte[] overlong = ENVELOPE.replace("\"payload\"", "\"\u00ff\"").getBytes(UTF_8);
    overlong[2] = (byte) 0xc0;
    overlong[3] = (byte) 0x80;
    assertRefused(overlong);
    assertRefused(ENVELOPE.replaceFirst("\"payload\":\"[^\"]*\"", "\"payload\":\"/w==\""));
  }

  @Test
  void whatIsInItHasABound() {
    for (String json :
        List.of("[" + "[],".repeat(1_000) + "[]]", "{\"" + "a".repeat(1_000) + "\":\"\"}")) {
      assertThatThrownBy(() -> DsseEnvelope.read(json.getBytes(UTF_8)))
          .isInstanceOf(Problem.class)
          .hasCauseInstanceOf(StreamConstraintsException.class);
    }
  }

  @Test
  void sizeHasABound() {
    byte[] large = Arrays.copyOf(ENVELOPE.getBytes(UTF_8), DsseEnvelope.SIZE_BYTES_MAX + 1);
    Arrays.fill(large, ENVELOPE.length(), large.length, (byte) ' ');
    assertThatThrownBy(() -> DsseEnvelope.read(large))
        .isInstanceOf(Problem.class)
        .hasMessageEndingWith("it has more than 4194304 bytes");
    assertThat(DsseEnvelope.read(Arrays.copyOf(large, large.length - 1)).toJson())
        .isEqualTo(ENVELOPE);
  }

  @Test
  void aBundleIsExactlyOneOfOurs() {
    for (String other :
        List.of(
            BUNDLE.replace("v0.3", "v0.2"),
            BUNDLE.replace("\"tlogEntries\":[]", "\"tlogEntries\":[{}]"),
            BUNDLE.replace(",\"tlogEntries\":[]", ""),
            BUNDLE.replace("\"hint\":\"BuP9", "\"hint\":\"CuP9"),
            BUNDLE.replace("\"keyid\":\"BuP9", "\"keyid\":\"CuP9"),
            BUNDLE.replace("\"publicKey\"", "\"certificate\""),
            BUNDLE.replace("{\"dsseEnvelope\"", "{\"a\":\"\",\"dsseEnvelope\""),
            Tampered.twoSignatures(BUNDLE),
            ENVELOPE)) {
      assertThat(other).isNotEqualTo(BUNDLE);
      assertThatThrownBy(() -> SigstoreBundle.read(other.getBytes(UTF_8)))
          .isInstanceOfSatisfying(
              Problem.class, problem -> assertThat(problem.code()).isEqualTo("twin.malformed"));
    }
  }
}
