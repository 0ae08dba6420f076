package dev.micelio.attest.vectors;

import static dev.micelio.attest.vectors.Hand.hex;

import dev.micelio.attest.testkit.GoldenKey;
import dev.micelio.attest.testkit.PublicVectors;
import dev.micelio.attest.twin.DsseEnvelope;
import dev.micelio.attest.vectors.Draft.Parts;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.digest.Digest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// The signature, and what it is over.
final class SignatureVectors {
  private static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
  private static final int HALF = 32;

  private final Parts parts = Draft.golden().parts();
  private final byte[] good = parts.sign();

  private SignatureVectors() {}

  static void addTo(Collected all) {
    var vectors = new SignatureVectors();
    vectors.lengths(all);
    vectors.bytes(all);
    vectors.lowOrder(all);
    vectors.messages(all);
    vectors.changes(all);
  }

  private void add(Collected all, String name, String code, String why, byte[] signature) {
    all.add("sig-" + name, code, why, parts.file(signature));
  }

  private void lengths(Collected all) {
    add(all, "empty", "SIG_LENGTH", "a signature of no bytes", new byte[0]);
    add(all, "63", "SIG_LENGTH", "63 bytes", Hand.cut(good, 1));
    add(all, "r-alone", "SIG_LENGTH", "the first half", Arrays.copyOf(good, HALF));
    add(all, "twice", "SIG_LENGTH", "the signature twice", Hand.join(good, good));
    add(
        all,
        "with-key",
        "SIG_LENGTH",
        "the public key behind the signature",
        Hand.join(good, GoldenKey.signer().publicKey().raw()));
    add(
        all,
        "with-message",
        "SIG_LENGTH",
        "what is signed behind the signature",
        Hand.join(good, parts.toBeSigned()));
  }

  private void bytes(Collected all) {
    byte[] r = Arrays.copyOf(good, HALF);
    byte[] s = Arrays.copyOfRange(good, HALF, 2 * HALF);
    add(all, "zeros", "SIG_BAD", "64 zeros", new byte[2 * HALF]);
    add(all, "s-zero", "SIG_BAD", "S is 0", Hand.join(r, new byte[HALF]));
    add(
        all,
        "s-plus-l",
        "SIG_BAD",
        "L added to S: the same signature in other bytes",
        Hand.join(r, little(number(s).add(L))));
    add(all, "s-negative", "SIG_BAD", "L - S", Hand.join(r, little(L.subtract(number(s)))));
    add(all, "s-reversed", "SIG_BAD", "S with its highest byte first", Hand.join(r, reversed(s)));
    add(
        all,
        "s-top-bit",
        "SIG_BAD",
        "the highest bit of S is set",
        Hand.join(r, little(number(s).setBit(255))));
    add(all, "r-flip", "SIG_BAD", "one bit of R changed", Hand.flip(good, 7));
    add(
        all,
        "r-sign",
        "SIG_BAD",
        "the sign of R changed",
        Hand.join(little(number(r).flipBit(255)), s));
    add(all, "exchanged", "SIG_BAD", "S before R", Hand.join(s, r));
    add(
        all,
        "r-identity",
        "SIG_BAD",
        "R is the neutral element and S is 0: good for a key of low order alone",
        Hand.join(little(BigInteger.ONE), new byte[HALF]));
  }

  /// By who knows the secret: eight times both sides are equal.
  private void lowOrder(Collected all) {
    lowOrder(
        all,
        "neutral",
        "R is the neutral element, and S fits: both sides are equal",
        "0100000000000000000000000000000000000000000000000000000000000000");
    lowOrder(
        all,
        "order-2",
        "R is the point of order 2, and S fits: twice both sides are equal",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    lowOrder(
        all,
        "order-8",
        "R is a point of order 8, and S fits: eight times both sides are equal",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05");
    lowOrder(
        all,
        "neutral-sign",
        "R is the neutral element with the sign of an x that is 0, and S fits",
        "0100000000000000000000000000000000000000000000000000000000000080");
    lowOrder(
        all,
        "neutral-above",
        "R is the neutral element with p added to its y, and S fits",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
  }

  private void lowOrder(Collected all, String name, String why, String point) {
    byte[] r = hex(point);
    byte[] key = parts.signer().publicKey().raw();
    var k = number(sha512(Hand.join(r, key, parts.toBeSigned())));
    add(all, "r-low-" + name, "SIG_BAD", why, Hand.join(r, little(k.multiply(secret()).mod(L))));
  }

  private static BigInteger secret() {
    byte[] half = Arrays.copyOf(sha512(hex(GoldenKey.TEST_1)), HALF);
    return number(half).clearBit(0).clearBit(1).clearBit(2).clearBit(255).setBit(254);
  }

  private static byte[] sha512(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-512").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BigInteger number(byte[] little) {
    return new BigInteger(1, reversed(little));
  }

  private static byte[] little(BigInteger number) {
    return reversed(HexFormat.of().parseHex("%064x".formatted(number)));
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  /// Signatures of the right key over something else.
  private void messages(Collected all) {
    over(
        all,
        "no-external",
        "without external data, as COSE has it by itself",
        structure("Signature1", new byte[0]));
    over(
        all,
        "context",
        "for COSE_Sign, which has many signers",
        structure("Signature", external()));
    over(
        all,
        "countersignature",
        "a countersignature over the same parts",
        structure("CounterSignature", external()));
    over(all, "payload-alone", "over the payload alone", parts.payload());
    over(
        all,
        "hashed",
        "over the SHA-256 of what is to be signed",
        Digest.of(parts.toBeSigned()).bytes());
    over(
        all,
        "hex",
        "over the digits of what is to be signed",
        Hand.hex(parts.toBeSigned()).getBytes(StandardCharsets.US_ASCII));
    over(
        all,
        "project-in-text",
        "the project in external data as text",
        structure(
            "Signature1",
            Cbor.array(
                    Cbor.of("micelio-attestation"), Cbor.of(1), Cbor.of(Draft.PROJECT.toString()))
                .encode()));
    over(
        all,
        "external-version",
        "external data of a version 2",
        structure(
            "Signature1",
            Cbor.array(Cbor.of("micelio-attestation"), Cbor.of(2), Cbor.of(Draft.PROJECT.bytes()))
                .encode()));
    over(
        all,
        "external-project-alone",
        "the project alone as external data",
        structure("Signature1", Draft.PROJECT.bytes()));
    over(
        all,
        "file",
        "over the array of the file without a signature",
        Cbor.array(
                Cbor.of(parts.headers()),
                Cbor.map().build(),
                Cbor.of(parts.payload()),
                Hand.zeros(0))
            .encode());
    add(
        all,
        "another-key",
        "SIG_BAD",
        "by another key, under this key's id",
        GoldenKey.another().sign(parts.toBeSigned()));
    add(
        all,
        "of-another-run",
        "SIG_BAD",
        "of another attestation by the same key",
        Draft.small().parts().sign());
    add(all, "of-dsse", "SIG_BAD", "of the golden twin, by the same key", dsse());
  }

  private void over(Collected all, String name, String why, byte[] message) {
    add(all, "over-" + name, "SIG_BAD", why, parts.signer().sign(message));
  }

  private byte[] structure(String context, byte[] external) {
    return Cbor.array(
            Cbor.of(context), Cbor.of(parts.headers()), Cbor.of(external), Cbor.of(parts.payload()))
        .encode();
  }

  private static byte[] external() {
    return Cbor.array(Cbor.of("micelio-attestation"), Cbor.of(1), Cbor.of(Draft.PROJECT.bytes()))
        .encode();
  }

  private static byte[] dsse() {
    String json = new String(PublicVectors.bytes("check-run.dsse.json"), StandardCharsets.UTF_8);
    var envelope = DsseEnvelope.read(json.getBytes(StandardCharsets.UTF_8));
    String from = envelope.toJson();
    int at = from.indexOf("\"sig\":\"") + "\"sig\":\"".length();
    return Base64.getDecoder().decode(from.substring(at, from.indexOf('"', at)));
  }

  /// What was changed behind the signer's back.
  private void changes(Collected all) {
    all.add(
            "sig-changed-exp",
            "SIG_BAD",
            "a later exp under the old signature",
            Draft.golden().header("15.4", Draft.NOW + 30L * 24 * 3600).parts().file(good))
        .add(
            "sig-changed-payload",
            "SIG_BAD",
            "another position under the old signature",
            Draft.golden().set("base.position", 42).parts().file(good))
        .add(
            "sig-changed-cti",
            "SIG_BAD",
            "another cti under the old signature",
            Draft.golden().header("15.7", Hand.zeros(16)).parts().file(good))
        .add(
            "sig-project-of-payload",
            "SIG_BAD",
            "signed for the project that payload and aud name, which is another",
            Draft.golden()
                .forProject(Draft.ANOTHER)
                .set("project", Cbor.of(Draft.ANOTHER.bytes()))
                .header("15.3", "micelio:" + Draft.ANOTHER));
  }
}
