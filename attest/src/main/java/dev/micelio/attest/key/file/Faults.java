package dev.micelio.attest.key.file;

import dev.micelio.core.problem.Problem;

/// The problems with key files. None of them repeats what a file holds, but for names of kinds.
final class Faults {
  private Faults() {}

  /// The file should be of the wanted kind, and is not even whole.
  static Problem malformed(String what, String why) {
    return new Problem(
        Problem.Kind.INVALID,
        "key.malformed",
        what + " is damaged: " + why,
        "restore it from a backup, or make a new key: `mic key new`");
  }

  static Problem wrongKind(String what, Wanted wanted, FileKind found) {
    return new Problem(
        Problem.Kind.INVALID,
        "key.wrong-kind",
        "%s is %s, not %s".formatted(what, found.words(), wanted.words()),
        found.next(wanted));
  }

  static Problem unsupported(String what, String of) {
    return new Problem(
        Problem.Kind.INVALID,
        "key.unsupported-cipher",
        what + " is encrypted with " + of + ", which mic does not read",
        "encrypt it anew, with the same passphrase if you like: `ssh-keygen -p -Z aes256-ctr -f"
            + " FILE`; or give the .pub file, and the ssh-agent signs");
  }

  static Problem wrongPassphrase(String what) {
    return new Problem(
        Problem.Kind.DENIED,
        "key.wrong-passphrase",
        "that is not the passphrase of " + what,
        "run the command again with the right one");
  }
}
