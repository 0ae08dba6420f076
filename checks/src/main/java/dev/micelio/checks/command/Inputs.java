package dev.micelio.checks.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.checks.source.Materialiser;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.digest.Hasher;
import dev.micelio.core.snapshot.NameBytes;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;

/// Says which files of a tree are not any more what was written.
///
/// A file with the size and the time that it was written with, whose inode nobody has touched
/// since, is not read again: a program can set the first two back, but not the third.
final class Inputs {
  private static final int TOLD_MAX = 3;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Tree tree;
  private final Path directory;
  private final FileTime written;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  /// To be made when all is written and nothing runs yet.
  ///
  /// @param stamp a file that was made after all the others
  Inputs(Tree tree, Path directory, Path stamp) throws IOException {
    this.tree = tree;
    this.directory = directory;
    written = touched(stamp);
  }

  /// When the inode changed last. Of the same moment as another may be before or after it.
  private static FileTime touched(Path path) throws IOException {
    return (FileTime) Files.getAttribute(path, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
  }

  /// One line, empty when all is as it was.
  String changed() {
    var changed = new ArrayList<String>();
    var count = new int[1];
    tree.forEach(entry -> {
      if (!isUnchanged(entry)) {
        count[0]++;
        if (changed.size() < TOLD_MAX) {
          changed.add(entry.path().text());
        }
      }
    });
    return line(changed, count[0]);
  }

  private static String line(List<String> changed, int count) {
    if (count == 0) {
      return "";
    }
    String more = count > changed.size() ? " and %d more".formatted(count - changed.size()) : "";
    return "it changed its own inputs: " + String.join(", ", changed) + more;
  }

  private boolean isUnchanged(Entry entry) {
    var file = directory.resolve(NameBytes.path(entry.path().text().getBytes(UTF_8)));
    try {
      return (touched(file).compareTo(written) < 0 && looksAsWritten(entry, file))
          || isAsWritten(entry, file);
    } catch (IOException _) {
      return false; // it is gone, or something else is in its place
    }
  }

  private static boolean looksAsWritten(Entry entry, Path file) throws IOException {
    var attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return entry.kind() == EntryKind.LINK
        ? attributes.isSymbolicLink()
        : attributes.isRegularFile()
            && attributes.size() == entry.size()
            && attributes.lastModifiedTime().equals(Materialiser.MODIFIED);
  }

  private boolean isAsWritten(Entry entry, Path file) throws IOException {
    if (entry.kind() == EntryKind.LINK) {
      return Digest.of(NameBytes.of(Files.readSymbolicLink(file))).equals(entry.digest());
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    boolean executable =
        Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
            .contains(PosixFilePermission.OWNER_EXECUTE);
    return executable == (entry.kind() == EntryKind.EXECUTABLE)
        && Files.size(file) == entry.size()
        && digest(file).equals(entry.digest());
  }

  private Digest digest(Path file) throws IOException {
    var hasher = new Hasher();
    try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      for (int count; (count = in.read(buffer)) >= 0; ) {
        hasher.update(buffer, 0, count);
      }
    }
    return hasher.digest();
  }
}
