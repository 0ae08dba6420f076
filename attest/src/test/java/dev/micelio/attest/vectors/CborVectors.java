package dev.micelio.attest.vectors;

import dev.micelio.core.cbor.Cbor;

/// The payload and the headers in bytes that say the same otherwise, or what can not be said at
/// all. The signature over these bytes is good.
final class CborVectors {
  private static final String V = "6176 01";
  private static final String EXIT = "6465786974 00";
  private static final String ATTEMPT = "67617474656d7074 01";
  private static final String NETWORK = "676e6574776f726b f4";
  private static final String KIND = "646b696e64 6372756e";
  private static final String LOG_SIZE = "6473697a65 00";
  private static final String ALG = "a50132";

  private CborVectors() {}

  static void addTo(Collected all) {
    ends(all);
    lengths(all);
    numbers(all);
    types(all);
    texts(all);
    keys(all);
    headers(all);
  }

  private static void payload(
      Collected all, String name, String code, String why, String from, String to) {
    all.add(name, code, why, Draft.small().payloadPiece(from, to));
  }

  private static void headers(
      Collected all, String name, String code, String why, String from, String to) {
    all.add(name, code, why, Draft.small().headerPiece(from, to));
  }

  private static void ends(Collected all) {
    all.add(
            "env-payload-empty",
            "ENV_TRUNCATED",
            "a payload of no bytes",
            Draft.small().payloadBytes(_ -> new byte[0]))
        .add(
            "env-payload-cut",
            "ENV_TRUNCATED",
            "the payload's last byte is missing",
            Draft.small().payloadBytes(bytes -> Hand.cut(bytes, 1)))
        .add(
            "env-payload-trailing",
            "ENV_TRAILING",
            "a byte behind the payload's map, signed with it",
            Draft.small().payloadBytes(bytes -> Hand.join(bytes, new byte[1])))
        .add(
            "env-payload-twice",
            "ENV_TRAILING",
            "the payload's map twice",
            Draft.small().payloadBytes(bytes -> Hand.join(bytes, bytes)))
        .add(
            "env-headers-cut",
            "ENV_TRUNCATED",
            "the headers' last byte is missing, signed so",
            Draft.small().headerBytes(bytes -> Hand.cut(bytes, 1)));
    payload(
        all,
        "env-payload-count",
        "ENV_TRUNCATED",
        "a list of 262144 entries is announced, which is allowed, and is not there",
        "657072696f72 80",
        "657072696f72 9a00040000");
  }

  private static void lengths(Collected all) {
    payload(
        all,
        "cbor-text-chunks",
        "CBOR_INDEFINITE",
        "a text in chunks",
        KIND,
        "646b696e64 7f6372756eff");
    payload(
        all,
        "cbor-array-indefinite",
        "CBOR_INDEFINITE",
        "an empty list without a count",
        "657072696f72 80",
        "657072696f72 9fff");
    payload(
        all,
        "cbor-map-indefinite",
        "CBOR_INDEFINITE",
        "an empty map without a count",
        "63656e76 a0",
        "63656e76 bfff");
    payload(
        all,
        "cbor-break",
        "CBOR_INDEFINITE",
        "a break where a number belongs",
        EXIT,
        "6465786974 ff");
    payload(
        all,
        "cbor-long-text",
        "CBOR_NOT_SHORTEST",
        "the length of a text in two bytes",
        KIND,
        "646b696e64 78036372756e");
    payload(
        all,
        "cbor-long-key",
        "CBOR_NOT_SHORTEST",
        "the length of a member's name in two bytes",
        V,
        "780176 01");
    payload(
        all,
        "cbor-long-count",
        "CBOR_NOT_SHORTEST",
        "the count of a list in nine bytes",
        "657072696f72 80",
        "657072696f72 9b0000000000000000");
    payload(
        all,
        "cbor-reserved-text",
        "CBOR_RESERVED",
        "a text with the additional information 29",
        KIND,
        "646b696e64 7d");
    payload(
        all,
        "cbor-reserved-simple",
        "CBOR_RESERVED",
        "a simple value with the additional information 28",
        EXIT,
        "6465786974 fc");
    payload(
        all,
        "cbor-reserved-tag",
        "CBOR_RESERVED",
        "a tag with the additional information 30",
        EXIT,
        "6465786974 de");
    payload(
        all,
        "cbor-length-text",
        "CBOR_LENGTH",
        "a text of 2^63 - 1 bytes is announced",
        KIND,
        "646b696e64 7b7fffffffffffffff");
    payload(
        all,
        "cbor-length-count",
        "CBOR_LENGTH",
        "a list of 2^32 - 1 entries is announced",
        "657072696f72 80",
        "657072696f72 9affffffff");
    payload(
        all,
        "cbor-length-map",
        "CBOR_LENGTH",
        "a map of 262145 entries is announced",
        "63656e76 a0",
        "63656e76 ba00040001");
    payload(
        all,
        "cbor-length-2-64",
        "CBOR_LENGTH",
        "a byte string of 2^64 - 1 bytes is announced",
        EXIT,
        "6465786974 5bffffffffffffffff");
  }

  private static void numbers(Collected all) {
    payload(
        all,
        "cbor-long-1",
        "CBOR_NOT_SHORTEST",
        "1 in two bytes",
        ATTEMPT,
        "67617474656d7074 1801");
    payload(
        all,
        "cbor-long-23",
        "CBOR_NOT_SHORTEST",
        "23 in two bytes",
        ATTEMPT,
        "67617474656d7074 1817");
    payload(
        all,
        "cbor-long-255",
        "CBOR_NOT_SHORTEST",
        "255 in three bytes",
        ATTEMPT,
        "67617474656d7074 1900ff");
    payload(
        all,
        "cbor-long-65535",
        "CBOR_NOT_SHORTEST",
        "65535 in five bytes",
        ATTEMPT,
        "67617474656d7074 1a0000ffff");
    payload(
        all,
        "cbor-long-2-32",
        "CBOR_NOT_SHORTEST",
        "2^32 - 1 in nine bytes",
        ATTEMPT,
        "67617474656d7074 1b00000000ffffffff");
    payload(
        all,
        "cbor-long-negative",
        "CBOR_NOT_SHORTEST",
        "-24 in two bytes",
        EXIT,
        "6465786974 3817");
    payload(all, "cbor-range-2-63", "CBOR_RANGE", "2^63", EXIT, "6465786974 1b8000000000000000");
    payload(
        all,
        "cbor-range-2-64",
        "CBOR_RANGE",
        "2^64 - 1, which is -1 to whoever forgets the sign",
        EXIT,
        "6465786974 1bffffffffffffffff");
    payload(
        all,
        "cbor-range-down",
        "CBOR_RANGE",
        "-2^63: the one number whose opposite does not fit",
        EXIT,
        "6465786974 3b7fffffffffffffff");
    payload(
        all, "cbor-range-down-2-64", "CBOR_RANGE", "-2^64", EXIT, "6465786974 3bffffffffffffffff");
  }

  private static void types(Collected all) {
    payload(
        all,
        "cbor-tag-bignum",
        "CBOR_TAG",
        "a large number under its tag",
        EXIT,
        "6465786974 c24101");
    payload(all, "cbor-tag-key", "CBOR_TAG", "a tag before a member's name", V, "c0 6176 01");
    all.add(
        "cbor-tag-payload",
        "CBOR_TAG",
        "a tag before the whole payload",
        Draft.small().payloadBytes(bytes -> Hand.join(Hand.hex("d9d9f7"), bytes)));
    payload(
        all,
        "cbor-float-half",
        "CBOR_FLOAT",
        "1.0 in two bytes for the attempt",
        ATTEMPT,
        "67617474656d7074 f93c00");
    payload(
        all, "cbor-float-single", "CBOR_FLOAT", "0.0 in four bytes", EXIT, "6465786974 fa00000000");
    payload(
        all,
        "cbor-float-double",
        "CBOR_FLOAT",
        "-0.0 in eight bytes",
        EXIT,
        "6465786974 fb8000000000000000");
    payload(all, "cbor-float-nan", "CBOR_FLOAT", "not a number", EXIT, "6465786974 f97e00");
    payload(all, "cbor-undefined", "CBOR_SIMPLE", "undefined", EXIT, "6465786974 f7");
    payload(all, "cbor-simple-0", "CBOR_SIMPLE", "the simple value 0", EXIT, "6465786974 e0");
    payload(all, "cbor-simple-32", "CBOR_SIMPLE", "the simple value 32", EXIT, "6465786974 f820");
    payload(
        all,
        "cbor-bool-long",
        "CBOR_SIMPLE",
        "false in two bytes",
        NETWORK,
        "676e6574776f726b f814");
    all.add(
            "cbor-depth-17",
            "CBOR_DEPTH",
            "arrays 17 levels deep with the payload's map; 16 are allowed",
            Draft.small()
                .set("tree", Hand.nested(15))
                .payloadPiece("6474726565 81", "6474726565 8181"))
        .add(
            "cbor-depth-maps",
            "CBOR_DEPTH",
            "a thousand maps in each other",
            Draft.small().payloadBytes(_ -> Hand.hex("a100".repeat(1000) + "00")))
        .add(
            "schema-depth-16",
            "SCHEMA_TYPE",
            "arrays 16 levels deep with the payload's map are canonical, and no tree",
            Draft.small().set("tree", Hand.nested(15)));
  }

  private static void texts(Collected all) {
    text(all, "overlong-nul", "an overlong NUL, as Java writes it", "c080");
    text(all, "overlong-slash", "an overlong slash in three bytes", "e080af");
    text(all, "overlong-four", "an overlong letter in four bytes", "f0808080");
    text(all, "surrogate", "half a pair", "eda080");
    text(all, "surrogates", "a pair of surrogates, each in three bytes", "eda0bdedb882");
    text(all, "beyond", "a letter beyond U+10FFFF", "f4908080");
    text(all, "five", "a letter in five bytes", "f888808080");
    text(all, "continuation", "a byte that only goes on", "80");
    text(all, "cut", "a letter of which the last byte is missing", "e282");
    text(all, "latin", "a letter in Latin-1", "e9");
    payload(
        all,
        "cbor-utf8-key",
        "CBOR_UTF8",
        "v in an overlong form, beside v",
        "a8" + V,
        "a9 6176 01 62c1b6 01");
    all.add(
        "cbor-utf8-claim",
        "CBOR_UTF8",
        "an issuer that is not UTF-8, in the headers",
        Draft.small().headerPiece("016c72756e6e65723a706564726f", "016c72756e6e65723a706564ff6f"));
  }

  private static void text(Collected all, String name, String why, String bytes) {
    int length = bytes.length() / 2;
    payload(
        all,
        "cbor-utf8-" + name,
        "CBOR_UTF8",
        why,
        KIND,
        "646b696e64 " + Integer.toHexString(0x60 + length) + bytes);
  }

  private static void keys(Collected all) {
    payload(
        all,
        "cbor-twice-deep",
        "CBOR_DUP_KEY",
        "the size of a log twice, 0 and then 1",
        "a4 " + LOG_SIZE,
        "a5 " + LOG_SIZE + "6473697a65 01");
    payload(
        all,
        "cbor-twice-variable",
        "CBOR_DUP_KEY",
        "a variable twice, with the same value",
        "63656e76 a0",
        "63656e76 a2 6141 6141 6141 6141");
    payload(
        all,
        "cbor-order-deep",
        "CBOR_UNSORTED",
        "two members of a log exchanged",
        LOG_SIZE + "66736861323536",
        "66736861323536" + "00 6473697a65");
    all.add(
        "cbor-order-alphabet",
        "CBOR_UNSORTED",
        "the members in the order of the alphabet, not of their bytes",
        Draft.small()
            .payloadBytes(_ ->
                Hand.join(
                    Hand.hex("a8"),
                    Hand.hex("6462617365"),
                    Draft.small().get("base").encode(),
                    Hand.hex("66636865636b73"),
                    Draft.small().get("checks").encode(),
                    Hand.hex("63656e76"),
                    Draft.small().get("env").encode(),
                    Hand.hex("6770726f6a656374"),
                    Draft.small().get("project").encode(),
                    Hand.hex("6773657373696f6e"),
                    Draft.small().get("session").encode(),
                    Hand.hex("6474726565"),
                    Draft.small().get("tree").encode(),
                    Hand.hex("657477696e7380"),
                    Hand.hex("617601"))));
    payload(all, "cbor-key-bool", "CBOR_KEY", "true as a key", "63656e76 a0", "63656e76 a1f500");
    payload(
        all, "cbor-key-array", "CBOR_KEY", "an array as a key", "63656e76 a0", "63656e76 a18000");
    payload(all, "cbor-key-map", "CBOR_KEY", "a map as a key", "63656e76 a0", "63656e76 a1a000");
    payload(all, "cbor-key-null", "CBOR_SIMPLE", "null as a key", "63656e76 a0", "63656e76 a1f600");
  }

  private static void headers(Collected all) {
    headers(
        all,
        "cbor-headers-indefinite",
        "CBOR_INDEFINITE",
        "the headers' map has no count",
        ALG,
        "bf0132");
    headers(all, "cbor-headers-long-alg", "CBOR_NOT_SHORTEST", "-19 in two bytes", ALG, "a5013812");
    headers(
        all,
        "cbor-headers-long-label",
        "CBOR_NOT_SHORTEST",
        "the label 1 in two bytes",
        ALG,
        "a5180132");
    headers(
        all,
        "cbor-headers-twice",
        "CBOR_DUP_KEY",
        "alg twice: none and then -19",
        ALG,
        "a601000132");
    headers(all, "cbor-headers-order", "CBOR_UNSORTED", "crit before alg", ALG, "a602810101 32");
    headers(all, "cbor-headers-tag", "CBOR_TAG", "a tag before alg's number", ALG, "a501c132");
    headers(all, "cbor-headers-float", "CBOR_FLOAT", "-19.0", ALG, "a501f9ccc0");
    headers(all, "cbor-headers-null", "CBOR_SIMPLE", "alg null", ALG, "a501f6");
    headers(all, "cbor-headers-key", "CBOR_KEY", "a byte string as a label", ALG, "a641010001 32");
    headers(
        all,
        "cbor-headers-range",
        "CBOR_RANGE",
        "alg 2^64 - 19, which is -19 to whoever forgets the sign",
        ALG,
        "a5011bffffffffffffffed");
    all.add(
            "cbor-headers-depth",
            "CBOR_DEPTH",
            "claims 17 levels deep with the headers' map",
            Draft.small().header("15", Hand.nested(15)).headerPiece("0f 81", "0f 8181"))
        .add(
            "cbor-headers-order-length",
            "CBOR_UNSORTED",
            "-1 before 100, as the order of RFC 7049 has it",
            Draft.small()
                .headerUnder(Cbor.of(-1), Cbor.of(0))
                .headerUnder(Cbor.of(100), Cbor.of(0))
                .headerPiece("186400 2000", "2000 186400"));
  }
}
