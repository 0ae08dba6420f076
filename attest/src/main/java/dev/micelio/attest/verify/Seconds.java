package dev.micelio.attest.verify;

import java.time.DateTimeException;
import java.time.Instant;

/// Seconds since 1970 for people.
public final class Seconds {
  private Seconds() {}

  public static String shown(long seconds) {
    try {
      return Instant.ofEpochSecond(seconds).toString();
    } catch (DateTimeException _) {
      return seconds + " s after 1970";
    }
  }
}
