package dev.micelio.core.tree;

import dev.micelio.core.digest.Digest;
import java.util.Arrays;

/// The 64-bit filter of file name extensions that inner nodes carry, so that `**/*.nix` need not
/// visit every leaf.
final class Extensions {
  /// A directory's files mostly share a handful of extensions; hashing each of them anew would be
  /// most of the cost of reading a node. One slot per length and last letter, overwritten freely.
  private static final Known[] KNOWN = new Known[256];

  @SuppressWarnings("ArrayRecordComponent") // only its parts are compared
  private record Known(byte[] extension, long bit) {}

  private Extensions() {}

  /// The bit of a path's extension, or 0 when its file name has none.
  static long bit(byte[] key) {
    int dot = key.length - 1;
    while (dot >= 0 && key[dot] != '.' && key[dot] != 0) {
      dot--;
    }
    if (dot <= 0 || key[dot] == 0 || key[dot - 1] == 0 || dot == key.length - 1) {
      return 0;
    }
    return bit(key, dot + 1);
  }

  private static long bit(byte[] key, int begin) {
    int length = key.length - begin;
    int slot = (31 * length + 7 * key[begin] + key[key.length - 1]) & (KNOWN.length - 1);
    var known = KNOWN[slot];
    if (known != null
        && Arrays.equals(known.extension, 0, known.extension.length, key, begin, key.length)) {
      return known.bit;
    }
    byte[] extension = Arrays.copyOfRange(key, begin, key.length);
    long bit = bitOf(extension);
    KNOWN[slot] = new Known(extension, bit); // a record of finals: safe to publish by a race
    return bit;
  }

  static long bitOf(byte[] extension) {
    return 1L << (Digest.of(extension).first() >>> 56 & 63);
  }
}
