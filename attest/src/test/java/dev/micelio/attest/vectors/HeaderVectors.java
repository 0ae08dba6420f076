package dev.micelio.attest.vectors;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.micelio.attest.statement.StatementType;
import dev.micelio.attest.testkit.GoldenKey;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.digest.Digest;

/// The five headers.
final class HeaderVectors {
  private HeaderVectors() {}

  static void addTo(Collected all) {
    algorithms(all);
    extras(all);
    types(all);
    keys(all);
  }

  private static void algorithm(Collected all, String name, String why, Cbor alg) {
    all.add("hdr-alg-" + name, "HDR_ALG", why, Draft.small().header("1", alg));
  }

  private static void algorithms(Collected all) {
    algorithm(all, "es256", "ECDSA with P-256", Cbor.of(-7));
    algorithm(all, "hmac", "a MAC with the public key as its secret", Cbor.of(5));
    algorithm(all, "ed448", "the other Edwards curve", Cbor.of(-53));
    algorithm(all, "none", "alg 0", Cbor.of(0));
    algorithm(all, "positive", "19 without the sign", Cbor.of(19));
    algorithm(all, "text", "the algorithm by its name", Cbor.of("Ed25519"));
    algorithm(all, "number-in-text", "the number as text", Cbor.of("-19"));
    algorithm(all, "array", "a list of the one algorithm", Cbor.array(Cbor.of(-19)));
    all.add("hdr-alg-missing", "HDR_ALG", "no alg", Draft.small().withoutHeader("1"))
        .add(
            "hdr-alg-text-label",
            "HDR_ALG",
            "alg under the text 1 instead of the number",
            Draft.small().withoutHeader("1").headerUnder(Cbor.of("1"), Cbor.of(-19)))
        .add(
            "hdr-empty-map",
            "HDR_ALG",
            "an empty map of headers",
            Draft.small().headerBytes(_ -> Cbor.map().build().encode()));
  }

  private static void extra(Collected all, String name, String why, Cbor label, Cbor value) {
    all.add("hdr-extra-" + name, "HDR_EXTRA", why, Draft.small().headerUnder(label, value));
  }

  private static void extras(Collected all) {
    all.add("hdr-crit-empty", "HDR_CRIT", "an empty crit", Draft.small().header("2", Cbor.array()))
        .add(
            "hdr-crit-unknown",
            "HDR_CRIT",
            "crit names a header that nobody knows",
            Draft.small().header("2", Cbor.array(Cbor.of(99))))
        .add("hdr-crit-number", "HDR_CRIT", "crit is no list", Draft.small().header("2", 1));
    extra(all, "iv", "an initialisation vector", Cbor.of(5), Hand.zeros(12));
    extra(all, "countersignature", "a countersignature", Cbor.of(11), Hand.zeros(64));
    extra(all, "kid-context", "a context for the key id", Cbor.of(10), Hand.zeros(16));
    extra(
        all,
        "x5t",
        "the hash of a certificate",
        Cbor.of(34),
        Cbor.array(Cbor.of(-16), Hand.zeros(32)));
    extra(
        all,
        "x5u",
        "an address to fetch a key from",
        Cbor.of(35),
        Cbor.of("https://example.org/key"));
    extra(all, "receipt", "a receipt of a log, signed along", Cbor.of(394), Cbor.array());
    extra(all, "text", "the text alg", Cbor.of("alg"), Cbor.of(-19));
    extra(all, "text-label", "the text 1 beside the number 1", Cbor.of("1"), Cbor.of(-19));
    extra(all, "negative", "the label -1", Cbor.of(-1), Cbor.of(0));
    extra(all, "wrapped", "2^32 + 1, which is 1 in 32 bits", Cbor.of((1L << 32) + 1), Cbor.of(-19));
  }

  private static void types(Collected all) {
    String endorse = StatementType.ENDORSE.contentType();
    String checkRun = StatementType.CHECK_RUN.contentType();
    all.add(
            "hdr-type-typ-endorse",
            "HDR_TYPE",
            "the typ of an endorsement",
            Draft.small().header("16", StatementType.ENDORSE.envelopeType()))
        .add(
            "hdr-type-both",
            "HDR_TYPE",
            "headers of an endorsement, payload of a run",
            Draft.small().header("3", endorse).header("16", StatementType.ENDORSE.envelopeType()))
        .add(
            "hdr-type-both-kid",
            "HDR_TYPE",
            "headers of an endorsement; the key id, which is judged later, is wrong too",
            Draft.small()
                .header("3", endorse)
                .header("16", StatementType.ENDORSE.envelopeType())
                .header("4", Hand.zeros(4)))
        .add(
            "hdr-type-exchanged",
            "HDR_TYPE",
            "content type and typ exchanged",
            Draft.small()
                .header("3", StatementType.CHECK_RUN.envelopeType())
                .header("16", checkRun))
        .add("hdr-type-missing", "HDR_TYPE", "no content type", Draft.small().withoutHeader("3"))
        .add("hdr-type-typ-missing", "HDR_TYPE", "no typ", Draft.small().withoutHeader("16"))
        .add(
            "hdr-type-v2",
            "HDR_TYPE",
            "version 2",
            Draft.small().header("3", checkRun.replace("v1", "v2")))
        .add(
            "hdr-type-case",
            "HDR_TYPE",
            "one letter in upper case",
            Draft.small().header("3", checkRun.replace("vnd", "Vnd")))
        .add(
            "hdr-type-parameter",
            "HDR_TYPE",
            "a parameter behind the content type",
            Draft.small().header("3", checkRun + "; v=1"))
        .add(
            "hdr-type-short",
            "HDR_TYPE",
            "the typ without application/",
            Draft.small().header("16", "vnd.micelio.check-run.v1+cose"))
        .add(
            "hdr-type-number",
            "HDR_TYPE",
            "a content format by its number",
            Draft.small().header("3", 60))
        .add(
            "hdr-type-bytes",
            "HDR_TYPE",
            "the content type as bytes",
            Draft.small().header("3", Cbor.of(checkRun.getBytes(US_ASCII))));
  }

  private static void keys(Collected all) {
    byte[] kid = GoldenKey.signer().publicKey().id().bytes();
    byte[] raw = GoldenKey.signer().publicKey().raw();
    all.add("hdr-kid-missing", "HDR_KID", "no key id", Draft.small().withoutHeader("4"))
        .add(
            "hdr-kid-empty",
            "HDR_KID",
            "a key id of no bytes",
            Draft.small().header("4", Hand.zeros(0)))
        .add(
            "hdr-kid-31",
            "HDR_KID",
            "the first 31 bytes of the key id",
            Draft.small().header("4", Cbor.of(Hand.cut(kid, 1))))
        .add(
            "hdr-kid-33",
            "HDR_KID",
            "a byte behind the key id",
            Draft.small().header("4", Cbor.of(Hand.join(kid, new byte[1]))))
        .add(
            "hdr-kid-text",
            "HDR_KID",
            "the key id as text",
            Draft.small().header("4", Hand.hex(kid)))
        .add(
            "key-flip",
            "KEY_UNKNOWN",
            "one bit of the key id changed",
            Draft.small().header("4", Cbor.of(Hand.flip(kid, 31))))
        .add(
            "key-raw",
            "KEY_UNKNOWN",
            "the public key where its thumbprint belongs",
            Draft.small().header("4", Cbor.of(raw)))
        .add(
            "key-hash",
            "KEY_UNKNOWN",
            "the hash of the public key alone",
            Draft.small().header("4", Cbor.of(Digest.of(raw))))
        .add(
            "key-spki",
            "KEY_UNKNOWN",
            "the hash that the twin hints with",
            Draft.small()
                .header(
                    "4", Cbor.of(Digest.of(Hand.join(Hand.hex("302a300506032b6570032100"), raw)))))
        .add(
            "key-another",
            "KEY_UNKNOWN",
            "signed by a key that the policy does not know, under its own id",
            Draft.small().by(GoldenKey.another()).kid(GoldenKey.another().publicKey().id()));
  }
}
