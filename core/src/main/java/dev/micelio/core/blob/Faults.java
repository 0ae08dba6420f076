package dev.micelio.core.blob;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import java.io.IOException;

/// The problems that blobs have.
final class Faults {
  private static final String RESTORE =
      "store the content again from a copy that is whole; see docs/errors/";

  private Faults() {}

  static Problem malformed(Digest digest, String fault) {
    return new Problem(
        Problem.Kind.CORRUPT,
        "blob.malformed",
        "the stored form of " + digest + " is damaged: " + fault,
        RESTORE + "blob.malformed.md");
  }

  static Problem otherContent(Digest expected, Digest found) {
    return new Problem(
        Problem.Kind.CORRUPT,
        "blob.digest-mismatch",
        "under " + expected + " lies the content " + found,
        RESTORE + "blob.digest-mismatch.md");
  }

  static Problem chunkMissing(Digest digest, Digest chunk) {
    return new Problem(
        Problem.Kind.CORRUPT,
        "blob.chunk-missing",
        digest + " is made of chunks, and its chunk " + chunk + " is not there",
        RESTORE + "blob.chunk-missing.md");
  }

  static Problem largerThan(long sizeMax, String what) {
    return new Problem(
        Problem.Kind.INVALID,
        "blob.too-large",
        what + " has more than the " + sizeMax + " bytes that are allowed here",
        "leave it out, or split it");
  }

  static Problem contended(Digest digest) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "blob.contended",
        digest + " could not be stored: its key changed each time it was looked at",
        "try again");
  }

  static Problem unreadable(String what, IOException e) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "blob.source-unreadable",
        what + " could not be read: " + e,
        "see to it that it can be read, then try again",
        e);
  }

  static Problem readBroken(Digest digest, IOException e) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "objects.read-broken",
        "the stored form of " + digest + " could not be read to its end: " + e.getMessage(),
        "try again",
        e);
  }
}
