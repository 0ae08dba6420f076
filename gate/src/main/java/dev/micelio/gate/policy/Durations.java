package dev.micelio.gate.policy;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Times as people write them: a whole number and a unit, `30d`, `12h`, `20m` or `90s`.
final class Durations {
  private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,8})([smhd])");

  private Durations() {}

  /// Null when the text is no such time.
  static @Nullable Duration parse(String text) {
    var matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
