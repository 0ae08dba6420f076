package dev.micelio.attest.vectors;

import static dev.micelio.attest.vectors.Hand.hex;
import static dev.micelio.attest.vectors.Hand.join;

import dev.micelio.attest.cose.Envelope;
import dev.micelio.attest.vectors.Draft.Parts;
import dev.micelio.core.cbor.Cbor;
import java.util.Arrays;
import java.util.Base64;

/// The file, its four parts, and what is not under its signature. The signature is good.
final class EnvelopeVectors {
  private final Parts parts = Draft.small().parts();
  private final byte[] headers = Cbor.of(parts.headers()).encode();
  private final byte[] payload = Cbor.of(parts.payload()).encode();
  private final byte[] signature = Cbor.of(parts.sign()).encode();
  private final byte[] file = parts.file(parts.sign());

  private EnvelopeVectors() {}

  static void addTo(Collected all) {
    var vectors = new EnvelopeVectors();
    sizes(all);
    vectors.tags(all);
    vectors.ends(all);
    vectors.shapes(all);
    vectors.heads(all);
    vectors.unprotected(all);
  }

  private static byte[] tagged(byte[]... items) {
    return join(hex("d284"), join(items));
  }

  /// The four parts with another headers part, another map, and so on.
  private byte[] withHeaders(String hex) {
    return tagged(hex(hex), hex("a0"), payload, signature);
  }

  private byte[] withUnprotected(String hex) {
    return tagged(headers, hex(hex), payload, signature);
  }

  private byte[] withPayload(byte[] other) {
    return tagged(headers, hex("a0"), other, signature);
  }

  private byte[] withSignature(byte[] other) {
    return tagged(headers, hex("a0"), payload, other);
  }

  private static void sizes(Collected all) {
    all.add(
        "env-size-one-more",
        "ENV_SIZE",
        "262145 bytes; all but the size is good",
        Sized.file(Envelope.SIZE_BYTES_MAX + 1));
  }

  private void tags(Collected all) {
    byte[] item = Arrays.copyOfRange(file, 1, file.length);
    all.add(
            "env-tag-98",
            "ENV_TAG",
            "the tag of COSE_Sign, for many signers",
            join(hex("d862"), item))
        .add("env-tag-17", "ENV_TAG", "the tag of COSE_Mac0", join(hex("d1"), item))
        .add(
            "env-tag-twice",
            "ENV_TAG",
            "tag 18 twice: another file, the same signature",
            join(hex("d2"), file))
        .add("env-tag-cwt", "ENV_TAG", "the tag of a CWT around it", join(hex("d83d"), file))
        .add(
            "env-tag-self", "ENV_TAG", "the tag that says: this is CBOR", join(hex("d9d9f7"), file))
        .add("env-tag-inside", "ENV_TAG", "another tag behind tag 18", join(hex("d2c1"), item))
        .add("env-tag-four-bytes", "ENV_TAG", "tag 18 in five bytes", join(hex("da00000012"), item))
        .add("env-base64", "ENV_TAG", "the file as text", Base64.getEncoder().encode(file))
        .add("env-space-before", "ENV_TAG", "a space before the file", join(hex("20"), file));
  }

  private void ends(Collected all) {
    all.add("env-empty", "ENV_TRUNCATED", "no bytes at all", new byte[0])
        .add("env-tag-alone", "ENV_TRUNCATED", "the tag and nothing behind it", hex("d2"))
        .add(
            "env-cut-in-head",
            "ENV_TRUNCATED",
            "the end within the length of the headers",
            hex("d28459"))
        .add(
            "env-cut-in-headers",
            "ENV_TRUNCATED",
            "the end within the headers",
            Arrays.copyOf(file, 100))
        .add(
            "env-cut-in-payload",
            "ENV_TRUNCATED",
            "the end within the payload",
            Arrays.copyOf(file, 400))
        .add("env-cut-before-signature", "ENV_TRUNCATED", "three of four parts", Hand.cut(file, 66))
        .add(
            "env-cut-in-signature",
            "ENV_TRUNCATED",
            "half a signature, announced whole",
            Hand.cut(file, 32))
        .add(
            "env-length-within-limit",
            "ENV_TRUNCATED",
            "headers of 262144 bytes are announced, which is allowed, and are not there",
            join(hex("d2845a00040000"), Arrays.copyOfRange(file, 5, file.length)))
        .add(
            "env-sequence",
            "ENV_TRAILING",
            "the file twice: a sequence of CBOR items",
            join(file, file))
        .add("env-newline", "ENV_TRAILING", "a newline at the end", join(file, hex("0a")))
        .add(
            "env-break",
            "ENV_TRAILING",
            "a break at the end, for no indefinite array",
            join(file, hex("ff")));
  }

  private void shapes(Collected all) {
    byte[] none = hex("a0");
    all.add(
            "env-five-parts",
            "ENV_SHAPE",
            "a fifth part",
            join(hex("d285"), headers, none, payload, signature, hex("40")))
        .add(
            "env-three-parts",
            "ENV_SHAPE",
            "no unprotected headers",
            join(hex("d283"), headers, payload, signature))
        .add("env-no-parts", "ENV_SHAPE", "an empty array", hex("d280"))
        .add(
            "env-map",
            "ENV_SHAPE",
            "a map of two, with the same bytes in it",
            join(hex("d2a2"), headers, none, payload, signature))
        .add(
            "env-in-bytes",
            "ENV_SHAPE",
            "the array in a byte string",
            join(hex("d2"), Cbor.of(Arrays.copyOfRange(file, 1, file.length)).encode()))
        .add(
            "env-headers-map",
            "ENV_SHAPE",
            "the protected headers as a map, and not as bytes",
            tagged(parts.headers(), none, payload, signature))
        .add("env-headers-text", "ENV_SHAPE", "the protected headers as text", withHeaders("60"))
        .add(
            "env-headers-array",
            "ENV_SHAPE",
            "an array in the protected headers",
            headers(Cbor.array()))
        .add(
            "env-headers-number",
            "ENV_SHAPE",
            "a number in the protected headers",
            headers(Cbor.of(-19)))
        .add(
            "env-headers-wrapped",
            "ENV_SHAPE",
            "the protected headers in two byte strings",
            headers(Cbor.of(parts.headers())))
        .add(
            "env-unprotected-null",
            "ENV_SHAPE",
            "null for the unprotected headers",
            withUnprotected("f6"))
        .add(
            "env-unprotected-bytes",
            "ENV_SHAPE",
            "no bytes for the unprotected headers",
            withUnprotected("40"))
        .add(
            "env-unprotected-array",
            "ENV_SHAPE",
            "an empty array for the unprotected headers",
            withUnprotected("80"))
        .add(
            "env-unprotected-tagged",
            "ENV_SHAPE",
            "a tag before the unprotected headers",
            withUnprotected("d9d9f7a0"))
        .add(
            "env-payload-text",
            "ENV_SHAPE",
            "the payload as text",
            withPayload(Cbor.of("payload").encode()))
        .add(
            "env-payload-map",
            "ENV_SHAPE",
            "the payload as a map, and not as bytes",
            withPayload(parts.payload()))
        .add(
            "env-payload-tag-24",
            "ENV_SHAPE",
            "the payload under the tag of encoded CBOR",
            withPayload(join(hex("d818"), payload)))
        .add(
            "env-payload-undefined",
            "ENV_SHAPE",
            "undefined for the payload",
            withPayload(hex("f7")))
        .add("env-signature-null", "ENV_SHAPE", "null for the signature", withSignature(hex("f6")))
        .add(
            "env-signature-text",
            "ENV_SHAPE",
            "the signature as text",
            withSignature(Cbor.of("signature").encode()))
        .add(
            "env-signature-array",
            "ENV_SHAPE",
            "an array of one signature",
            withSignature(join(hex("81"), signature)));
  }

  private static byte[] headers(Cbor instead) {
    return Draft.small().headerBytes(_ -> instead.encode()).file();
  }

  /// The file's own heads in other bytes.
  private void heads(Collected all) {
    byte[] none = hex("a0");
    all.add(
            "cbor-file-array-indefinite",
            "CBOR_INDEFINITE",
            "the array of the file has no count",
            join(hex("d29f"), headers, none, payload, signature, hex("ff")))
        .add(
            "cbor-file-unprotected-indefinite",
            "CBOR_INDEFINITE",
            "an empty map without a count",
            withUnprotected("bfff"))
        .add(
            "cbor-file-payload-chunks",
            "CBOR_INDEFINITE",
            "the payload in one chunk",
            withPayload(join(hex("5f"), payload, hex("ff"))))
        .add(
            "cbor-file-array-long",
            "CBOR_NOT_SHORTEST",
            "the count of four in two bytes",
            join(hex("d29804"), headers, none, payload, signature))
        .add(
            "cbor-file-unprotected-long",
            "CBOR_NOT_SHORTEST",
            "the count of nothing in two bytes",
            withUnprotected("b800"))
        .add(
            "cbor-file-payload-long",
            "CBOR_NOT_SHORTEST",
            "the payload's length in five bytes, where three do",
            withPayload(join(hex("5a"), lengthOf(parts.payload()), parts.payload())))
        .add(
            "cbor-file-signature-long",
            "CBOR_NOT_SHORTEST",
            "the length 64 in three bytes",
            withSignature(join(hex("590040"), parts.sign())))
        .add(
            "cbor-file-array-reserved",
            "CBOR_RESERVED",
            "an array with the additional information 28",
            join(hex("d29c"), headers, none, payload, signature))
        .add(
            "cbor-file-headers-reserved",
            "CBOR_RESERVED",
            "bytes with the additional information 30",
            withHeaders("5e"))
        .add(
            "cbor-file-array-length",
            "CBOR_LENGTH",
            "2^64 - 1 parts are announced",
            hex("d29bffffffffffffffff"))
        .add(
            "cbor-file-array-length-262145",
            "CBOR_LENGTH",
            "262145 parts are announced: one more than is allowed",
            hex("d29a00040001"))
        .add(
            "cbor-file-payload-length",
            "CBOR_LENGTH",
            "a payload of 262145 bytes is announced",
            withPayload(hex("5a00040001")))
        .add(
            "cbor-file-signature-length",
            "CBOR_LENGTH",
            "a signature of 2^63 bytes is announced",
            withSignature(hex("5b8000000000000000")));
  }

  private static byte[] lengthOf(byte[] bytes) {
    return hex("%08x".formatted(bytes.length));
  }

  /// Whatever stands there is refused; what is no canonical CBOR, for that.
  private void unprotected(Collected all) {
    String kid = "045820" + Hand.hex(Draft.small().parts().signer().publicKey().id().bytes());
    all.add(
            "hdr-unprotected-kid",
            "HDR_UNPROTECTED",
            "the key id again, outside the signature",
            withUnprotected("a1" + kid))
        .add(
            "hdr-unprotected-crit",
            "HDR_UNPROTECTED",
            "crit outside the signature",
            withUnprotected("a1028101"))
        .add(
            "hdr-unprotected-receipt",
            "HDR_UNPROTECTED",
            "a receipt of a log, which nobody checked",
            withUnprotected("a119018a8140"))
        .add(
            "hdr-unprotected-countersignature",
            "HDR_UNPROTECTED",
            "a countersignature",
            withUnprotected("a10b8340a040"))
        .add(
            "hdr-unprotected-text",
            "HDR_UNPROTECTED",
            "an empty text as a key",
            withUnprotected("a16000"))
        .add(
            "hdr-unprotected-deep",
            "HDR_UNPROTECTED",
            "arrays in it, 16 levels deep with the file's own",
            withUnprotected("a100" + "81".repeat(13) + "80"))
        .add(
            "cbor-unprotected-depth",
            "CBOR_DEPTH",
            "arrays in it, 17 levels deep with the file's own",
            withUnprotected("a100" + "81".repeat(14) + "80"))
        .add(
            "cbor-unprotected-twice",
            "CBOR_DUP_KEY",
            "one key twice outside the signature",
            withUnprotected("a201000101"))
        .add(
            "cbor-unprotected-order",
            "CBOR_UNSORTED",
            "keys out of order outside the signature",
            withUnprotected("a204000100"))
        .add(
            "cbor-unprotected-tag",
            "CBOR_TAG",
            "a tag outside the signature",
            withUnprotected("a101c100"))
        .add(
            "cbor-unprotected-float",
            "CBOR_FLOAT",
            "a fraction outside the signature",
            withUnprotected("a101f93e00"))
        .add(
            "cbor-unprotected-simple",
            "CBOR_SIMPLE",
            "null outside the signature",
            withUnprotected("a101f6"))
        .add(
            "cbor-unprotected-key",
            "CBOR_KEY",
            "a truth value as a key outside the signature",
            withUnprotected("a1f500"));
  }
}
