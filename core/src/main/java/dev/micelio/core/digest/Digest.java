package dev.micelio.core.digest;

import dev.micelio.core.problem.Problem;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/// SHA-256 of raw bytes. Ordered as its 32 bytes are, unsigned.
public record Digest(long first, long second, long third, long fourth)
    implements Comparable<Digest> {
  public static final int SIZE_BYTES = 32;
  private static final String SCHEME = "sha256:";
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

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
    return new Digest(
        (long) LONGS.get(bytes, offset),
        (long) LONGS.get(bytes, offset + 8),
        (long) LONGS.get(bytes, offset + 16),
        (long) LONGS.get(bytes, offset + 24));
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
    LONGS.set(bytes, offset, first);
    LONGS.set(bytes, offset + 8, second);
    LONGS.set(bytes, offset + 16, third);
    LONGS.set(bytes, offset + 24, fourth);
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
