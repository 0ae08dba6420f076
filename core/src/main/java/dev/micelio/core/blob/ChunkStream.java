package dev.micelio.core.blob;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.digest.Hasher;
import dev.micelio.core.env.Env;
import dev.micelio.core.env.Task;
import dev.micelio.core.objects.Range;
import dev.micelio.core.problem.Problem;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Objects;

/// A chunked blob, or a part of it, as a stream. Reads a few chunks ahead; gives out the last chunk
/// of a whole blob only when the whole has its digest.
final class ChunkStream extends InputStream {
  /// How many chunks are read before they are asked for.
  static final int CHUNKS_AHEAD_MAX = 4;

  private final Env env;
  private final BlobReader reader;
  private final Digest digest;
  private final Manifest manifest;
  private final boolean isWhole;
  private final Hasher whole = new Hasher();
  private final ArrayDeque<Task<byte[]>> ahead = new ArrayDeque<>();

  /// The next chunk to be begun, and the first that is not part of the range.
  private int next;

  private int stop;
  private byte[] chunk = new byte[0];
  private int at;
  private int skip;
  private long left;

  ChunkStream(Env env, BlobReader reader, Digest digest, Manifest manifest, Range range) {
    this.env = env;
    this.reader = reader;
    this.digest = digest;
    this.manifest = manifest;
    left = range.lengthWithin(manifest.size());
    isWhole = left == manifest.size();
    if (left > 0) {
      next = manifest.indexAt(range.offset());
      stop = manifest.indexAt(range.offset() + left - 1) + 1;
      skip = (int) (range.offset() - manifest.start(next));
      readAhead();
    }
  }

  private void readAhead() {
    while (ahead.size() < CHUNKS_AHEAD_MAX && next < stop) {
      var name = manifest.chunk(next);
      int size = manifest.chunkSize(next);
      ahead.add(env.fork("blob-read-" + next, () -> reader.chunk(digest, name, size)));
      next++;
    }
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
    if (left == 0) {
      return -1;
    }
    if (at == chunk.length) {
      advance();
    }
    int count = (int) Math.min(Math.min(length, left), chunk.length - at);
    System.arraycopy(chunk, at, buffer, offset, count);
    at += count;
    left -= count;
    return count;
  }

  private void advance() {
    var task = ahead.poll();
    if (task == null) {
      throw new IllegalStateException("read after it was closed, or after it failed");
    }
    chunk = task.await();
    at = skip;
    skip = 0;
    readAhead();
    if (isWhole) {
      whole.update(chunk, 0, chunk.length);
      if (chunk.length == left) {
        checkWhole();
      }
    }
  }

  private void checkWhole() {
    var found = whole.digest();
    if (!found.equals(digest)) {
      left = 0;
      throw Faults.otherContent(digest, found);
    }
  }

  @Override
  public int available() {
    return (int) Math.min(left, chunk.length - at);
  }

  /// Waits for the chunks that are under way, so that nothing of this read goes on behind its
  /// caller's back.
  @Override
  public void close() {
    next = stop;
    for (var task = ahead.poll(); task != null; task = ahead.poll()) {
      try {
        task.await();
      } catch (Problem _) {
        // of a chunk that nobody asked for
      }
    }
  }
}
