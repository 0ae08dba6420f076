package dev.micelio.core.blob;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.PutAnswer;
import org.jspecify.annotations.Nullable;

/// Puts stored forms under their keys. A put that was lost says only that somebody's bytes are
/// there: they are read before they are trusted, and replaced when they are not the content.
final class Settling {
  /// How often a key may turn out to be something else than a moment ago.
  static final int ATTEMPTS_MAX = 8;

  private final ObjectStore objects;
  private final BlobReader reader;
  private final Existing existing;

  Settling(ObjectStore objects, BlobReader reader, Existing existing) {
    this.objects = objects;
    this.reader = reader;
    this.existing = existing;
  }

  /// Stores what the packer holds; compresses it only when it is not there.
  void whole(Blob blob, Packer packer) {
    var standing = before(blob.digest());
    if (!(standing instanceof Standing.Right)) {
      settle(blob.digest(), packer.pack(), null, standing);
    }
  }

  /// Stores a list of chunks that are stored already.
  void chunked(Digest digest, byte[] stored) {
    settle(digest, Body.of(stored), stored, new Standing.Missing());
  }

  private Standing before(Digest digest) {
    return switch (existing) {
      case BELIEVED ->
          switch (objects.head(BlobFormat.key(digest))) {
            case Lookup.Found _ -> new Standing.Right();
            case Lookup.Absent _ -> new Standing.Missing();
          };
      case PROVED -> reader.standing(digest, null);
    };
  }

  private void settle(Digest digest, Body body, byte @Nullable [] ours, Standing before) {
    var standing = before;
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      boolean settled =
          switch (standing) {
            case Standing.Right _ -> true;
            case Standing.Missing _ -> isStored(digest, body, Condition.ABSENT);
            case Standing.Wrong(var version) -> isStored(digest, body, Condition.matches(version));
          };
      if (settled) {
        return;
      }
      standing = reader.standing(digest, ours);
    }
    throw Faults.contended(digest);
  }

  private boolean isStored(Digest digest, Body body, Condition condition) {
    return switch (objects.put(BlobFormat.key(digest), body, condition)) {
      case PutAnswer.Stored _ -> true;
      case PutAnswer.Lost _ -> false;
    };
  }
}
