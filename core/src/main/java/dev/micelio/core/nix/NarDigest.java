package dev.micelio.core.nix;

import dev.micelio.core.digest.Hasher;
import java.io.OutputStream;

/// Takes the bytes of a NAR, and keeps what is said of it. For one thread.
public final class NarDigest extends OutputStream {
  private final Hasher hasher = new Hasher();
  private long size;

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    hasher.update(bytes, offset, length);
    size += length;
  }

  /// Of all that was written. It begins anew.
  public NarSummary summary() {
    var summary = new NarSummary(hasher.digest(), size);
    size = 0;
    return summary;
  }
}
