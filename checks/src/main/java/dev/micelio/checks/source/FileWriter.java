package dev.micelio.checks.source;

import dev.micelio.core.digest.Hasher;
import dev.micelio.core.snapshot.NameBytes;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/// Writes single files of a tree. For one thread.
final class FileWriter {
  private static final int BUFFER_BYTES = 64 * 1024;

  /// Never through a link, never over what is there.
  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");
  private static final Set<PosixFilePermission> EXECUTABLE =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private final Contents contents;
  private final Hasher hasher = new Hasher();
  private final byte[] buffer = new byte[BUFFER_BYTES];

  FileWriter(Contents contents) {
    this.contents = contents;
  }

  void write(Entry entry, Path path) {
    try (var in = open(entry)) {
      if (entry.kind() == EntryKind.LINK) {
        link(entry, in, path);
      } else {
        file(entry, in, path);
      }
    } catch (IOException e) {
      throw Faults.unwritten(path, e);
    }
  }

  private InputStream open(Entry entry) {
    try {
      return contents.open(entry);
    } catch (NoSuchFileException | NotDirectoryException | NotLinkException _) {
      throw Faults.changed(entry);
    } catch (IOException e) {
      throw Faults.unreadable(entry, e);
    }
  }

  private void link(Entry entry, InputStream in, Path path) throws IOException {
    int size = read(entry, in);
    hasher.update(buffer, 0, size);
    verify(entry, size);
    byte[] target = Arrays.copyOf(buffer, size);
    Files.createSymbolicLink(path, NameBytes.path(target));
    if (!Arrays.equals(NameBytes.of(Files.readSymbolicLink(path)), target)) {
      throw Faults.oddLink(entry);
    }
    try {
      Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .setTimes(Materialiser.MODIFIED, Materialiser.MODIFIED, null);
    } catch (IOException _) {
      // not every system has times of links, and nobody asks for them
    }
  }

  private void file(Entry entry, InputStream in, Path path) throws IOException {
    try (var out = Files.newByteChannel(path, NEW)) {
      copy(entry, in, out);
    }
    var view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    view.setPermissions(entry.kind() == EntryKind.EXECUTABLE ? EXECUTABLE : FILE);
    view.setTimes(Materialiser.MODIFIED, Materialiser.MODIFIED, null);
  }

  private void copy(Entry entry, InputStream in, SeekableByteChannel out) throws IOException {
    long size = 0;
    for (int count; (count = read(entry, in)) > 0; ) {
      size += count;
      if (size > entry.size()) {
        break; // whoever goes on writing must not keep us reading
      }
      hasher.update(buffer, 0, count);
      for (var bytes = ByteBuffer.wrap(buffer, 0, count); bytes.hasRemaining(); ) {
        out.write(bytes);
      }
    }
    verify(entry, size);
  }

  /// A buffer full, or what is left.
  private int read(Entry entry, InputStream in) {
    try {
      return in.readNBytes(buffer, 0, buffer.length);
    } catch (IOException e) {
      throw Faults.unreadable(entry, e);
    }
  }

  private void verify(Entry entry, long size) {
    var digest = hasher.digest();
    if (size != entry.size() || !digest.equals(entry.digest())) {
      throw Faults.changed(entry);
    }
  }
}
