package dev.micelio.core.objects.directory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Objects;

/// The directories below `objects/`: made when they are needed, removed when they are empty.
///
/// A directory may vanish until something of ours is in it. So its own name is made durable *after*
/// an entry was put into it, and the mark that says so is inside: it can not outlive the directory
/// it speaks of.
record Tree(Path root, Path objects, Steps steps) {
  /// No name of a key: a cut segment has letters before its sign.
  static final String SETTLED = "=";

  /// How often a directory may vanish before something can be put into it.
  private static final int VANISHED_MAX = 1000;

  /// A change that needs its directory to be there.
  interface Entry {
    void make() throws IOException;
  }

  /// Makes an entry in `directory`, and the directories above it where they are missing.
  void enter(Path directory, Entry entry) throws IOException {
    for (int vanished = 0; ; vanished++) {
      try {
        entry.make();
        return;
      } catch (NoSuchFileException e) {
        if (vanished == VANISHED_MAX || Files.exists(directory)) {
          throw e;
        }
        make(directory);
      }
    }
  }

  private void make(Path directory) throws IOException {
    if (directory.equals(objects)) {
      throw Faults.gone(root);
    }
    steps.before("make a directory");
    try {
      Files.createDirectory(directory);
    } catch (NoSuchFileException _) {
      make(parent(directory));
    } catch (FileAlreadyExistsException e) {
      if (Files.isSymbolicLink(directory)) {
        throw Faults.symbolicLink(directory);
      }
      if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
          && Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    }
  }

  /// Makes what was entered into `directory` durable, with the directory's own name.
  void sync(Path directory) throws IOException {
    settle(directory);
    steps.before("sync a directory");
    force(directory);
  }

  /// First all syncs, then all marks: a journal then writes the new directories once, not one by
  /// one.
  private void settle(Path directory) throws IOException {
    var unsettled = new ArrayDeque<Path>();
    for (var at = directory;
        !at.equals(objects) && !Files.exists(at.resolve(SETTLED));
        at = parent(at)) {
      unsettled.push(at);
    }
    for (var at : unsettled) {
      steps.before("sync the directory above");
      force(parent(at));
    }
    for (var at : unsettled) {
      steps.before("mark a directory as settled");
      try {
        Files.createFile(at.resolve(SETTLED));
      } catch (FileAlreadyExistsException | NoSuchFileException _) {
        // settled by another, or removed because our entry was deleted meanwhile
      }
    }
  }

  static void force(Path directory) throws IOException {
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Removes `directory` and those above it, as far as they are empty. Its removal need not be
  /// durable: an empty directory that comes back is as good as none.
  void removeEmpty(Path directory) throws IOException {
    for (var at = directory; !at.equals(objects); at = parent(at)) {
      if (holdsAnything(at)) {
        return;
      }
      try {
        steps.before("remove the mark of an empty directory");
        Files.deleteIfExists(at.resolve(SETTLED));
        steps.before("remove an empty directory");
        Files.deleteIfExists(at);
      } catch (DirectoryNotEmptyException _) { // somebody's entry came first
        return;
      }
    }
  }

  private static boolean holdsAnything(Path directory) throws IOException {
    try (var names = Files.newDirectoryStream(directory)) {
      for (var name : names) {
        if (!name.endsWith(SETTLED)) {
          return true;
        }
      }
      return false;
    } catch (NoSuchFileException _) { // removed by another
      return false;
    }
  }

  private static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent(), "below objects/");
  }
}
