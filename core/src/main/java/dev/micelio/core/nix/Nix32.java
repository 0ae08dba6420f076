package dev.micelio.core.nix;

import dev.micelio.core.text.Shown;

/// How Nix writes hashes: five bits a character, the last ones first, without e, o, t and u.
public final class Nix32 {
  private static final String DIGITS = "0123456789abcdfghijklmnpqrsvwxyz";
  private static final int BITS = 5;
  private static final int MASK = (1 << BITS) - 1;

  private Nix32() {}

  public static String encode(byte[] bytes) {
    int length = length(bytes.length);
    var text = new StringBuilder(length);
    for (int digit = length - 1; digit >= 0; digit--) {
      int at = digit * BITS / Byte.SIZE;
      int shift = digit * BITS % Byte.SIZE;
      int next = at + 1 < bytes.length ? bytes[at + 1] & 0xff : 0;
      text.append(
          DIGITS.charAt(((bytes[at] & 0xff) >> shift | next << (Byte.SIZE - shift)) & MASK));
    }
    return text.toString();
  }

  public static byte[] decode(String text) {
    var bytes = new byte[text.length() * BITS / Byte.SIZE];
    boolean whole = length(bytes.length) == text.length();
    for (int digit = 0; whole && digit < text.length(); digit++) {
      int value = DIGITS.indexOf(text.charAt(text.length() - 1 - digit));
      int at = digit * BITS / Byte.SIZE;
      int bits = value << (digit * BITS % Byte.SIZE);
      whole = value >= 0 && (at + 1 < bytes.length || bits <= 0xff);
      if (whole) {
        bytes[at] |= (byte) bits;
        if (at + 1 < bytes.length) {
          bytes[at + 1] |= (byte) (bits >> Byte.SIZE);
        }
      }
    }
    if (!whole) {
      throw Faults.malformed("a hash in Nix's base 32", "other text: " + Shown.text(text));
    }
    return bytes;
  }

  static boolean isDigit(int letter) {
    return DIGITS.indexOf(letter) >= 0;
  }

  private static int length(int bytes) {
    return (bytes * Byte.SIZE + BITS - 1) / BITS;
  }
}
