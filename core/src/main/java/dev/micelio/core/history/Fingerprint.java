package dev.micelio.core.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.bytes.ByteWriter;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.digest.Hasher;
import dev.micelio.core.id.Id;
import dev.micelio.core.tree.TreePath;

/// 64 bits that stand for something that a landing has to do with: a path that it changed or a
/// directory above one, which are one name space, or its session. Two things may share one: whoever
/// finds a fingerprint looks into the landing.
final class Fingerprint {
  private static final int PATH = 0;
  private static final int SESSION = 1;

  private Fingerprint() {}

  /// Of a file or a directory, whichever it is.
  static long of(TreePath path) {
    byte[] text = path.text().getBytes(UTF_8);
    return ofPath(new Hasher(), text, text.length);
  }

  static long of(Id session) {
    var writer = new ByteWriter(1 + Id.SIZE_BYTES).u8(SESSION);
    session.write(writer);
    return Digest.of(writer.toBytes()).first();
  }

  /// Of the path that the first `length` bytes of `text` are.
  static long ofPath(Hasher hasher, byte[] text, int length) {
    hasher.update(new byte[] {PATH}, 0, 1);
    hasher.update(text, 0, length);
    return hasher.digest().first();
  }
}
