package dev.micelio.core.digest;

import dev.micelio.core.problem.Problem;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/// SHA-256 of raw bytes. Ordered as its 32 bytes are, unsigned.
public record Digest(long first, long second, long third, long fourth)
    implements Comparable<Digest> {
  public static final int SIZE_BYTES = 32;
  private static final String SCHEME = "sha256:";

  public static Digest of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  public static Digest of(byte[] bytes, int offset, int length) {
    var hasher = new Hasher();
    hasher.update(bytes, offset, length);
    return hasher.digest();
  }

  /// Reads the 32 bytes at `offset`.
  public static Digest at(byte[] bytes, int offset) {
    var longs = ByteBuffer.wrap(bytes);
    return new Digest(
        longs.getLong(offset),
        longs.getLong(offset + 8),
        longs.getLong(offset + 16),
        longs.getLong(offset + 24));
  }

  /// Reads 64 hex digits in lower case, with or without `sha256:` before them.
  public static Digest parse(String text) {
    String hex = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
    if (hex.length() != 2 * SIZE_BYTES || !hex.chars().allMatch(Digest::isLowerHex)) {
      throw new Problem(
          Problem.Kind.INVALID,
          "digest.malformed",
          "not a digest: \"" + (text.length() > 100 ? text.substring(0, 100) + "…" : text) + "\"",
          "write it as sha256: and 64 hex digits in lower case");
    }
    return at(HexFormat.of().parseHex(hex), 0);
  }

  private static boolean isLowerHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  public byte[] bytes() {
    var bytes = new byte[SIZE_BYTES];
    write(bytes, 0);
    return bytes;
  }

  public void write(byte[] bytes, int offset) {
    ByteBuffer.wrap(bytes)
        .putLong(offset, first)
        .putLong(offset + 8, second)
        .putLong(offset + 16, third)
        .putLong(offset + 24, fourth);
  }

  public String hex() {
    return HexFormat.of().formatHex(bytes());
  }

  /// Twelve hex digits, for a person to read.
  public String brief() {
    return hex().substring(0, 12);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(first);
  }

  @Override
  public int compareTo(Digest other) {
    int order = Long.compareUnsigned(first, other.first);
    if (order == 0) {
      order = Long.compareUnsigned(second, other.second);
    }
    if (order == 0) {
      order = Long.compareUnsigned(third, other.third);
    }
    return order != 0 ? order : Long.compareUnsigned(fourth, other.fourth);
  }

  @Override
  public String toString() {
    return SCHEME + hex();
  }
}
