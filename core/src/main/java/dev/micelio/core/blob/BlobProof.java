package dev.micelio.core.blob;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.tiered.Addressing;
import dev.micelio.core.problem.Problem;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which stored bytes belong under which key: the [Addressing] of blobs, for caches, which must not
/// keep what nobody proved. Whatever prefix stands before a blob's key makes no difference.
public final class BlobProof {
  private static final Pattern KEY =
      Pattern.compile("(?:.+/)?blobs/([0-9a-f]{2})/(\\1[0-9a-f]{62})");

  public static final Addressing ADDRESSING =
      key -> digest(key).map(digest -> stored -> holds(digest, stored));

  private BlobProof() {}

  private static Optional<Digest> digest(Key key) {
    var matcher = KEY.matcher(key.text());
    return matcher.matches() ? Optional.of(Digest.parse(matcher.group(2))) : Optional.empty();
  }

  /// Whether `stored` is a stored form of that blob by itself. A list of chunks never is: only
  /// reading all of them proves it.
  private static boolean holds(Digest digest, byte[] stored) {
    try {
      Unpacker.unpack(digest, stored, BlobFormat.WHOLE_SIZE_MAX);
      return true;
    } catch (Problem _) { // of kind CORRUPT: it has its bytes already and asks nobody
      return false;
    }
  }
}
