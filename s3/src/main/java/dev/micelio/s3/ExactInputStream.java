package dev.micelio.s3;

import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.exception.SdkException;

/// Exactly `length` bytes of another stream. An end before that is an error, never an end.
final class ExactInputStream extends InputStream {

  /// What to do with the stream beneath, of which so many bytes were not read.
  interface Closing {
    void close(long unread) throws IOException;
  }

  private final InputStream in;
  private final long length;
  private final Closing closing;
  private long left;

  ExactInputStream(InputStream in, long length, Closing closing) {
    this.in = in;
    this.length = length;
    this.left = length;
    this.closing = closing;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int size) throws IOException {
    if (left == 0 && size > 0) {
      return -1;
    }
    try {
      int count = in.read(bytes, offset, (int) Math.min(size, left));
      if (count < 0) {
        throw new IOException((length - left) + " of " + length + " bytes came");
      }
      left -= count;
      return count;
    } catch (SdkException e) {
      throw new IOException(
          (length - left) + " of " + length + " bytes came: " + e.getMessage(), e);
    }
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(left, in.available());
  }

  @Override
  public void close() throws IOException {
    closing.close(left);
  }
}
