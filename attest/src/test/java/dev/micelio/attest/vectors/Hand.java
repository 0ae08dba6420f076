package dev.micelio.attest.vectors;

import dev.micelio.core.cbor.Cbor;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/// Bytes that no writer of ours makes.
final class Hand {
  private static final HexFormat HEX = HexFormat.of();

  private Hand() {}

  static byte[] hex(String digits) {
    return HEX.parseHex(digits.replace(" ", ""));
  }

  static String hex(byte[] bytes) {
    return HEX.formatHex(bytes);
  }

  static byte[] join(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /// The one place where these digits stand, with others instead.
  static byte[] replace(byte[] bytes, String from, String to) {
    String all = hex(bytes);
    String piece = hex(hex(from));
    int at = find(all, piece, 0);
    if (find(all, piece, at + 2) >= 0) {
      throw new IllegalArgumentException(piece + " is there twice");
    }
    return hex(all.substring(0, at) + hex(hex(to)) + all.substring(at + piece.length()));
  }

  private static int find(String all, String piece, int from) {
    int at = all.indexOf(piece, from);
    while (at >= 0 && at % 2 != 0) {
      at = all.indexOf(piece, at + 1);
    }
    if (at < 0 && from == 0) {
      throw new IllegalArgumentException(piece + " is not in " + all);
    }
    return at;
  }

  static byte[] flip(byte[] bytes, int index) {
    byte[] flipped = bytes.clone();
    flipped[index] ^= 1;
    return flipped;
  }

  static byte[] cut(byte[] bytes, int by) {
    return Arrays.copyOf(bytes, bytes.length - by);
  }

  static Cbor zeros(int size) {
    return Cbor.of(new byte[size]);
  }

  static Cbor texts(String... texts) {
    return Cbor.array(Arrays.stream(texts).map(Cbor::of).toList());
  }

  static Cbor put(Cbor.Map map, Cbor key, Cbor value) {
    var more = Cbor.map();
    map.entries().forEach(entry -> Edit.put(more, entry.key(), entry.value()));
    Edit.put(more, key, value);
    return more.build();
  }

  /// Arrays in each other.
  static Cbor nested(int depth) {
    var nested = Cbor.array();
    for (int i = 1; i < depth; i++) {
      nested = Cbor.array(nested);
    }
    return nested;
  }
}
