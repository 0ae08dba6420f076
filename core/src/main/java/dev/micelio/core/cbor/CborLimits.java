package dev.micelio.core.cbor;

/// How much is read: the bytes of the whole, those of one text or bytes item, which is also how
/// many items an array and how many entries a map may have, and how deep arrays and maps may stand
/// in each other. One that stands in no other has the depth 1.
public record CborLimits(int bytesMax, int itemBytesMax, int depthMax) {
  public static final int BYTES_MAX = 1 << 30;
  public static final int DEPTH_MAX = 64;

  public CborLimits {
    if (bytesMax < 1 || bytesMax > BYTES_MAX || itemBytesMax < 0 || itemBytesMax > bytesMax) {
      throw new IllegalArgumentException(
          "items of " + itemBytesMax + " bytes in " + bytesMax + " bytes");
    }
    if (depthMax < 0 || depthMax > DEPTH_MAX) {
      throw new IllegalArgumentException("a depth of 0 to " + DEPTH_MAX + ", not " + depthMax);
    }
  }
}
