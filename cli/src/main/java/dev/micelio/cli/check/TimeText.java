package dev.micelio.cli.check;

/// Spans of time, as people say them. Plain concatenation only, because the shortest `mic check`
/// ends here.
final class TimeText {
  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private TimeText() {}

  /// `0.4 s`, `41 s`, `3 min 5 s`, `2 h 10 min`
  static String of(long millis) {
    if (millis < 10 * SECOND) {
      long tenths = (Math.max(0, millis) + 50) / 100;
      return tenths / 10 + "." + tenths % 10 + " s";
    }
    long seconds = (millis + 500) / SECOND;
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? seconds / 60 + " min " + seconds % 60 + " s"
        : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
  }

  /// In whole seconds, for what changes while it is looked at.
  static String running(long millis) {
    long seconds = Math.max(0, millis) / SECOND;
    return seconds < 60 ? seconds + " s" : of(seconds * SECOND);
  }

  /// `2 h ago`
  static String ago(long millis) {
    if (millis < 2 * MINUTE) {
      return Math.max(0, millis) / SECOND + " s ago";
    }
    if (millis < 2 * HOUR) {
      return millis / MINUTE + " min ago";
    }
    return millis < 2 * DAY ? millis / HOUR + " h ago" : millis / DAY + " days ago";
  }
}
