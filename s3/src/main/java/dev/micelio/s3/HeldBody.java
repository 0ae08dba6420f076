package dev.micelio.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.objects.Body;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/// A body of which most is sent at once, and the rest when all other writers have come as far. A
/// server that looks at a condition when a request begins and not when it ends will find that it
/// holds for every one of them.
///
/// The SDK may read a body to sign it before it sends it, so there is a [Gathering] for each
/// reading.
final class HeldBody implements Body, AutoCloseable {
  static final int READINGS = 2;

  private static final int SIZE_BYTES = 16 << 10;

  /// More than HTTP clients keep back before they send.
  private static final int HELD_AT = 12 << 10;

  private final byte[] bytes = new byte[SIZE_BYTES];
  private final List<Gathering> gatherings;
  private int counted;
  private int opened;

  HeldBody(String text, List<Gathering> gatherings) {
    byte[] start = text.getBytes(UTF_8);
    System.arraycopy(start, 0, bytes, 0, start.length);
    this.gatherings = gatherings;
  }

  @Override
  public long size() {
    return SIZE_BYTES;
  }

  @Override
  public InputStream open() {
    return new Held(opened++);
  }

  private void hold(int reading) {
    if (reading == counted && reading < gatherings.size()) {
      counted++;
      gatherings.get(reading).countAndWait();
    }
  }

  /// Counts this writer where it did not come.
  @Override
  public void close() {
    while (counted < gatherings.size()) {
      gatherings.get(counted++).count();
    }
  }

  private final class Held extends InputStream {
    private final ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    private final int reading;

    Held(int reading) {
      this.reading = reading;
    }

    @Override
    public int read() {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      Objects.checkFromIndexSize(offset, length, buffer.length);
      int before = in.available() - (SIZE_BYTES - HELD_AT);
      if (before == 0) {
        hold(reading);
      }
      return in.read(buffer, offset, before > 0 ? Math.min(length, before) : length);
    }
  }
}
