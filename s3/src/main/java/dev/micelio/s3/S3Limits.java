package dev.micelio.s3;

import java.time.Duration;

/// How long an answer may take, how many connections are kept, and how large a request may be.
///
/// @param connect until a connection stands
/// @param answer until a request without a body is answered, and between two bytes of an answer; a
///   body adds the time it takes at [#SLOWEST_BYTES_PER_SECOND]
/// @param connectionsMax requests and open bodies at once; one more waits up to `answer`
/// @param partSizeBytes the size of a part, and the largest body sent in one request when the put
///   has no condition
/// @param partsAtOnce parts of one body under way at once
public record S3Limits(
    Duration connect, Duration answer, int connectionsMax, long partSizeBytes, int partsAtOnce) {
  public static final S3Limits USUAL =
      new S3Limits(Duration.ofSeconds(5), Duration.ofSeconds(30), 64, 32L << 20, 4);

  /// A body that moves slower than this counts as stalled.
  public static final long SLOWEST_BYTES_PER_SECOND = 64 << 10;

  /// S3 refuses smaller parts, except as the last one.
  public static final long PART_SIZE_BYTES_MIN = 5L << 20;

  /// S3 refuses more parts.
  public static final int PARTS_MAX = 10_000;

  /// The largest body S3 takes in one request.
  public static final long SINGLE_PUT_BYTES_MAX = 5L << 30;

  /// The largest object S3 keeps.
  public static final long OBJECT_BYTES_MAX = 5L << 40;

  public S3Limits {
    if (connect.compareTo(Duration.ofMillis(1)) < 0 || answer.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException("a time-out is at least a millisecond");
    }
    if (connectionsMax < DialectProbe.WRITERS || partsAtOnce < 1) {
      throw new IllegalArgumentException(
          "at least " + DialectProbe.WRITERS + " connections and one part at once");
    }
    if (partSizeBytes < PART_SIZE_BYTES_MIN || partSizeBytes > SINGLE_PUT_BYTES_MAX) {
      throw new IllegalArgumentException("a part has 5 MiB to 5 GiB, not " + partSizeBytes);
    }
  }

  public S3Limits answeringWithin(Duration answer) {
    return new S3Limits(connect, answer, connectionsMax, partSizeBytes, partsAtOnce);
  }

  public S3Limits inPartsOf(long partSizeBytes) {
    return new S3Limits(connect, answer, connectionsMax, partSizeBytes, partsAtOnce);
  }

  Duration answerWithBodyOf(long sizeBytes) {
    return answer.plusSeconds(sizeBytes / SLOWEST_BYTES_PER_SECOND);
  }

  /// Parts of the usual size, or of as much more as keeps their number within [#PARTS_MAX].
  long partSizeFor(long sizeBytes) {
    return Math.max(partSizeBytes, (sizeBytes + PARTS_MAX - 1) / PARTS_MAX);
  }
}
