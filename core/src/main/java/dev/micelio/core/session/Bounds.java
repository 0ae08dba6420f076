package dev.micelio.core.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.problem.Problem;

/// What text a session takes.
final class Bounds {
  /// Principals, agents, authors, checks and the like.
  static final int NAME_BYTES_MAX = 128;

  private Bounds() {}

  static void name(String what, String value) {
    text(what, value, NAME_BYTES_MAX);
    if (value.isBlank()) {
      throw badField(what + " is empty", "give it one");
    }
    if (value.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      throw badField(what + " has a control character", "leave the character out");
    }
  }

  /// Text may be empty.
  static void text(String what, String value, int bytesMax) {
    if (!UTF_8.newEncoder().canEncode(value)) {
      throw badField(what + " is not Unicode text", "send it as UTF-8");
    }
    int size = value.getBytes(UTF_8).length;
    if (size > bytesMax) {
      throw badField(
          "%s has %d bytes where at most %d are allowed".formatted(what, size, bytesMax),
          "shorten it, or put it into a file of the session");
    }
  }

  static Problem badField(String what, String next) {
    return new Problem(Problem.Kind.INVALID, "session.bad-field", what, next);
  }

  /// For what there can be no more of in one session.
  static void count(String of, int count, int max) {
    if (count > max) {
      throw full("a session can have %d %s, not %d".formatted(max, of, count));
    }
  }

  static Problem full(String what) {
    return new Problem(
        Problem.Kind.INVALID,
        "session.full",
        what,
        "land the session, or abandon it, and go on in a new one; content that is large belongs into"
            + " blobs, with its digest in the session");
  }
}
