package dev.micelio.core.objects.tiered;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/// How much a directory holds at most: what was promised to writers and not yet seen to be free.
record Usage(long bytes, long entries) {
  private static final int SIZE_BYTES = 2 * Long.BYTES;

  /// Null when the file does not say.
  static @Nullable Usage read(FileChannel file) throws IOException {
    var buffer = ByteBuffer.allocate(SIZE_BYTES);
    while (buffer.hasRemaining() && file.read(buffer, buffer.position()) > 0) {}
    if (buffer.hasRemaining()) {
      return null;
    }
    var usage = new Usage(buffer.flip().getLong(), buffer.getLong());
    return usage.bytes < 0 || usage.entries < 0 ? null : usage;
  }

  void write(FileChannel file) throws IOException {
    var buffer = ByteBuffer.allocate(SIZE_BYTES).putLong(bytes).putLong(entries).flip();
    while (buffer.hasRemaining()) {
      file.write(buffer, buffer.position());
    }
  }

  Usage plus(long moreBytes) {
    return new Usage(bytes + moreBytes, entries + 1);
  }
}
