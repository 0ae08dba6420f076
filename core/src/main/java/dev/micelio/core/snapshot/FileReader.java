package dev.micelio.core.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.digest.Hasher;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads files to the digests of their content, one after the other. For one thread.
final class FileReader {
  static final int BUFFER_BYTES = 128 * 1024;

  /// A file that changes each time has a writer who will not be done in a moment.
  static final int ATTEMPTS_MAX = 3;

  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  /// A file that was read, or why not.
  sealed interface Outcome {
    /// `stat` is that of the file with just this content.
    record Taken(Entry entry, Stat stat) implements Outcome {}

    record Failed(Fault fault) implements Outcome {}
  }

  private final Watcher watcher;
  private final Hasher hasher = new Hasher();
  private final ByteBuffer buffer;

  /// `largestBytes` is about what the largest file has.
  FileReader(long largestBytes, Watcher watcher) {
    this.watcher = watcher;
    // one more than the file has, so that its end is seen with the same read
    buffer = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, largestBytes + 1));
  }

  Outcome read(Found found) {
    var kindKnown = found.stat().entry();
    if (found.known() != null && kindKnown != null) {
      return taken(found, kindKnown, found.known(), found.stat());
    }
    byte[] path = found.path().text().getBytes(UTF_8);
    try {
      var before = found.stat();
      for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
        var kind = before.entry();
        if (kind == null) {
          return new Outcome.Failed(Fault.changed(path, "it was a file before"));
        }
        var digest = digest(found.file(), kind, before.sizeBytes());
        var after = Stat.of(found.file());
        if (digest != null && before.equals(after)) {
          watcher.read(1, 0);
          return taken(found, kind, digest, before);
        }
        before = after;
      }
      return new Outcome.Failed(
          Fault.changed(path, "read " + ATTEMPTS_MAX + " times, it changed each time"));
    } catch (IOException e) {
      return new Outcome.Failed(Fault.of(path, e));
    }
  }

  private static Outcome taken(Found found, EntryKind kind, Digest digest, Stat stat) {
    return new Outcome.Taken(new Entry(found.path(), kind, digest, stat.sizeBytes()), stat);
  }

  /// Null when there are not as many bytes as there should be.
  private @Nullable Digest digest(Path file, EntryKind kind, long size) throws IOException {
    if (kind == EntryKind.LINK) {
      byte[] target = NameBytes.of(Files.readSymbolicLink(file));
      return target.length == size ? Digest.of(target) : null;
    }
    long left = size;
    try (var channel = Files.newByteChannel(file, READ)) {
      for (int read; (read = channel.read(buffer.clear())) >= 0; ) {
        left -= read;
        if (left < 0) {
          break; // whoever goes on writing must not keep us reading
        }
        hasher.update(buffer.flip());
        watcher.read(0, read);
      }
    }
    var digest = hasher.digest();
    return left == 0 ? digest : null;
  }
}
