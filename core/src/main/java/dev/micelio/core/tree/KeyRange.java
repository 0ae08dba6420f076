package dev.micelio.core.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A run of keys. `low` is the smallest that may be in it (null: from the beginning), `high` the
/// first that is past it (null: to the end).
@SuppressWarnings("ArrayRecordComponent") // never compared
record KeyRange(byte @Nullable [] low, byte @Nullable [] high) {
  static final KeyRange ALL = new KeyRange(null, null);

  /// Everything below a directory.
  static KeyRange below(TreePath directory) {
    return below(directory.key());
  }

  static KeyRange below(byte[] key) {
    return new KeyRange(with(key, 0), with(key, 1));
  }

  /// What lies behind `after` up to and with `last`.
  static KeyRange between(byte[] after, byte[] last) {
    return new KeyRange(with(after, 0), with(last, 0));
  }

  /// The smallest key that is larger than `key`, when the byte is 0.
  static byte[] with(byte[] key, int last) {
    byte[] longer = Arrays.copyOf(key, key.length + 1);
    longer[key.length] = (byte) last;
    return longer;
  }

  boolean holds(byte[] key) {
    return !isBefore(key) && !isPast(key);
  }

  boolean isBefore(byte[] key) {
    return low != null && Arrays.compareUnsigned(key, low) < 0;
  }

  boolean isPast(byte[] key) {
    return high != null && Arrays.compareUnsigned(key, high) >= 0;
  }
}
