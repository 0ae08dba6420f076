package dev.micelio.core.history;

import dev.micelio.core.bytes.ByteReader;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.cbor.CborLimits;
import dev.micelio.core.landing.Landing;
import dev.micelio.core.landing.LandingCodec;

/// A landing as it lies in a segment: the same CBOR as in its commit.
final class LandingBytes {
  private static final CborLimits LIMITS =
      new CborLimits(SegmentWriter.INLINE_BYTES_MAX, SegmentWriter.INLINE_BYTES_MAX, 8);

  private LandingBytes() {}

  static byte[] encode(Landing landing) {
    return LandingCodec.encode(landing).encode();
  }

  /// Reads what a stranger may have written as the landing of this position.
  static Landing decode(long position, byte[] bytes) {
    String what = "landing " + position + " in its segment";
    try {
      return LandingCodec.decode(Cbor.decode(what, bytes, LIMITS));
    } catch (IllegalArgumentException e) { // what a record refuses, no writer has written
      throw new ByteReader(what, bytes).corrupt("what no landing has: " + e.getMessage());
    }
  }
}
