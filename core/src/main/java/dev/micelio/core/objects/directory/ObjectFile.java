package dev.micelio.core.objects.directory;

import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Range;
import dev.micelio.core.objects.Version;
import dev.micelio.core.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Objects;

/// The bytes of an object in its file: `MICO` · u32 1 · 16 bytes of version · u64 length of the
/// body · the body. Big-endian.
final class ObjectFile {
  static final int HEADER_BYTES = 32;
  static final int VERSION_BYTES = 16;
  private static final int MAGIC = 0x4d49434f; // MICO
  private static final int FORMAT = 1;

  /// A body up to this size is written, and one up to [#READ_AHEAD_BYTES] read, in one call.
  private static final int WRITE_BYTES = 256 * 1024;

  private static final int READ_AHEAD_BYTES = 8 * 1024;

  private ObjectFile() {}

  static Version version(byte[] id) {
    return new Version(HexFormat.of().formatHex(id));
  }

  /// Writes a new file and makes its bytes durable, not its name.
  static void write(Path file, byte[] version, Body body, Steps steps) throws IOException {
    var buffer =
        ByteBuffer.allocate((int) Math.min(HEADER_BYTES + body.size(), WRITE_BYTES))
            .putInt(MAGIC)
            .putInt(FORMAT)
            .put(version)
            .putLong(body.size());
    steps.before("create the temporary file");
    try (InputStream in = body.openExactly();
        var channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      boolean end = false;
      while (!end) {
        end = fill(buffer, in);
        buffer.flip();
        steps.before("write to the temporary file");
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        buffer.clear();
      }
      steps.before("sync the temporary file");
      channel.force(false);
    }
  }

  /// True at the end of `in`.
  private static boolean fill(ByteBuffer buffer, InputStream in) throws IOException {
    while (buffer.hasRemaining()) {
      int count =
          in.read(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
      if (count < 0) {
        return true;
      }
      buffer.position(buffer.position() + count);
    }
    return false;
  }

  /// An open object file. `ahead` holds the beginning of the body.
  record Opened(FileChannel channel, Version version, long size, ByteBuffer ahead) {

    /// The part of the body, which closes the file when it is closed, or at once when it was read
    /// already.
    InputStream body(Range range) throws IOException {
      long length = range.lengthWithin(size);
      if (length == 0 || range.offset() + length <= ahead.limit()) {
        channel.close();
        int offset = length == 0 ? 0 : (int) range.offset();
        return new ByteArrayInputStream(ahead.array(), ahead.arrayOffset() + offset, (int) length);
      }
      return new Part(channel, HEADER_BYTES + range.offset(), length);
    }
  }

  static Opened open(Path file, int aheadBytes) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try {
      var buffer = ByteBuffer.allocate(HEADER_BYTES + aheadBytes);
      while (buffer.hasRemaining() && channel.read(buffer, buffer.position()) > 0) {}
      long found = buffer.hasRemaining() ? buffer.position() : channel.size();
      return opened(file, channel, buffer.flip(), found);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  static Opened open(Path file) throws IOException {
    return open(file, READ_AHEAD_BYTES);
  }

  static Version versionOf(Path file) throws IOException {
    var opened = open(file, 0);
    opened.channel.close();
    return opened.version;
  }

  private static Opened opened(Path file, FileChannel channel, ByteBuffer bytes, long found) {
    if (bytes.remaining() < HEADER_BYTES) {
      throw corrupt(file, "it has " + found + " bytes, less than a header");
    }
    int magic = bytes.getInt();
    int format = bytes.getInt();
    var id = new byte[VERSION_BYTES];
    bytes.get(id);
    long size = bytes.getLong();
    if (magic != MAGIC || format != FORMAT) {
      throw corrupt(file, "its header is not MICO 1");
    }
    if (size < 0 || found - HEADER_BYTES != size) {
      throw corrupt(
          file, "its header says " + size + " bytes, and " + (found - HEADER_BYTES) + " are there");
    }
    return new Opened(channel, version(id), size, bytes.slice());
  }

  static Problem corrupt(Path file, String what) {
    return new Problem(
        Problem.Kind.CORRUPT,
        "objects.damaged-file",
        "the object file " + file + " is damaged: " + what,
        "restore it from a backup; until then keep everything else from writing to it");
  }

  private static final class Part extends InputStream {
    private final FileChannel channel;
    private long position;
    private long rest;

    Part(FileChannel channel, long position, long rest) {
      this.channel = channel;
      this.position = position;
      this.rest = rest;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, buffer.length);
      if (rest == 0 || length == 0) {
        return length == 0 ? 0 : -1;
      }
      int wanted = (int) Math.min(length, rest);
      int count = channel.read(ByteBuffer.wrap(buffer, offset, wanted), position);
      if (count < 0) {
        throw new EOFException("an object file was cut while it was read");
      }
      position += count;
      rest -= count;
      return count;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
