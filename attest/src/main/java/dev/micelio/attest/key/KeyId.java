package dev.micelio.attest.key;

import dev.micelio.core.digest.Digest;
import java.util.HexFormat;

/// Which key: the thumbprint of its COSE form (RFC 9679). Written as 64 hexadecimal digits.
public record KeyId(Digest thumbprint) implements Comparable<KeyId> {

  public byte[] bytes() {
    return thumbprint.bytes();
  }

  @Override
  public int compareTo(KeyId other) {
    return thumbprint.compareTo(other.thumbprint);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes());
  }
}
