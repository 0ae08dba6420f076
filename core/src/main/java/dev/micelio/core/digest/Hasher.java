package dev.micelio.core.digest;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Bytes on their way to a [Digest]. For one thread; after [#digest] it begins anew.
public final class Hasher {
  private final MessageDigest sha256;

  public Hasher() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public void update(byte[] bytes, int offset, int length) {
    sha256.update(bytes, offset, length);
  }

  public void update(ByteBuffer bytes) {
    sha256.update(bytes);
  }

  public Digest digest() {
    return Digest.at(sha256.digest(), 0);
  }
}
