package dev.micelio.attest.key.directory;

import dev.micelio.core.env.Env;
import dev.micelio.core.id.Id;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes a file that is there whole or not at all, and durable once it is there.
final class NewFile {
  private static final FileAttribute<Set<PosixFilePermission>> FILE_MODES =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY_MODES =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private NewFile() {}

  /// Makes the directory, and those above it, where they are missing.
  static void makeDirectory(Path directory) {
    var missing = new ArrayDeque<Path>();
    for (@Nullable Path at = directory; at != null && !Files.exists(at); at = at.getParent()) {
      missing.push(at);
    }
    for (var at : missing) {
      try {
        Files.createDirectory(at, DIRECTORY_MODES);
        sync(at.resolveSibling("."));
      } catch (FileAlreadyExistsException _) {
        // made by another meanwhile; if it is no directory, what follows says so
      } catch (IOException e) {
        throw Faults.of("making the directory of keys", at, e);
      }
    }
  }

  /// A file at the path that was there before is never touched: then it says
  /// [FileAlreadyExistsException]. A hard link puts the name in place, because a rename would
  /// replace; what has no hard links has no file modes either, and is no place for a key.
  static void write(Env env, Path file, byte[] content) throws IOException {
    var temporary = file.resolveSibling("." + Id.next(env) + ".tmp");
    try {
      try (var channel =
          FileChannel.open(
              temporary,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              FILE_MODES)) {
        var bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.createLink(file, temporary);
    } finally {
      Files.deleteIfExists(temporary);
    }
    sync(file.resolveSibling("."));
  }

  static void sync(Path directory) throws IOException {
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
