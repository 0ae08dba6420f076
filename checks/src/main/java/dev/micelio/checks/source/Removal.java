package dev.micelio.checks.source;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/// Removes a directory with all that is in it, whatever a program made of it: directories that may
/// not be written, and ones so deep that no path leads there. Links are removed, never followed.
final class Removal {
  /// A directory below a longer path is moved up before it is gone through.
  private static final int PATH_CHARACTERS_MAX = 2000;

  private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");

  private final Path top;
  private final Deque<Path> directories = new ArrayDeque<>();
  private final List<Path> emptied = new ArrayList<>();
  private int moved;

  private Removal(Path top) {
    this.top = top;
  }

  static void remove(Path directory) throws IOException {
    if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      new Removal(directory).run();
    }
  }

  private void run() throws IOException {
    directories.add(top);
    while (!directories.isEmpty()) {
      empty(directories.removeLast());
    }
    for (var directory : emptied.reversed()) {
      Files.deleteIfExists(directory);
    }
  }

  private void empty(Path directory) throws IOException {
    emptied.add(directory);
    Files.setPosixFilePermissions(directory, OURS);
    try (DirectoryStream<Path> below = Files.newDirectoryStream(directory)) {
      for (var path : below) {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          Files.deleteIfExists(path);
        } else if (path.toString().length() > PATH_CHARACTERS_MAX) {
          directories.add(Files.move(path, top.resolve(".moved-up-" + moved++)));
        } else {
          directories.add(path);
        }
      }
    } catch (NoSuchFileException _) {
      // somebody else removed it
    }
  }
}
