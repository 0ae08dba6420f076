package dev.micelio.attest.key.directory;

import com.sun.security.auth.module.UnixSystem;
import dev.micelio.attest.key.file.KeyFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/// Reads files that hold secrets, if nobody else could have read or changed them.
final class Guard {
  private static final Set<PosixFilePermission> OWNERS =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private Guard() {}

  /// False when there is no directory. One that is not guarded is a problem.
  static boolean holds(Path directory) {
    try {
      require(directory, true, LinkOption.NOFOLLOW_LINKS);
      return true;
    } catch (NoSuchFileException _) {
      return false;
    } catch (IOException e) {
      throw Faults.of("looking at the directory of keys", directory, e);
    }
  }

  /// The bytes of a file in the key directory, where a symbolic link is a problem. Whoever asks
  /// wipes them.
  static byte[] read(Path file) {
    return read(file, LinkOption.NOFOLLOW_LINKS);
  }

  /// The bytes of a file elsewhere. Whoever asks wipes them.
  static byte[] readElsewhere(Path file) {
    return read(file);
  }

  private static byte[] read(Path file, LinkOption... links) {
    try {
      require(file, false, links);
      return content(file, links);
    } catch (NoSuchFileException | FileSystemLoopException _) {
      throw Faults.gone(file);
    } catch (IOException e) {
      throw Faults.of("reading the key", file, e);
    }
  }

  /// The bytes of a file that holds no secret.
  static byte[] readPublic(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw Files.exists(file) ? Faults.notAFile(file, "a file") : Faults.gone(file);
      }
      return content(file);
    } catch (IOException e) {
      throw Faults.of("reading the key", file, e);
    }
  }

  private static void require(Path path, boolean directory, LinkOption... links)
      throws IOException {
    var found = Files.readAttributes(path, PosixFileAttributes.class, links);
    if (found.isSymbolicLink()) {
      throw Faults.symbolicLink(path);
    }
    if (directory ? !found.isDirectory() : !found.isRegularFile()) {
      throw Faults.notAFile(path, directory ? "a directory" : "a file");
    }
    if ((int) Files.getAttribute(path, "unix:uid", links) != (int) new UnixSystem().getUid()) {
      throw Faults.foreign(path);
    }
    if (!OWNERS.containsAll(found.permissions())) {
      throw Faults.tooOpen(path, PosixFilePermissions.toString(found.permissions()), directory);
    }
  }

  private static byte[] content(Path file, LinkOption... links) throws IOException {
    var options = new OpenOption[links.length + 1];
    options[0] = StandardOpenOption.READ;
    System.arraycopy(links, 0, options, 1, links.length);
    var buffer = ByteBuffer.allocate(KeyFile.SIZE_BYTES_MAX + 1);
    try (var channel = FileChannel.open(file, options)) {
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
      if (!buffer.hasRemaining()) {
        throw KeyFile.tooLarge(file.toString());
      }
      return Arrays.copyOf(buffer.array(), buffer.position());
    } finally {
      Arrays.fill(buffer.array(), (byte) 0);
    }
  }
}
