package dev.micelio.core.objects;

import java.io.InputStream;
import java.util.SplittableRandom;

/// A body of any size that takes no memory: the same seed gives the same bytes.
public record GeneratedBody(long seed, long size) implements Body {

  @Override
  public InputStream open() {
    var random = new SplittableRandom(seed);
    return new InputStream() {
      private long rest = size;
      private long word;
      private int wordBytes;

      @Override
      public int read() {
        if (rest == 0) {
          return -1;
        }
        if (wordBytes == 0) {
          word = random.nextLong();
          wordBytes = Long.BYTES;
        }
        int next = (int) word & 0xff;
        word >>>= 8;
        wordBytes--;
        rest--;
        return next;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) {
        if (rest == 0 && length > 0) {
          return -1;
        }
        int count = (int) Math.min(length, rest);
        for (int i = 0; i < count; i++) {
          buffer[offset + i] = (byte) read();
        }
        return count;
      }
    };
  }
}
