package dev.micelio.core.blob;

import dev.micelio.core.bytes.ByteReader;
import dev.micelio.core.bytes.ByteWriter;
import dev.micelio.core.digest.Digest;
import java.util.Arrays;

/// The chunks of a large blob, in order. Kept as they are stored, since there may be a million.
final class Manifest {
  private static final int SIZE_BYTES_MAX_OF_VARINT = 3;
  static final int STORED_SIZE_MAX =
      BlobFormat.HEADER_SIZE
          + BlobFormat.CHUNKS_MAX * (Digest.SIZE_BYTES + SIZE_BYTES_MAX_OF_VARINT);

  private final byte[] stored;
  private final long[] ends;

  private Manifest(byte[] stored, long[] ends) {
    this.stored = stored;
    this.ends = ends;
  }

  /// Why a stored form of `storedSize` bytes can not hold this many chunks, or "".
  static String countFault(long chunks, long storedSize) {
    if (chunks < 1 || chunks > BlobFormat.CHUNKS_MAX) {
      return "it has " + chunks + " chunks, not 1 to " + BlobFormat.CHUNKS_MAX;
    }
    long least = BlobFormat.HEADER_SIZE + chunks * (Digest.SIZE_BYTES + 1);
    long most = BlobFormat.HEADER_SIZE + chunks * (Digest.SIZE_BYTES + SIZE_BYTES_MAX_OF_VARINT);
    return storedSize < least || storedSize > most
        ? "a list of " + chunks + " chunks can not have " + storedSize + " bytes"
        : "";
  }

  /// Reads a whole stored form, which becomes the manifest's own.
  static Manifest read(Digest digest, byte[] stored) {
    var in = new ByteReader("the stored form of " + digest, stored);
    in.magic("MICC");
    long count = in.u32();
    String fault = countFault(count, stored.length);
    if (!fault.isEmpty()) {
      throw Faults.malformed(digest, fault);
    }
    int sizesAt = BlobFormat.HEADER_SIZE + (int) count * Digest.SIZE_BYTES;
    long[] ends = ends(digest, (int) count, stored, sizesAt);
    long size = ends[ends.length - 1];
    if (size <= BlobFormat.WHOLE_SIZE_MAX || size > BlobFormat.SIZE_MAX) {
      throw Faults.malformed(digest, "no blob of " + size + " bytes is stored in chunks");
    }
    return new Manifest(stored, ends);
  }

  private static long[] ends(Digest digest, int count, byte[] stored, int sizesAt) {
    var in =
        new ByteReader("the list of chunks of " + digest, stored, sizesAt, stored.length - sizesAt);
    var ends = new long[count];
    long end = 0;
    for (int i = 0; i < count; i++) {
      int size = in.count("bytes in a chunk", BlobFormat.CHUNK_SIZE_MAX);
      if (size == 0) {
        throw in.corrupt("a chunk of no bytes");
      }
      end += size;
      ends[i] = end;
    }
    in.end();
    return ends;
  }

  int count() {
    return ends.length;
  }

  long size() {
    return ends[ends.length - 1];
  }

  Digest chunk(int index) {
    return Digest.at(stored, BlobFormat.HEADER_SIZE + index * Digest.SIZE_BYTES);
  }

  long start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  int chunkSize(int index) {
    return (int) (ends[index] - start(index));
  }

  /// Which chunk has the byte at `offset`, which is less than [#size].
  int indexAt(long offset) {
    int found = Arrays.binarySearch(ends, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /// A manifest in the making.
  static final class Builder {
    private final ByteWriter digests = new ByteWriter(0);
    private final ByteWriter sizes = new ByteWriter(0);
    private int count;

    void add(Blob chunk) {
      digests.digest(chunk.digest());
      sizes.varint(chunk.size());
      count++;
    }

    byte[] stored() {
      return new ByteWriter(BlobFormat.HEADER_SIZE + digests.size() + sizes.size())
          .magic("MICC")
          .u32(count)
          .bytes(digests.toBytes())
          .bytes(sizes.toBytes())
          .toBytes();
    }
  }
}
