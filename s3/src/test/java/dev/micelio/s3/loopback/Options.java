package dev.micelio.s3.loopback;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the program was asked for. A manner is named in lower case, with `-` between words.
record Options(int port, @Nullable Path directory, Manner manner, long seconds) {
  private static final long SECONDS_MAX = 3600;

  static Options of(String[] arguments) {
    int port = 0;
    Path directory = null;
    var manner = Manner.DOCUMENTED;
    long seconds = SECONDS_MAX;
    for (int i = 0; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(arguments[i] + " needs a value");
      }
      String value = arguments[i + 1];
      switch (arguments[i]) {
        case "--port" -> port = Integer.parseInt(value);
        case "--dir" -> directory = Path.of(value);
        case "--manner" ->
            manner = Manner.valueOf(value.replace('-', '_').toUpperCase(Locale.ROOT));
        case "--seconds" -> seconds = Math.min(SECONDS_MAX, Long.parseLong(value));
        default -> throw new IllegalArgumentException("not an option: " + arguments[i]);
      }
    }
    return new Options(port, directory, manner, seconds);
  }
}
