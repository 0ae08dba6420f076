package dev.micelio.checks.nix;

import dev.micelio.core.nix.StorePath;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.text.Shown;
import java.io.IOException;
import java.nio.file.Path;

final class Faults {
  private Faults() {}

  static Problem broken(String command, String said) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "nix.broken",
        "`" + command + "` failed: " + said,
        "run it by hand, and correct what it says: Nix's settings or its store");
  }

  static Problem unexpected(String command, String said) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "nix.unexpected",
        "`" + command + "` said what no known Nix says: " + Shown.text(said),
        "report it with the output of `nix --version`");
  }

  static Problem notAdded(String said) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "nix.not-added",
        "the files could not be added to Nix's store: " + said,
        "make room on its disk, or get permission to write to it, and run again");
  }

  static Problem otherPath(StorePath expected, String found) {
    return new Problem(
        Problem.Kind.CORRUPT,
        "nix.other-path",
        "Nix stored the files as " + Shown.text(found) + ", and they are " + expected,
        "run again; if it stays so, the disk or Nix's store is damaged: `nix-store --verify"
            + " --check-contents`");
  }

  static Problem gone(StorePath path) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "nix.gone",
        path + " is not in Nix's store any more: it was collected meanwhile",
        "run again");
  }

  static Problem unreadable(StorePath path, IOException e) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "nix.unreadable",
        path + " can not be read: " + e.getMessage(),
        "see who may read it: `ls -l " + path + "`",
        e);
  }

  static Problem damaged(StorePath path) {
    return new Problem(
        Problem.Kind.CORRUPT,
        "nix.damaged",
        path + " is not what its name says",
        "repair it: `nix-store --repair-path " + path + "`");
  }

  static Problem tooMany(int max) {
    return new Problem(
        Problem.Kind.INVALID,
        "nix.too-many-derivations",
        "more than " + max + " derivations stand behind one check",
        "make the check depend on less");
  }

  static Problem notEvaluated(String said) {
    return new Problem(
        Problem.Kind.INVALID,
        "nix.not-evaluated",
        "Nix can not tell which checks the flake has: " + said,
        "correct the flake: `nix flake show` tells more");
  }

  static Problem cancelled() {
    return new Problem(
        Problem.Kind.INTERRUPTED,
        "nix.cancelled",
        "Nix was stopped while it evaluated",
        "run the command again");
  }

  static Problem unwritable(Path file, IOException e) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "nix.cache-unwritable",
        file + " can not be written: " + e.getMessage(),
        "make room there, or get permission to write",
        e);
  }
}
