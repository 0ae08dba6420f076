package dev.micelio.core.snapshot;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.util.Objects;

/// One thing that keeps a directory from becoming a tree.
///
/// @param path the bytes of its path below the directory
@SuppressWarnings("ArrayRecordComponent") // never compared
record Fault(Kind kind, byte[] path, String why) {

  /// What every system that has such names says of one that is too long for it.
  private static final String TOO_LONG = "File name too long";

  /// In the order in which they are told: what the reader must do first comes first.
  enum Kind {
    /// No tree can hold it.
    REFUSED,
    /// The system does not let us read it.
    DENIED,
    /// The system fails to read it.
    UNREADABLE,
    /// It changed each time it was read, or was gone.
    CHANGED
  }

  static Fault refused(byte[] path, String why) {
    return new Fault(Kind.REFUSED, path, why);
  }

  static Fault changed(byte[] path, String why) {
    return new Fault(Kind.CHANGED, path, why);
  }

  static Fault of(byte[] path, IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> new Fault(Kind.DENIED, path, "permission denied");
      case NoSuchFileException _ -> changed(path, "it was gone when it was to be read");
      case NotDirectoryException _ -> changed(path, "it was a directory before");
      case NotLinkException _ -> changed(path, "it was a link before");
      case FileSystemException system when TOO_LONG.equals(system.getReason()) ->
          refused(path, "the system opens no path so long");
      case FileSystemException system ->
          new Fault(Kind.UNREADABLE, path, Objects.requireNonNullElse(system.getReason(), "" + e));
      default ->
          new Fault(Kind.UNREADABLE, path, Objects.requireNonNullElse(e.getMessage(), "" + e));
    };
  }

  String line() {
    return Quoted.shown(path) + ": " + why;
  }
}
