package dev.micelio.core.cbor;

/// Why bytes are not canonical: the first rule that they break, reading from the left.
public enum CborFault {
  /// They end within an item.
  TRUNCATED,
  /// Bytes follow the one item.
  TRAILING,
  /// A length or count that is not said at the beginning.
  INDEFINITE,
  /// A number, length or count in more bytes than it needs.
  NOT_SHORTEST,
  /// A head without a meaning.
  RESERVED,
  /// An integer beyond ±(2^63 − 1).
  RANGE,
  /// A length or count above the limit of one item.
  LENGTH,
  /// Arrays and maps too deep in each other.
  DEPTH,
  TAG,
  FLOAT,
  /// null, undefined and other simple values.
  SIMPLE,
  /// Text that is not UTF-8 in its one form.
  UTF8,
  DUP_KEY,
  UNSORTED,
  /// A key that is neither an integer nor text.
  KEY
}
