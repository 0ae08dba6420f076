package dev.micelio.core.nix;

import dev.micelio.core.digest.Hasher;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.text.Shown;
import dev.micelio.core.tree.Entry;
import java.io.IOException;
import java.io.InputStream;

/// The content of one entry while it is read, held against what the tree says of it. Reading fails
/// with a problem, never otherwise. For one thread.
final class VerifiedContent extends InputStream {
  private final Entry entry;
  private final InputStream in;
  private final Hasher hasher = new Hasher();
  private long left;

  private VerifiedContent(Entry entry, InputStream in) {
    this.entry = entry;
    this.in = in;
    this.left = entry.size();
  }

  static VerifiedContent open(Entry entry, ContentSource contents) {
    try {
      return new VerifiedContent(entry, contents.open(entry));
    } catch (IOException e) {
      throw unreadable(entry, e);
    }
  }

  @Override
  public int read() {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (left == 0) {
      return -1;
    }
    int read = raw(bytes, offset, (int) Math.min(left, length));
    if (read < 0) {
      throw changed();
    }
    hasher.update(bytes, offset, read);
    left -= read;
    return read;
  }

  /// All of it, as the target of a link.
  byte[] target() throws IOException {
    if (left > NarReader.LINK_BYTES_MAX) {
      throw Faults.malformed(
          "the link " + Shown.text(entry.path().text()),
          "a target of %d bytes where at most %d are allowed"
              .formatted(left, NarReader.LINK_BYTES_MAX));
    }
    return readNBytes((int) left);
  }

  /// Nothing follows, and it was what it had to be.
  void verify() {
    if (left != 0 || raw(new byte[1], 0, 1) >= 0 || !hasher.digest().equals(entry.digest())) {
      throw changed();
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw unreadable(entry, e);
    }
  }

  private int raw(byte[] bytes, int offset, int length) {
    try {
      return in.read(bytes, offset, length);
    } catch (IOException e) {
      throw unreadable(entry, e);
    }
  }

  private Problem changed() {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "nix.content-changed",
        Shown.text(entry.path().text()) + " is not what it was when the tree was made",
        "run it again; it begins with what is there now");
  }

  private static Problem unreadable(Entry entry, IOException e) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "nix.content-unreadable",
        Shown.text(entry.path().text()) + " can not be read: " + Shown.brief(String.valueOf(e)),
        "see that it is there and that you may read it, then run it again",
        e);
  }
}
