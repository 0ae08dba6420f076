package dev.micelio.core.objects.measured;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A body that tells its gauge what was read of it, and once that it broke off.
final class CountedStream extends FilterInputStream {
  private final Gauge gauge;
  private boolean broken;

  CountedStream(InputStream body, Gauge gauge) {
    super(body);
    this.gauge = gauge;
  }

  @Override
  public int read() throws IOException {
    try {
      int next = in.read();
      gauge.moved(next < 0 ? 0 : 1);
      return next;
    } catch (Throwable e) {
      broke();
      throw e;
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int count = in.read(buffer, offset, length);
      gauge.moved(Math.max(0, count));
      return count;
    } catch (Throwable e) {
      broke();
      throw e;
    }
  }

  /// What is skipped was asked of the object store all the same.
  @Override
  public long skip(long count) throws IOException {
    long skipped = in.skip(count);
    gauge.moved(skipped);
    return skipped;
  }

  private void broke() {
    if (!broken) {
      broken = true;
      gauge.failed();
    }
  }
}
