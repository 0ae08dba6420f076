package dev.micelio.core.nix;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.problem.Problem;
import dev.micelio.core.text.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// Walks a NAR that a stranger may have written, and tells a visitor. Only what Nix itself would
/// write is accepted: names ascend, padding is zero, nothing follows. What the visitor was told of
/// a NAR that is then refused is worth nothing. What the stream or the visitor throws goes through.
/// For one thread.
public final class NarReader {
  /// Of a name: as long as a path of a tree.
  public static final int NAME_BYTES_MAX = 4096;

  public static final int LINK_BYTES_MAX = 1 << 16;

  /// Directories in each other: as many as a path of a tree has room for.
  public static final int DEPTH_MAX = 2048;

  private static final String WHAT = "a NAR";
  private static final int WORD_BYTES_MAX = 16;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] NO_NAME = {};

  private final InputStream in;
  private final long bytesMax;
  private final byte[] eight = new byte[Long.BYTES];
  private long position;

  /// At most `bytesMax` bytes are a NAR here. They are read in small pieces: give a stream with a
  /// buffer.
  public NarReader(InputStream in, long bytesMax) {
    this.in = in;
    this.bytesMax = bytesMax;
  }

  /// The whole of it, to the end of the stream.
  public void walk(NarVisitor visitor) throws IOException {
    word(NarWriter.MAGIC);
    nodes(visitor);
    if (in.read() >= 0) {
      throw corrupt("bytes behind its end");
    }
  }

  /// Each open directory has the last name that was seen in it.
  private void nodes(NarVisitor visitor) throws IOException {
    Deque<byte[]> open = new ArrayDeque<>();
    boolean isDirectory = node(visitor);
    if (isDirectory) {
      open.push(NO_NAME);
    }
    while (!open.isEmpty()) {
      String word = word();
      if (word.equals("entry")) {
        byte[] name = name(open.pop());
        open.push(name);
        visitor.entry(name.clone());
        if (node(visitor)) {
          if (open.size() == DEPTH_MAX) {
            throw corrupt("more than " + DEPTH_MAX + " directories in each other");
          }
          open.push(NO_NAME);
        } else {
          word(")");
          visitor.endEntry();
        }
      } else if (word.equals(")")) {
        open.pop();
        visitor.endDirectory();
        if (!open.isEmpty()) {
          word(")");
          visitor.endEntry();
        }
      } else {
        throw expected("entry or )", word);
      }
    }
  }

  /// One node whole; of a directory only its beginning, and true.
  private boolean node(NarVisitor visitor) throws IOException {
    word("(");
    word("type");
    String type = word();
    switch (type) {
      case "regular" -> file(visitor);
      case "symlink" -> {
        word("target");
        byte[] target = string(LINK_BYTES_MAX, "a link's target");
        if (target.length == 0 || hasNul(target)) {
          throw corrupt("a link's target that is empty or has a NUL");
        }
        word(")");
        visitor.link(target);
      }
      case "directory" -> {
        visitor.directory();
        return true;
      }
      default -> throw expected("regular, symlink or directory", type);
    }
    return false;
  }

  private void file(NarVisitor visitor) throws IOException {
    String word = word();
    boolean executable = word.equals("executable");
    if (executable) {
      word("");
      word = word();
    }
    if (!word.equals("contents")) {
      throw expected("contents", word);
    }
    long size = length(Long.MAX_VALUE, "a file");
    var content = new Content(size);
    visitor.file(executable, size, content);
    content.passOver();
    padding(size);
    word(")");
  }

  private byte[] name(byte[] last) throws IOException {
    word("(");
    word("name");
    byte[] name = string(NAME_BYTES_MAX, "a name");
    String text = new String(name, UTF_8);
    if (text.isEmpty()
        || text.equals(".")
        || text.equals("..")
        || text.indexOf('/') >= 0
        || hasNul(name)) {
      throw corrupt("the name " + Shown.text(text) + ", which no file can have,");
    }
    if (Arrays.compareUnsigned(last, name) >= 0) {
      throw corrupt("the name " + Shown.text(text) + " not in the order of names");
    }
    word("node");
    return name;
  }

  private static boolean hasNul(byte[] bytes) {
    for (byte b : bytes) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }

  private void word(String expected) throws IOException {
    String word = word();
    if (!word.equals(expected)) {
      throw expected(expected, word);
    }
  }

  private String word() throws IOException {
    return new String(string(WORD_BYTES_MAX, "a word"), UTF_8);
  }

  private byte[] string(int sizeMax, String of) throws IOException {
    int size = (int) length(sizeMax, of);
    byte[] bytes = in.readNBytes(size);
    position += bytes.length;
    if (bytes.length < size) {
      throw corrupt("only " + bytes.length + " of " + size + " bytes of " + of);
    }
    padding(size);
    return bytes;
  }

  private long length(long sizeMax, String of) throws IOException {
    eight(Long.BYTES);
    long length = (long) LONG.get(eight, 0);
    if (length < 0 || length > sizeMax) {
      throw corrupt(
          "%s of %s bytes where at most %d are allowed"
              .formatted(of, Long.toUnsignedString(length), sizeMax));
    }
    if (length > bytesMax - position) {
      throw corrupt("%s of %d bytes, more than %d in all".formatted(of, length, bytesMax));
    }
    return length;
  }

  private void padding(long size) throws IOException {
    int count = (int) (-size & (Long.BYTES - 1));
    eight(count);
    for (int i = 0; i < count; i++) {
      if (eight[i] != 0) {
        throw corrupt("padding that is not zero");
      }
    }
  }

  private void eight(int count) throws IOException {
    int read = in.readNBytes(eight, 0, count);
    position += read;
    if (read < count) {
      throw corrupt("its end too early");
    }
    if (position > bytesMax) {
      throw corrupt("more than the " + bytesMax + " bytes that are allowed");
    }
  }

  private Problem expected(String expected, String found) {
    return corrupt(
        "%s where %s belongs"
            .formatted(Shown.text(found), expected.isEmpty() ? "an empty word" : expected));
  }

  private Problem corrupt(String found) {
    return Faults.malformed(WHAT, found, position);
  }

  /// The content of one file, which a visitor may read or not.
  private final class Content extends InputStream {
    private long left;

    Content(long size) {
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (left == 0) {
        return -1;
      }
      int read = in.read(bytes, offset, (int) Math.min(left, length));
      if (read < 0) {
        throw corrupt(left + " bytes too few of a file");
      }
      left -= read;
      position += read;
      return read;
    }

    void passOver() throws IOException {
      var scratch = new byte[(int) Math.min(left, 1 << 13)];
      while (left > 0) {
        read(scratch, 0, scratch.length);
      }
    }
  }
}
