package dev.micelio.core.objects;

import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// A body on its way into an object store. It gives out its last bytes only when it has seen that
/// nothing follows them, so that no receiver can take a body of the wrong size for a whole one.
final class ExactStream extends InputStream {
  private final InputStream source;
  private final long size;
  private long given;

  ExactStream(InputStream source, long size) {
    this.source = source;
    this.size = size;
    if (size == 0) {
      demandEnd();
    }
  }

  static Problem unreadable(IOException e) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "objects.body-unreadable",
        "the bytes to be stored could not be read: " + e.getMessage(),
        "see to it that they can be read, then try again",
        e);
  }

  @Override
  public int read() {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    if (given == size) {
      return -1;
    }
    int count = readSource(buffer, offset, (int) Math.min(length, size - given));
    if (count < 0) {
      throw wrongSize("ended after " + given + " bytes");
    }
    given += count;
    if (given == size) {
      demandEnd();
    }
    return count;
  }

  private void demandEnd() {
    if (readSource(new byte[1], 0, 1) >= 0) {
      throw wrongSize("went on after them");
    }
  }

  private int readSource(byte[] buffer, int offset, int length) {
    try {
      return source.read(buffer, offset, length);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private Problem wrongSize(String found) {
    return new Problem(
        Problem.Kind.INVALID,
        "objects.body-size",
        "a body said to have " + size + " bytes " + found + "; nothing was stored",
        "store it again when nothing writes to it any more");
  }

  @Override
  public void close() {
    try {
      source.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }
}
