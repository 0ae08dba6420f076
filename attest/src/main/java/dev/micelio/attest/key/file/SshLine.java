package dev.micelio.attest.key.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.attest.key.PublicKey;
import dev.micelio.core.digest.Digest;
import java.util.Base64;

/// A public key as one line of OpenSSH: what a .pub file holds.
///
/// @param comment free text, perhaps empty
public record SshLine(PublicKey key, String comment) {
  public static final int COMMENT_CHARACTERS_MAX = 1024;

  public SshLine {
    if (comment.length() > COMMENT_CHARACTERS_MAX || comment.chars().anyMatch(SshLine::isControl)) {
      throw new IllegalArgumentException("a comment is short and has no control characters");
    }
  }

  private static boolean isControl(int c) {
    return Character.isISOControl(c);
  }

  /// A comment as others wrote it, without what a line can not show.
  public static String printable(byte[] comment) {
    String text = new String(comment, UTF_8);
    return text.substring(0, Math.min(text.length(), COMMENT_CHARACTERS_MAX))
        .replaceAll("\\p{Cc}", "");
  }

  public static SshLine read(String what, byte[] file) {
    KeyFile.requireSize(what, file);
    String line = new String(file, UTF_8);
    String[] words = withoutEnd(line).split(" ", 3);
    if (!words[0].equals(SshBlob.TYPE)) {
      throw Faults.wrongKind(what, Wanted.SSH_PUBLIC, FileKind.of(file));
    }
    String comment = words.length == 3 ? words[2] : "";
    if (words.length < 2
        || comment.length() > COMMENT_CHARACTERS_MAX
        || comment.chars().anyMatch(SshLine::isControl)) {
      throw Faults.malformed(what, "it is not one line of type, key and comment");
    }
    return new SshLine(
        SshBlob.read(decoded(what, words[1]), why -> Faults.malformed(what, why)), comment);
  }

  private static String withoutEnd(String line) {
    String text = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private static byte[] decoded(String what, String base64) {
    try {
      byte[] blob = Base64.getDecoder().decode(base64);
      if (Base64.getEncoder().encodeToString(blob).equals(base64)) {
        return blob;
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw Faults.malformed(what, "its key is not base64");
  }

  /// The line, without an end.
  public String text() {
    String key64 = Base64.getEncoder().encodeToString(SshBlob.write(key));
    return SshBlob.TYPE + " " + key64 + (comment.isEmpty() ? "" : " " + comment);
  }

  /// As `ssh-keygen -l` prints it.
  public static String fingerprint(PublicKey key) {
    byte[] digest = Digest.of(SshBlob.write(key)).bytes();
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
  }
}
