package dev.micelio.gate.policy;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The two ways in which a policy writes the 32 bytes of a public key. Each key has one text in
/// each of them, but for the comment of a line of OpenSSH.
final class PublicKeyText {
  private static final int SIZE_BYTES = 32;
  private static final Pattern SSH_LINE =
      Pattern.compile("ssh-ed25519 ([A-Za-z0-9+/]{68})( [^\\p{Cntrl}]{0,1000})?");

  /// What OpenSSH writes before the 32 bytes: two lengths, with the name of the algorithm between.
  private static final byte[] SSH_HEAD =
      HexFormat.of().parseHex("0000000b" + "7373682d65643235353139" + "00000020");

  private PublicKeyText() {}

  static byte @Nullable [] base64(String text) {
    byte[] raw = decode(text);
    return raw != null && raw.length == SIZE_BYTES ? raw : null;
  }

  static byte @Nullable [] ssh(String text) {
    var line = SSH_LINE.matcher(text);
    byte[] blob = line.matches() ? decode(line.group(1)) : null;
    int head = SSH_HEAD.length;
    return blob != null
            && blob.length == head + SIZE_BYTES
            && Arrays.equals(blob, 0, head, SSH_HEAD, 0, head)
        ? Arrays.copyOfRange(blob, head, blob.length)
        : null;
  }

  /// Null unless the text is just what these bytes are written as.
  private static byte @Nullable [] decode(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return Base64.getEncoder().encodeToString(bytes).equals(text) ? bytes : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
