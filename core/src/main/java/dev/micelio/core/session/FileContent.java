package dev.micelio.core.session;

import dev.micelio.core.digest.Digest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a file of a change holds: any bytes, also none.
public sealed interface FileContent {
  /// Content of this size and more is kept as a blob, never inline.
  int INLINE_BYTES_LIMIT = 100 << 10;

  Digest digest();

  long size();

  /// The bytes are copied.
  static FileContent inline(byte[] bytes) {
    return new Inline(bytes.clone());
  }

  /// Content that lies in the project's blobs.
  static FileContent stored(Digest digest, long size) {
    return new Stored(digest, size);
  }

  /// Kept in the session itself. Digest and size follow from the bytes.
  final class Inline implements FileContent {
    private final byte[] bytes;
    private final Digest digest;

    private Inline(byte[] own) {
      if (own.length >= INLINE_BYTES_LIMIT) {
        throw Bounds.badField(
            "inline content has %d bytes where less than %d are allowed"
                .formatted(own.length, INLINE_BYTES_LIMIT),
            "put it into a blob and give its digest");
      }
      this.bytes = own;
      this.digest = Digest.of(own);
    }

    /// A copy.
    public byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public Digest digest() {
      return digest;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Inline that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return digest.hashCode();
    }

    @Override
    public String toString() {
      return "Inline[" + digest + ", " + bytes.length + " bytes]";
    }
  }

  record Stored(Digest digest, long size) implements FileContent {
    public Stored {
      if (size < 0) {
        throw Bounds.badField("content has the size " + size, "give the size of its raw bytes");
      }
    }
  }
}
