package dev.micelio.core.blob;

import dev.micelio.core.env.Env;
import dev.micelio.core.objects.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// Content into an object store. A blob that was answered is stored, all of it; what is there
/// already is not sent again.
///
/// Memory is bounded, whatever is written: at most `parallelMax` files or chunks are under way,
/// each with its raw bytes (of a file up to 4 MiB, of a chunk up to 1 MiB), their stored form and a
/// compressor.
public final class BlobWriter {
  public static final int PARALLEL_MAX = 256;

  private final Env env;
  private final Settling settling;
  private final int parallelMax;

  public BlobWriter(Env env, ObjectStore objects, Existing existing, int parallelMax) {
    if (parallelMax < 1 || parallelMax > PARALLEL_MAX) {
      throw new IllegalArgumentException("1 to " + PARALLEL_MAX + " at once, not " + parallelMax);
    }
    this.env = env;
    this.settling = new Settling(objects, new BlobReader(env, objects), existing);
    this.parallelMax = parallelMax;
  }

  public Blob write(byte[] bytes) {
    return write(new ByteArrayInputStream(bytes));
  }

  /// Reads `in` to its end and leaves it open. Its size need not be known.
  public Blob write(InputStream in) {
    try (var packers = new Packers()) {
      return write(in, 0, packers, parallelMax);
    } catch (IOException e) {
      throw Faults.unreadable("a stream", e);
    }
  }

  public Blob write(Path file) {
    try (var packers = new Packers()) {
      return write(file, size(file), packers, parallelMax);
    }
  }

  /// Stores files, many at once, and answers in their order. Only regular files: a symbolic link is
  /// a problem, since what it names may lie outside of what the caller meant.
  public List<Blob> ingest(List<Path> files) {
    try (var packers = new Packers()) {
      var sizes = env.all("blob-size", files, parallelMax, BlobWriter::size);
      var small = new ArrayList<Path>();
      for (int i = 0; i < sizes.size(); i++) {
        if (sizes.get(i) <= BlobFormat.WHOLE_SIZE_MAX) {
          small.add(files.get(i));
        }
      }
      // a file that has grown since then is cut into chunks one at a time, to keep the bound
      var whole =
          env.all("blob-ingest", small, parallelMax, file -> write(file, 0, packers, 1)).iterator();
      var blobs = new ArrayList<Blob>(files.size());
      for (int i = 0; i < sizes.size(); i++) {
        blobs.add(
            sizes.get(i) <= BlobFormat.WHOLE_SIZE_MAX
                ? whole.next()
                : write(files.get(i), sizes.get(i), packers, parallelMax));
      }
      return blobs;
    }
  }

  private static long size(Path file) {
    try {
      var attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        throw new IOException("it is not a regular file");
      }
      return attributes.size();
    } catch (IOException e) {
      throw Faults.unreadable(file.toString(), e);
    }
  }

  private Blob write(Path file, long sizeExpected, Packers packers, int chunksMax) {
    try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return write(in, sizeExpected, packers, chunksMax);
    } catch (IOException e) {
      throw Faults.unreadable(file.toString(), e);
    }
  }

  private Blob write(InputStream in, long sizeExpected, Packers packers, int chunksMax)
      throws IOException {
    var packer = packers.take();
    try {
      if (!packer.fill(in, sizeExpected)) {
        return new ChunkedWrite(env, settling, packers, chunksMax).write(packer, in);
      }
      var blob = packer.blob();
      settling.whole(blob, packer);
      return blob;
    } finally {
      packers.giveBack(packer);
    }
  }
}
