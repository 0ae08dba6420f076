package dev.micelio.core.snapshot;

import dev.micelio.core.tree.EntryKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import org.jspecify.annotations.Nullable;

/// What the system says of a file without reading it. A file whose stat stayed the same is taken
/// for unchanged.
///
/// @param entry what it would be in a tree; null for what is no file and no link
/// @param identity the file behind the name, where the system has such a thing
record Stat(
    @Nullable EntryKind entry,
    boolean isDirectory,
    long sizeBytes,
    FileTime modified,
    @Nullable Object identity) {

  static Stat of(Path path) throws IOException {
    var attributes =
        Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return new Stat(
        entry(attributes),
        attributes.isDirectory(),
        attributes.size(),
        attributes.lastModifiedTime(),
        attributes.fileKey());
  }

  /// As git has it: executable is what its owner may execute.
  private static @Nullable EntryKind entry(PosixFileAttributes attributes) {
    if (attributes.isSymbolicLink()) {
      return EntryKind.LINK;
    }
    if (!attributes.isRegularFile()) {
      return null;
    }
    return attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE)
        ? EntryKind.EXECUTABLE
        : EntryKind.FILE;
  }
}
