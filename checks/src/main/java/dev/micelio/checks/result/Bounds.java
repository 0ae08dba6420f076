package dev.micelio.checks.result;

/// How much a cache home keeps: what its files take of the disk, and how many they are.
record Bounds(long bytesMax, long filesMax) {
  /// Room for about two thousand logs of the longest kind, and a count of all files within a
  /// second.
  static final Bounds USUAL = new Bounds(2L << 30, 100_000);

  boolean hold(long bytes, long files) {
    return bytes <= bytesMax && files <= filesMax;
  }

  /// What is aimed at when it is cleaned, so that the next time is far.
  Bounds aim() {
    return new Bounds(bytesMax - bytesMax / 10, filesMax - filesMax / 10);
  }
}
