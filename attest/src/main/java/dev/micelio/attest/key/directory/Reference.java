package dev.micelio.attest.key.directory;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.key.file.SshLine;
import dev.micelio.core.problem.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// The text of a `NAME.ssh` file: which OpenSSH key is meant, and where its secret is.
record Reference(PublicKey key, StoredKey.Place place) {
  static final int SIZE_BYTES_MAX = 8 * 1024;
  private static final String MAGIC = "mic ssh key 1";
  private static final String FILE = "file ";
  private static final String AGENT = "agent ";

  byte[] write() {
    String where =
        switch (place) {
          case StoredKey.Place.SshFile(Path path) -> FILE + path;
          case StoredKey.Place.Agent(Path path) -> AGENT + path;
          case StoredKey.Place.Here _ -> throw new IllegalStateException("not a reference");
        };
    return (MAGIC + "\n" + new SshLine(key, "").text() + "\n" + where + "\n").getBytes(UTF_8);
  }

  static Reference read(String what, byte[] file) {
    if (file.length > SIZE_BYTES_MAX) {
      throw malformed(what);
    }
    String[] lines = new String(file, UTF_8).split("\n", -1);
    if (lines.length != 4 || !lines[0].equals(MAGIC) || !lines[3].isEmpty()) {
      throw malformed(what);
    }
    var key = SshLine.read(what, lines[1].getBytes(UTF_8)).key();
    if (lines[2].startsWith(FILE)) {
      return new Reference(
          key, new StoredKey.Place.SshFile(path(what, lines[2].substring(FILE.length()))));
    }
    if (lines[2].startsWith(AGENT)) {
      return new Reference(
          key, new StoredKey.Place.Agent(path(what, lines[2].substring(AGENT.length()))));
    }
    throw malformed(what);
  }

  private static Path path(String what, String text) {
    try {
      var path = Path.of(text);
      if (path.isAbsolute()) {
        return path;
      }
    } catch (InvalidPathException _) {
      // said below
    }
    throw malformed(what);
  }

  private static Problem malformed(String what) {
    return new Problem(
        Problem.Kind.INVALID,
        "key.malformed",
        what + " is damaged: it is no reference to an OpenSSH key",
        "remove it, and make it again: `mic key new --name NAME --ssh FILE`");
  }
}
