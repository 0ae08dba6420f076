package dev.micelio.attest.key.directory;

import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// The problems with the key directory and with files that keys lie in.
final class Faults {
  private Faults() {}

  static Problem noHome() {
    return new Problem(
        Problem.Kind.INVALID,
        "key.no-home",
        "nothing says where the keys lie: neither XDG_CONFIG_HOME nor HOME is an absolute path",
        "set HOME to your home directory");
  }

  static Problem noKey(Path directory) {
    return new Problem(
        Problem.Kind.INVALID,
        "key.none",
        "there is no key in " + directory,
        "make one: `mic key new`");
  }

  static Problem unknown(String named, List<KeyName> names) {
    return new Problem(
        Problem.Kind.INVALID,
        "key.unknown",
        "no key is %s%s".formatted(named, names.isEmpty() ? "" : "; there are " + list(names)),
        names.isEmpty() ? "make one: `mic key new`" : "name one of them");
  }

  static Problem ambiguous(List<KeyName> names) {
    return new Problem(
        Problem.Kind.INVALID,
        "key.ambiguous",
        "it is not clear which key is meant: there are " + list(names) + ", and none is `default`",
        "name one of them");
  }

  private static String list(List<KeyName> names) {
    return String.join(", ", names.stream().map(KeyName::text).toList());
  }

  static Problem twice(KeyName name, Path directory) {
    return new Problem(
        Problem.Kind.INVALID,
        "key.twice",
        "two keys are called %1$s: %2$s/%1$s.pem and %2$s/%1$s.ssh".formatted(name, directory),
        "give one of them another name");
  }

  static Problem exists(KeyName name) {
    return new Problem(
        Problem.Kind.INVALID,
        "key.exists",
        "there is a key called %s already, and keys are never written over".formatted(name),
        "give the new one a name of its own: `mic key new --name NAME`");
  }

  static Problem tooOpen(Path path, String modes, boolean directory) {
    return new Problem(
        Problem.Kind.DENIED,
        "key.too-open",
        "others than you may use %s (%s), so its secret may be known".formatted(path, modes),
        "chmod %s %s".formatted(directory ? "700" : "600", quoted(path)));
  }

  /// A word for a shell.
  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[A-Za-z0-9/._+@%-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  static Problem foreign(Path path) {
    return new Problem(
        Problem.Kind.DENIED,
        "key.foreign",
        path + " belongs to somebody else, who could change it",
        "make a key of your own: `mic key new`");
  }

  static Problem symbolicLink(Path path) {
    return new Problem(
        Problem.Kind.DENIED,
        "key.symbolic-link",
        path + " is a symbolic link; what it leads to could be changed unseen",
        "put the real thing in its place; to use an OpenSSH key where it lies: `mic key new --ssh"
            + " FILE`");
  }

  static Problem notAFile(Path path, String wanted) {
    return new Problem(
        Problem.Kind.INVALID,
        "key.not-a-file",
        path + " is not " + wanted,
        "move it away, or give another path");
  }

  static Problem gone(Path path) {
    return new Problem(
        Problem.Kind.INVALID, "key.gone", "there is no file " + path, "give the file of a key");
  }

  static Problem replaced(Path path, StoredKey key) {
    return new Problem(
        Problem.Kind.INVALID,
        "key.replaced",
        "%s holds another key than the one that %s was made for".formatted(path, key.name()),
        "if that is right, remove %s and make it again: `mic key new --name %s --ssh FILE`"
            .formatted(key.file(), key.name()));
  }

  static Problem noTerminal(Path path) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "key.no-terminal",
        "%s has a passphrase, and there is no terminal to ask for it".formatted(path),
        "let the ssh-agent sign: `ssh-add %1$s`, then `mic key new --name NAME --ssh %1$s.pub`"
            .formatted(quoted(path)));
  }

  static Problem badPath(Path path) {
    return new Problem(
        Problem.Kind.INVALID,
        "key.not-a-file",
        "the path of the key has control characters or is too long: "
            + path.toString().replaceAll("\\p{Cc}", "?"),
        "give the key a path that can be written on one line");
  }

  static Problem of(String doing, Path path, IOException e) {
    if (e instanceof AccessDeniedException || says(e, "Read-only file system")) {
      return new Problem(
          Problem.Kind.DENIED,
          "key.denied",
          "%s is not allowed: %s".formatted(doing, path),
          "get permission for it, or set XDG_CONFIG_HOME to a directory of yours",
          e);
    }
    if (says(e, "No space left") || says(e, "quota exceeded")) {
      return new Problem(
          Problem.Kind.UNAVAILABLE,
          "key.disk-full",
          "there is no room left: %s failed for %s".formatted(doing, path),
          "make room, then run the command again; nothing was left behind",
          e);
    }
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "key.io",
        "%s failed for %s: %s".formatted(doing, path, reason(e)),
        "look at the file system, or set XDG_CONFIG_HOME to another directory",
        e);
  }

  private static boolean says(IOException e, String words) {
    return reason(e).contains(words);
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException failed && failed.getReason() != null
        ? failed.getReason()
        : Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
  }
}
