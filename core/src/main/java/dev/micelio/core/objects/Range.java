package dev.micelio.core.objects;

/// A part of a body: at most `length` bytes from `offset`. What lies past the end is empty, not an
/// error.
public record Range(long offset, long length) {
  public static final Range ALL = new Range(0, Long.MAX_VALUE);

  public Range {
    if (offset < 0 || length < 1) {
      throw new IllegalArgumentException(
          "a range begins at 0 or later and has at least one byte: " + offset + "+" + length);
    }
  }

  public static Range from(long offset) {
    return new Range(offset, Long.MAX_VALUE);
  }

  /// How many bytes of an object of `size` bytes this range holds.
  public long lengthWithin(long size) {
    return Math.max(0, Math.min(length, size - offset));
  }
}
