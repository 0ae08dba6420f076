package dev.micelio.core.hlc;

import dev.micelio.core.problem.Problem;
import java.time.Duration;
import java.time.Instant;

/// A stamp of a hybrid logical clock: 48 bits of milliseconds since 1970 and 16 bits of a counter,
/// as one unsigned number. Written as 8 bytes, big-endian.
public record Hlc(long bits) implements Comparable<Hlc> {
  public static final Hlc ZERO = new Hlc(0);

  /// How far a stamp may be ahead of the reference, so that one bad clock can not drag all others
  /// into the future.
  public static final Duration AHEAD_MAX = Duration.ofMinutes(5);

  private static final int COUNTER_BITS = 16;
  private static final long MILLIS_MAX = (1L << 48) - 1;

  public static Hlc of(long millis, int counter) {
    if (millis < 0 || millis > MILLIS_MAX || counter < 0 || counter >= 1 << COUNTER_BITS) {
      throw new IllegalArgumentException("not a stamp: " + millis + " ms, counter " + counter);
    }
    return new Hlc(millis << COUNTER_BITS | counter);
  }

  /// The later one of the local clock and what follows `previous`: greater than `previous`,
  /// whatever the local clock says. A full counter carries into the milliseconds.
  public static Hlc after(Hlc previous, long localMillis) {
    if (previous.bits == -1) {
      throw tooFarAhead(previous, previous.millis());
    }
    var local = new Hlc(Math.clamp(localMillis, 0, MILLIS_MAX) << COUNTER_BITS);
    var following = new Hlc(previous.bits + 1);
    return local.compareTo(following) > 0 ? local : following;
  }

  /// This stamp, unless it is more than [#AHEAD_MAX] ahead of the reference, such as the object
  /// store's own date.
  public Hlc requireNear(long referenceMillis) {
    if (millis() - referenceMillis > AHEAD_MAX.toMillis()) {
      throw tooFarAhead(this, referenceMillis);
    }
    return this;
  }

  private static Problem tooFarAhead(Hlc stamp, long referenceMillis) {
    return new Problem(
        Problem.Kind.INVALID,
        "hlc.too-far-ahead",
        "the time %s is more than %d minutes ahead of %s"
            .formatted(
                Instant.ofEpochMilli(stamp.millis()),
                AHEAD_MAX.toMinutes(),
                Instant.ofEpochMilli(referenceMillis)),
        "set the clock of the machine that gave it, best by NTP");
  }

  public long millis() {
    return bits >>> COUNTER_BITS;
  }

  public int counter() {
    return (int) (bits & 0xffff);
  }

  @Override
  public int compareTo(Hlc other) {
    return Long.compareUnsigned(bits, other.bits);
  }

  @Override
  public String toString() {
    return Instant.ofEpochMilli(millis()) + "+" + counter();
  }
}
