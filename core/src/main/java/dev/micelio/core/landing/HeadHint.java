package dev.micelio.core.landing;

import dev.micelio.core.bytes.ByteReader;
import dev.micelio.core.bytes.ByteWriter;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.problem.Problem;
import java.util.Optional;

/// What the object `head` says: how far the log is at least, and up to where everything that is
/// derived from single commits has been made. Nothing is ever decided by it.
public record HeadHint(long position, Digest tree, Hlc at) {
  static final int SIZE_BYTES = 48;

  static HeadHint of(Tail tail) {
    return new HeadHint(tail.position(), tail.tree(), tail.at());
  }

  byte[] encode() {
    return new ByteWriter(SIZE_BYTES).u64(position).digest(tree).u64(at.bits()).toBytes();
  }

  /// Empty when what was found is no hint: it is then as if there were none.
  static Optional<HeadHint> read(Fetch.Found found) {
    return found.size() == SIZE_BYTES ? decode(found.bytes(SIZE_BYTES)) : Optional.empty();
  }

  private static Optional<HeadHint> decode(byte[] bytes) {
    try {
      var reader = new ByteReader("a head", bytes);
      var hint = new HeadHint(reader.u64(), reader.digest(), new Hlc(reader.u64()));
      reader.end();
      return hint.position < 1 ? Optional.empty() : Optional.of(hint);
    } catch (Problem _) { // not trusted, and not needed
      return Optional.empty();
    }
  }
}
