package dev.micelio.s3.loopback;

/// What can strike a request.
public enum Fault {
  /// It takes effect, and the connection is cut instead of an answer.
  LOST_ANSWER,
  /// The connection is cut before it takes effect.
  LOST_REQUEST,
  /// 503 SlowDown without effect.
  SLOW_DOWN,
  /// It takes effect, and 503 is answered.
  SLOW_DOWN_AFTER,
  /// It takes effect, and 500 is answered.
  ERROR_AFTER,
  /// 409 without effect, for requests that carry a condition.
  CONFLICT,
  /// The connection is cut before it takes effect, for parts of an upload.
  PART_LOST,
  /// It waits before it takes effect.
  DELAY,
  /// A body that breaks off half-way, for gets.
  TRUNCATED
}
