package dev.micelio.core.objects.faulty;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A body whose connection breaks after so many bytes.
final class TruncatedStream extends FilterInputStream {
  private long rest;

  TruncatedStream(InputStream body, long rest) {
    super(body);
    this.rest = rest;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (rest == 0) {
      throw new IOException("the connection broke");
    }
    int count = in.read(buffer, offset, (int) Math.min(length, rest));
    rest -= Math.max(0, count);
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = in.skip(Math.min(count, rest));
    rest -= skipped;
    return skipped;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(in.available(), rest);
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
