package dev.micelio.attest.vectors;

import dev.micelio.core.cbor.Cbor;
import java.util.List;
import java.util.Locale;

/// The six claims.
final class ClaimVectors {
  static final long DAYS_90 = 90L * 24 * 60 * 60;
  static final long SKEW = 300;

  private static final String TREE =
      "01a69ad4ca66ebebd8fc22725e20358dd0ecdcd438746c6e546473cd4810b78b";

  private ClaimVectors() {}

  static void addTo(Collected all) {
    missing(all);
    extras(all);
    types(all);
    issuers(all);
    audiences(all);
    subjects(all);
    times(all);
  }

  private static void missing(Collected all) {
    for (var claim : List.of("iss 1", "sub 2", "aud 3", "iat 6", "cti 7")) {
      String name = claim.substring(0, 3);
      all.add(
          "claim-no-" + name,
          "CLAIM_MISSING",
          "no " + name,
          Draft.small().withoutHeader("15." + claim.substring(4)));
    }
    all.add("claim-none", "CLAIM_MISSING", "no claims at all", Draft.small().withoutHeader("15"))
        .add(
            "claim-empty",
            "CLAIM_MISSING",
            "an empty map of claims",
            Draft.small().header("15", Cbor.map().build()))
        .add(
            "claim-exp-text-label",
            "CLAIM_MISSING",
            "exp under the text 4",
            Draft.small().withoutHeader("15.4").claimUnder(Cbor.of("4"), Cbor.of(Draft.NOW + 1)));
  }

  private static void extra(Collected all, String name, String why, Cbor label, Cbor value) {
    all.add("claim-extra-" + name, "CLAIM_EXTRA", why, Draft.small().claimUnder(label, value));
  }

  private static void extras(Collected all) {
    extra(all, "cnf", "a key to confirm with", Cbor.of(8), Cbor.map().build());
    extra(all, "zero", "the claim 0", Cbor.of(0), Cbor.of(0));
    extra(all, "negative", "the claim -1", Cbor.of(-1), Cbor.of(0));
    extra(
        all, "text", "exp by its name beside the number", Cbor.of("exp"), Cbor.of(Long.MAX_VALUE));
    extra(all, "text-label", "the text 1 beside the number 1", Cbor.of("1"), Cbor.of("runner:ana"));
    extra(
        all,
        "wrapped",
        "2^32 + 4, which is exp in 32 bits",
        Cbor.of((1L << 32) + 4),
        Cbor.of(Long.MAX_VALUE));
    extra(
        all,
        "header",
        "a content type among the claims",
        Cbor.of(16),
        Cbor.of("application/vnd.micelio.endorse.v1+cose"));
  }

  private static void type(Collected all, String name, String why, String label, Cbor value) {
    all.add("claim-type-" + name, "CLAIM_TYPE", why, Draft.small().header(label, value));
  }

  private static void types(Collected all) {
    type(all, "claims-array", "the claims as an array", "15", Cbor.array());
    type(
        all,
        "claims-bytes",
        "the claims encoded in bytes",
        "15",
        Cbor.of(Edit.get(Draft.small().headers(), "15").encode()));
    type(all, "iss-bytes", "iss as bytes", "15.1", Hand.zeros(12));
    type(all, "sub-number", "sub as a number", "15.2", Cbor.of(1));
    type(all, "aud-array", "a list of one aud", "15.3", Hand.texts("micelio:" + Draft.PROJECT));
    type(all, "exp-negative", "exp before 1970", "15.4", Cbor.of(-1));
    type(all, "exp-text", "exp as text", "15.4", Cbor.of("1767830441"));
    type(all, "iat-negative", "iat before 1970", "15.6", Cbor.of(-Long.MAX_VALUE));
    type(all, "iat-bool", "iat true", "15.6", Cbor.of(true));
    type(all, "cti-17", "a cti of 17 bytes", "15.7", Hand.zeros(17));
    type(all, "cti-empty", "a cti of no bytes", "15.7", Hand.zeros(0));
    type(all, "cti-text", "the cti as text", "15.7", Cbor.of("ff53549adc2b5459f2fac0e4b6f1a65f"));
  }

  private static void issuer(Collected all, String name, String why, String iss) {
    all.add("claim-iss-" + name, "CLAIM_ISS", why, Draft.golden().header("15.1", iss));
  }

  private static void issuers(Collected all) {
    issuer(all, "empty", "no name at all", "");
    issuer(all, "case", "one letter in upper case", "runner:Pedro");
    issuer(all, "space", "a space behind the name", "runner:pedro ");
    issuer(all, "nul", "a NUL behind the name", "runner:pedro\0");
    issuer(all, "lookalike", "a Cyrillic letter in the name", "runner:p\u0435dro");
    issuer(all, "begin", "the beginning of the name", "runner");
  }

  private static void audience(Collected all, String name, String why, String aud) {
    all.add("claim-aud-" + name, "CLAIM_AUD", why, Draft.golden().header("15.3", aud));
  }

  private static void audiences(Collected all) {
    audience(all, "empty", "no audience", "");
    audience(all, "case", "the project in upper case", "micelio:0F8FAD5BD9CB469FA16570867728950E");
    audience(all, "bare", "the project alone", Draft.PROJECT.toString());
    audience(
        all, "uuid", "the project with dashes", "micelio:0f8fad5b-d9cb-469f-a165-70867728950e");
    audience(all, "more", "two projects", "micelio:" + Draft.PROJECT + ",micelio:" + Draft.ANOTHER);
  }

  private static void subject(Collected all, String name, String why, String sub) {
    all.add("claim-sub-" + name, "CLAIM_SUB", why, Draft.golden().header("15.2", sub));
  }

  private static void subjects(Collected all) {
    subject(all, "bare", "the tree's digits alone", TREE);
    subject(
        all, "case", "the digits in upper case", "tree:sha256:" + TREE.toUpperCase(Locale.ROOT));
    subject(all, "short", "half of the digits", "tree:sha256:" + TREE.substring(0, 32));
    subject(all, "policy", "the tree's digits as a policy's", "policy:sha256:" + TREE);
    subject(
        all, "git", "git's id of the tree", "tree:sha1:54fd43cc879db368e808a98b81005d6f21a8852a");
    subject(
        all,
        "base",
        "the tree of the base",
        "tree:sha256:8bddf19665d815050c2572639cc363a2782919d292991654693e918c8ea8d5a6");
    all.add(
        "claim-sub-payload",
        "CLAIM_SUB",
        "the payload is about another tree",
        Draft.golden().set("tree.sha256", Hand.zeros(32)));
  }

  private static Draft times(long iat, long exp) {
    return Draft.golden().header("15.6", iat).header("15.4", exp);
  }

  private static void times(Collected all) {
    long now = Draft.NOW;
    all.add(
            "time-expired-now",
            "TIME_EXPIRED",
            "exp is now: it ended to count this second",
            times(now - 60, now))
        .add("time-expired-zero", "TIME_EXPIRED", "exp 0, as if it had none", times(0, 0))
        .add(
            "time-expired-before-iat",
            "TIME_EXPIRED",
            "it ended before it was signed",
            times(now, now - 1))
        .add(
            "time-future-301",
            "TIME_FUTURE",
            "signed 301 s from now",
            times(now + SKEW + 1, now + 3600))
        .add(
            "time-future-millis",
            "TIME_FUTURE",
            "milliseconds where seconds belong",
            times(now * 1000, now * 1000 + 3600))
        .add(
            "time-future-max",
            "TIME_FUTURE",
            "signed at 2^63 - 1",
            times(Long.MAX_VALUE, Long.MAX_VALUE))
        .add(
            "time-too-long-one-more",
            "TIME_TOO_LONG",
            "90 days and a second",
            times(now - 60, now - 60 + DAYS_90 + 1))
        .add(
            "time-too-long-max",
            "TIME_TOO_LONG",
            "from 1970 to 2^63 - 1: the difference still fits",
            times(0, Long.MAX_VALUE))
        .add(
            "time-too-long-since-1970",
            "TIME_TOO_LONG",
            "iat 0, as if it had none",
            times(0, now + 1));
  }
}
