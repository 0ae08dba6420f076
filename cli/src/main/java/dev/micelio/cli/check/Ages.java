package dev.micelio.cli.check;

import dev.micelio.checks.result.KnownResult;
import dev.micelio.cli.Call;

/// How long ago something was, as people say it.
final class Ages {
  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Ages() {}

  static String of(Call call, KnownResult result) {
    long age = Math.max(0, call.env().nowMillis() - result.finishedMillis());
    if (age < 2 * MINUTE) {
      return age / SECOND + " s ago";
    }
    if (age < 2 * HOUR) {
      return age / MINUTE + " min ago";
    }
    return age < 2 * DAY ? age / HOUR + " h ago" : age / DAY + " days ago";
  }
}
