package dev.micelio.s3;

import dev.micelio.core.problem.Problem;

/// What a server said to a request that carried a condition.
sealed interface Reply {

  /// It has taken effect; `etag` is without quotes, and empty after a delete.
  record Done(String etag) implements Reply {}

  /// 404, 409 or 412: it has had no effect.
  record Refused(int status, Problem problem) implements Reply {}

  /// Everything else. Of kind `UNAVAILABLE`, it may have taken effect or may yet do so.
  record Failed(Problem problem, int status, String code) implements Reply {
    static final int NO_ANSWER = 0;
  }
}
