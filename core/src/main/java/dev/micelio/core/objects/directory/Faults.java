package dev.micelio.core.objects.directory;

import dev.micelio.core.problem.Problem;
import dev.micelio.core.problem.Problem.Kind;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// What the file system refused, as a problem that says what to do.
final class Faults {
  /// A disk with less left than this is called full.
  private static final long FREE_BYTES_MIN = 64 * 1024;

  private Faults() {}

  static Problem problem(Path root, IOException e) {
    return switch (e) {
      case ClosedByInterruptException _ -> interrupted(e);
      case FileLockInterruptionException _ -> interrupted(e);
      case AccessDeniedException denied ->
          new Problem(
              Kind.DENIED,
              "objects.directory-denied",
              "no permission for " + denied.getFile(),
              "give this user read and write permission for all of " + root,
              e);
      case IOException _ when isFull(root, e) ->
          new Problem(
              Kind.UNAVAILABLE,
              "objects.disk-full",
              "no space left on the disk of " + root + ": " + e.getMessage(),
              "free some space there, then try again",
              e);
      case IOException _ when reason(e).contains("Read-only") ->
          new Problem(
              Kind.DENIED,
              "objects.directory-read-only",
              root + " is on a file system that is mounted read-only",
              "mount it for writing, or use another directory",
              e);
      case IOException _ when !Files.exists(root.resolve(Layout.FORMAT)) -> gone(root);
      default ->
          new Problem(
              Kind.UNAVAILABLE,
              "objects.directory-io",
              "the file system under " + root + " failed: " + e,
              "see the system's log for disk errors, then try again",
              e);
    };
  }

  static Problem gone(Path root) {
    return new Problem(
        Kind.UNAVAILABLE,
        "objects.directory-gone",
        "the object directory " + root + " is no longer there",
        "mount or restore it, then start again");
  }

  static Problem symbolicLink(Path file) {
    return new Problem(
        Kind.CORRUPT,
        "objects.symbolic-link",
        file + " is a symbolic link, and objects are never behind one",
        "put the real file or directory in its place; only the root itself may be a link");
  }

  private static Problem interrupted(IOException e) {
    return new Problem(
        Kind.INTERRUPTED,
        "objects.interrupted",
        "interrupted while working on an object file",
        "run the command again",
        e);
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException fault
        ? Objects.requireNonNullElse(fault.getReason(), "")
        : Objects.requireNonNullElse(e.getMessage(), "");
  }

  /// The sentence is the C library's and may be translated, so the disk is asked too.
  private static boolean isFull(Path root, IOException e) {
    if (reason(e).contains("No space left") || reason(e).contains("quota exceeded")) {
      return true;
    }
    try {
      return Files.getFileStore(root).getUsableSpace() < FREE_BYTES_MIN;
    } catch (IOException _) { // then nothing is known about the disk
      return false;
    }
  }
}
