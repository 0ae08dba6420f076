package dev.micelio.core.nix;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Writes a NAR as it is told what is in it. Whoever tells keeps the order: the names of a
/// directory ascend by their bytes. [#finish] writes what is held back. For one thread.
public final class NarWriter implements NarVisitor {
  static final String MAGIC = "nix-archive-1";

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int BUFFER_BYTES = 1 << 16;
  private static final byte[] NOTHING = {};

  private static final byte[] NODE = words("(", "type");
  private static final byte[] REGULAR = words("regular");
  private static final byte[] EXECUTABLE = words("executable", "");
  private static final byte[] CONTENTS = words("contents");
  private static final byte[] SYMLINK = words("symlink", "target");
  private static final byte[] DIRECTORY = words("directory");
  private static final byte[] ENTRY = words("entry", "(", "name");
  private static final byte[] ENTRY_NODE = words("node");
  private static final byte[] END = words(")");

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int buffered;

  public NarWriter(OutputStream out) throws IOException {
    this.out = out;
    raw(words(MAGIC));
  }

  @Override
  public void file(boolean executable, long size, InputStream content) throws IOException {
    raw(NODE);
    raw(REGULAR);
    if (executable) {
      raw(EXECUTABLE);
    }
    raw(CONTENTS);
    number(size);
    long left = size;
    while (left > 0) {
      room(1);
      int read = content.read(buffer, buffered, (int) Math.min(left, BUFFER_BYTES - buffered));
      if (read < 0) {
        throw new EOFException("%d bytes of a file of %d are missing".formatted(left, size));
      }
      buffered += read;
      left -= read;
    }
    padding(size);
    raw(END);
  }

  @Override
  public void link(byte[] target) throws IOException {
    raw(NODE);
    raw(SYMLINK);
    string(target);
    raw(END);
  }

  @Override
  public void directory() throws IOException {
    raw(NODE);
    raw(DIRECTORY);
  }

  @Override
  public void entry(byte[] name) throws IOException {
    raw(ENTRY);
    string(name);
    raw(ENTRY_NODE);
  }

  @Override
  public void endEntry() throws IOException {
    raw(END);
  }

  @Override
  public void endDirectory() throws IOException {
    raw(END);
  }

  /// All of it has left; the stream stays open.
  public void finish() throws IOException {
    flush();
    out.flush();
  }

  private void string(byte[] bytes) throws IOException {
    number(bytes.length);
    raw(bytes);
    padding(bytes.length);
  }

  private void number(long value) throws IOException {
    room(Long.BYTES);
    LONG.set(buffer, buffered, value);
    buffered += Long.BYTES;
  }

  private void padding(long size) throws IOException {
    int count = (int) (-size & (Long.BYTES - 1));
    room(count);
    Arrays.fill(buffer, buffered, buffered + count, (byte) 0);
    buffered += count;
  }

  private void raw(byte[] bytes) throws IOException {
    if (bytes.length > BUFFER_BYTES) {
      flush();
      out.write(bytes);
      return;
    }
    room(bytes.length);
    System.arraycopy(bytes, 0, buffer, buffered, bytes.length);
    buffered += bytes.length;
  }

  private void room(int count) throws IOException {
    if (BUFFER_BYTES - buffered < count) {
      flush();
    }
  }

  private void flush() throws IOException {
    out.write(buffer, 0, buffered);
    buffered = 0;
  }

  /// The fixed words of the format, as they stand in it.
  private static byte[] words(String... words) {
    byte[] all = NOTHING;
    for (String word : words) {
      int start = all.length;
      int padded = (word.length() + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
      all = Arrays.copyOf(all, start + Long.BYTES + padded);
      LONG.set(all, start, (long) word.length());
      System.arraycopy(word.getBytes(US_ASCII), 0, all, start + Long.BYTES, word.length());
    }
    return all;
  }
}
