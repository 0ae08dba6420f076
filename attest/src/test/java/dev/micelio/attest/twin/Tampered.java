package dev.micelio.attest.twin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.attest.key.Signer;
import dev.micelio.attest.testkit.GoldenKey;
import dev.micelio.attest.testkit.GoldenRun;
import java.util.Base64;

/// Envelopes that only a broken verifier accepts, as JSON. Each has one thing wrong.
final class Tampered {
  private Tampered() {}

  static DsseEnvelope signed(Signer signer) {
    return DsseEnvelope.sign(InToto.testResult(GoldenRun.run(), GoldenRun.CTI), signer);
  }

  /// The statement says FAILED where PASSED was signed.
  static String payload(String json) {
    return json.replace(base64(signed(GoldenKey.signer()).payload()), base64(failed()));
  }

  private static String failed() {
    return signed(GoldenKey.signer()).payload().replace("PASSED", "FAILED");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  /// One bit of the signature is another.
  static String signature(String json) {
    int at = json.indexOf("\"sig\":\"") + 7;
    byte[] sig = Base64.getDecoder().decode(json.substring(at, json.indexOf('"', at)));
    sig[3] ^= 0x10;
    return json.substring(0, at)
        + Base64.getEncoder().encodeToString(sig)
        + json.substring(json.indexOf('"', at));
  }

  /// The same signature twice.
  static String twoSignatures(String json) {
    int from = json.indexOf("\"signatures\":[") + 14;
    String one = json.substring(from, json.indexOf(']', from));
    return json.substring(0, from) + one + "," + json.substring(from);
  }

  /// The type that some give the payload instead.
  static String payloadType(String json) {
    return json.replace(DsseEnvelope.PAYLOAD_TYPE, "application/vnd.in-toto.test-result+json");
  }
}
