package dev.micelio.core.blob;

import java.io.InputStream;

/// Content of any size that takes no memory, from any place in it: each eight bytes are a function
/// of where they are. About half of it is entropy, as in text.
final class SeekableContent extends InputStream {
  private final long end;
  private long at;

  SeekableContent(long from, long end) {
    this.at = from;
    this.end = end;
  }

  private static long word(long index) {
    long mixed = (index + 1) * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return (mixed ^ (mixed >>> 31)) & 0x0f0f0f0f0f0f0f0fL;
  }

  @Override
  public int read() {
    if (at == end) {
      return -1;
    }
    int shift = 8 * (int) (at & 7);
    return (int) (word(at++ >>> 3) >>> shift) & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    int count = (int) Math.min(length, end - at);
    if (count == 0 && length > 0) {
      return -1;
    }
    for (int i = 0; i < count; ) {
      long word = word(at >>> 3) >>> (8 * (int) (at & 7));
      int inWord = Math.min(count - i, 8 - (int) (at & 7));
      for (int k = 0; k < inWord; k++) {
        buffer[offset + i++] = (byte) word;
        word >>>= 8;
      }
      at += inWord;
    }
    return count;
  }
}
