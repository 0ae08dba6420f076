package dev.micelio.cli.check;

/// Sizes, as people say them.
final class SizeText {
  private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};

  private SizeText() {}

  /// `3.4 MiB`
  static String of(long bytes) {
    long tenths = bytes * 10;
    int unit = 0;
    while (tenths >= 10_240 && unit < UNITS.length - 1) {
      tenths /= 1024;
      unit++;
    }
    return unit == 0
        ? bytes + (bytes == 1 ? " byte" : " bytes")
        : tenths / 10 + "." + tenths % 10 + " " + UNITS[unit];
  }
}
