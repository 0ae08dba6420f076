package dev.micelio.core.blob;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.objects.Key;

/// What version 1 of the stored form allows, as docs/formats/blob.md says.
public final class BlobFormat {
  /// The largest blob that is stored whole.
  public static final int WHOLE_SIZE_MAX = 4 << 20;

  /// The largest stored form of a whole blob.
  public static final int STORED_SIZE_MAX = WHOLE_SIZE_MAX + (64 << 10);

  public static final int CHUNK_SIZE_MIN = 64 << 10;
  public static final int CHUNK_SIZE_TARGET = 256 << 10;
  public static final int CHUNK_SIZE_MAX = 1 << 20;
  public static final int CHUNKS_MAX = 1 << 20;

  /// The largest blob. As many of the smallest chunks as there may be: no content of this size runs
  /// out of chunks.
  public static final long SIZE_MAX = (long) CHUNKS_MAX * CHUNK_SIZE_MIN;

  static final int HEADER_SIZE = 8;
  static final int WHOLE_MAGIC = 0x4d494342;
  static final int CHUNKED_MAGIC = 0x4d494343;

  private BlobFormat() {}

  /// Where a blob lies, below a project's prefix.
  public static Key key(Digest digest) {
    String hex = digest.hex();
    return new Key("blobs/" + hex.substring(0, 2) + "/" + hex);
  }
}
