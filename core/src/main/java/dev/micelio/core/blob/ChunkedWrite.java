package dev.micelio.core.blob;

import dev.micelio.core.digest.Hasher;
import dev.micelio.core.env.Env;
import dev.micelio.core.env.Task;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;

/// One blob of more than 4 MiB on its way into an object store: the caller's thread reads, cuts and
/// makes the digest of the whole, while others compress and store the chunks.
final class ChunkedWrite {
  private final Env env;
  private final Settling settling;
  private final Packers packers;
  private final int chunksMax;
  private final Hasher whole = new Hasher();
  private final Manifest.Builder manifest = new Manifest.Builder();
  private final ArrayDeque<Task<Blob>> underWay = new ArrayDeque<>();

  ChunkedWrite(Env env, Settling settling, Packers packers, int chunksMax) {
    this.env = env;
    this.settling = settling;
    this.packers = packers;
    this.chunksMax = chunksMax;
  }

  /// `source` holds the beginning of the blob, and `in` gives the rest.
  Blob write(Packer source, InputStream in) throws IOException {
    long size;
    try {
      size = cut(source, in);
      while (!underWay.isEmpty()) {
        manifest.add(underWay.remove().await());
      }
    } finally {
      awaitTheOthers();
    }
    var blob = new Blob(whole.digest(), size);
    settling.chunked(blob.digest(), manifest.stored());
    return blob;
  }

  private long cut(Packer source, InputStream in) throws IOException {
    long size = 0;
    boolean ended = false;
    for (int from = 0; from < source.size() || !ended; ) {
      if (!ended && source.size() - from < BlobFormat.CHUNK_SIZE_MAX) {
        ended = source.refill(in, from);
        from = 0;
        continue;
      }
      int length = Chunker.cut(source.raw(), from, source.size());
      size += length;
      if (size > BlobFormat.SIZE_MAX) {
        throw Faults.largerThan(BlobFormat.SIZE_MAX, "the content");
      }
      whole.update(source.raw(), from, length);
      begin(source.raw(), from, length);
      from += length;
    }
    return size;
  }

  private void begin(byte[] raw, int from, int length) {
    if (underWay.size() == chunksMax) {
      manifest.add(underWay.remove().await());
    }
    var packer = packers.take();
    packer.copy(raw, from, length);
    underWay.add(env.fork("blob-chunk", () -> store(packer)));
  }

  private Blob store(Packer packer) {
    try {
      var chunk = packer.blob();
      settling.whole(chunk, packer);
      return chunk;
    } finally {
      packers.giveBack(packer);
    }
  }

  /// After a failure: the packers are closed when nobody uses them any more.
  private void awaitTheOthers() {
    for (var task = underWay.poll(); task != null; task = underWay.poll()) {
      try {
        task.await();
      } catch (RuntimeException | Error _) {
        // the failure that ends the write is on its way already
      }
    }
  }
}
