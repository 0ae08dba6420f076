package dev.micelio.s3;

import dev.micelio.core.objects.Body;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Some bytes of a larger body. The last part also sees to it that nothing follows it.
record PartOfBody(Body whole, long offset, long size, boolean last) implements Body {

  @Override
  public InputStream open() throws IOException {
    InputStream in = whole.open();
    try {
      in.skipNBytes(offset);
    } catch (EOFException _) { // a part without bytes, which nobody takes for one of `size`
      in.close();
      return new ByteArrayInputStream(new byte[0]);
    } catch (Throwable e) {
      in.close();
      throw e;
    }
    return last ? in : new Beginning(in, size);
  }

  private static final class Beginning extends FilterInputStream {
    private long left;

    Beginning(InputStream in, long size) {
      super(in);
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      int one = left == 0 ? -1 : super.read();
      left -= one < 0 ? 0 : 1;
      return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = left == 0 ? -1 : super.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(count, 0);
      return count;
    }
  }
}
