package dev.micelio.s3.loopback;

/// How the server treats conditions.
public enum Manner {
  /// As Amazon's documentation says.
  DOCUMENTED,

  /// As Ceph up to 18: an entity tag is compared with its quotes or without them as it comes, so
  /// only the bare one matches; a race lost after the first look at the condition is a 500; a
  /// delete and the end of a multipart upload ignore conditions.
  CEPH_18,

  /// Multipart uploads end, and deletes happen, whatever the condition.
  PUT_CONDITIONS_ONLY,

  /// Planted: `If-None-Match` is ignored.
  IGNORES_ABSENT,

  /// Planted: `If-Match` is ignored.
  IGNORES_MATCH,

  /// Planted: a condition is looked at, and some moments later the put happens regardless.
  CHECKS_THEN_WRITES,

  /// Planted: as [#CHECKS_THEN_WRITES], for `If-Match` alone.
  CHECKS_MATCH_THEN_WRITES,

  /// Planted: a condition is looked at when the request begins, before its body has come.
  CHECKS_BEFORE_THE_BODY,

  /// Planted: a put that loses is answered so, but is stored.
  STORES_WHAT_LOST
}
