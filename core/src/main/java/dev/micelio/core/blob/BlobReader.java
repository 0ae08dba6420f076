package dev.micelio.core.blob;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.Range;
import dev.micelio.core.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Blobs from an object store, verified. What it holds in memory does not grow with the blob, but
/// for the list of its chunks.
public final class BlobReader {
  private final Env env;
  private final ObjectStore objects;

  public BlobReader(Env env, ObjectStore objects) {
    this.env = env;
    this.objects = objects;
  }

  /// The whole blob. Its last bytes come only when all of them have the digest.
  public Content open(Digest digest) {
    return open(digest, Range.ALL);
  }

  /// The part of a blob that `range` names; of a chunked blob only the chunks that it touches are
  /// read. Such a part is proved to be what the list of chunks says, and the list itself only by
  /// reading the whole.
  public Content open(Digest digest, Range range) {
    try (var fetch = objects.get(BlobFormat.key(digest))) {
      return switch (fetch) {
        case Fetch.Absent _ -> new Content.Absent();
        case Fetch.Found found -> content(digest, stored(digest, found), range);
      };
    }
  }

  private Content.Found content(Digest digest, byte[] stored, Range range) {
    if (isChunked(stored)) {
      var manifest = Manifest.read(digest, stored);
      return new Content.Found(
          manifest.size(), new ChunkStream(env, this, digest, manifest, range));
    }
    byte[] raw = Unpacker.unpack(digest, stored, BlobFormat.WHOLE_SIZE_MAX);
    int from = (int) Math.min(range.offset(), raw.length);
    int length = (int) range.lengthWithin(raw.length);
    return new Content.Found(raw.length, new ByteArrayInputStream(raw, from, length));
  }

  private static boolean isChunked(byte[] stored) {
    return ByteBuffer.wrap(stored).getInt() == BlobFormat.CHUNKED_MAGIC;
  }

  /// A chunk of `digest`: `size` bytes stored whole.
  byte[] chunk(Digest digest, Digest chunk, int size) {
    try (var fetch = objects.get(BlobFormat.key(chunk))) {
      byte[] raw =
          switch (fetch) {
            case Fetch.Absent _ -> throw Faults.chunkMissing(digest, chunk);
            case Fetch.Found found -> Unpacker.unpack(chunk, stored(chunk, found), size);
          };
      if (raw.length != size) {
        throw Faults.malformed(
            digest, "its chunk " + chunk + " has " + raw.length + " bytes, not " + size);
      }
      return raw;
    }
  }

  /// What lies under a blob's key. `ours`, where given, is a stored form known to be right.
  Standing standing(Digest digest, byte @Nullable [] ours) {
    try (var fetch = objects.get(BlobFormat.key(digest))) {
      return switch (fetch) {
        case Fetch.Absent _ -> new Standing.Missing();
        case Fetch.Found found ->
            isRight(digest, found, ours)
                ? new Standing.Right()
                : new Standing.Wrong(found.version());
      };
    }
  }

  private boolean isRight(Digest digest, Fetch.Found found, byte @Nullable [] ours) {
    try {
      byte[] stored = stored(digest, found);
      if (!Arrays.equals(stored, ours)) {
        drain(content(digest, stored, Range.ALL));
      }
      return true;
    } catch (Problem problem) {
      if (problem.kind() == Problem.Kind.CORRUPT) {
        return false;
      }
      throw problem;
    }
  }

  private static void drain(Content.Found content) {
    try (var body = content.body()) {
      body.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new IllegalStateException("a blob that can not be read is a problem already", e);
    }
  }

  /// The whole object, after its header has said how large it may be.
  private static byte[] stored(Digest digest, Fetch.Found found) {
    var header = new byte[BlobFormat.HEADER_SIZE];
    InputStream body = found.body();
    try {
      int read = body.readNBytes(header, 0, header.length);
      checkSize(digest, ByteBuffer.wrap(header), read, found.size());
      var stored = Arrays.copyOf(header, (int) found.size());
      int rest = stored.length - header.length;
      if (body.readNBytes(stored, header.length, rest) < rest || body.read() >= 0) {
        throw Faults.malformed(digest, "it does not have the " + found.size() + " bytes it should");
      }
      return stored;
    } catch (IOException e) {
      throw Faults.readBroken(digest, e);
    }
  }

  private static void checkSize(Digest digest, ByteBuffer header, int read, long size) {
    if (read < BlobFormat.HEADER_SIZE || size < BlobFormat.HEADER_SIZE) {
      throw Faults.malformed(digest, "it ends within its header");
    }
    switch (header.getInt()) {
      case BlobFormat.WHOLE_MAGIC -> {
        if (size > BlobFormat.STORED_SIZE_MAX) {
          throw Faults.malformed(digest, "a whole blob stored in " + size + " bytes");
        }
      }
      case BlobFormat.CHUNKED_MAGIC -> {
        String fault = Manifest.countFault(Integer.toUnsignedLong(header.getInt()), size);
        if (!fault.isEmpty()) {
          throw Faults.malformed(digest, fault);
        }
      }
      default -> throw Faults.malformed(digest, "it begins with neither MICB nor MICC");
    }
  }
}
