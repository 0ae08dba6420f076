package dev.micelio.attest.key.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Base64;

/// One block of base64 between a line that says BEGIN and one that says END (RFC 7468), and nothing
/// else. Lines end with LF or CRLF.
final class Pem {
  private static final int LINE_BYTES_MAX = 76;
  private static final int LINE_BYTES = 64;

  private Pem() {}

  /// The bytes in a block with this label. Whoever asks wipes them.
  static byte[] body(String what, byte[] file, String label, Wanted wanted) {
    KeyFile.requireSize(what, file);
    if (!isLine(file, 0, lineEnd(file, 0), begin(label))) {
      throw Faults.wrongKind(what, wanted, FileKind.of(file));
    }
    byte[] body = bodyOrNothing(file, label);
    if (body.length == 0) {
      throw Faults.malformed(what, "it is not one whole block of PEM");
    }
    return body;
  }

  static byte[] bodyOrNothing(byte[] file, String label) {
    var base64 = new byte[file.length];
    try {
      int size = collect(file, label, base64);
      return size < 0 ? new byte[0] : decoded(Arrays.copyOf(base64, size));
    } finally {
      Arrays.fill(base64, (byte) 0);
    }
  }

  /// How many characters of base64 there are; negative when it is no block.
  private static int collect(byte[] file, String label, byte[] base64) {
    int at = lineEnd(file, 0) + 1;
    int size = 0;
    if (!isLine(file, 0, at - 1, begin(label))) {
      return -1;
    }
    while (at < file.length) {
      int end = lineEnd(file, at);
      if (isLine(file, at, end, end(label))) {
        return end >= file.length - 1 ? size : -1;
      }
      int length = withoutReturn(file, at, end) - at;
      if (length == 0 || length > LINE_BYTES_MAX) {
        return -1;
      }
      System.arraycopy(file, at, base64, size, length);
      size += length;
      at = end + 1;
    }
    return -1;
  }

  /// Base64 that is written in its one way. Wipes what it is given.
  private static byte[] decoded(byte[] base64) {
    byte[] again = {};
    try {
      byte[] body = Base64.getDecoder().decode(base64);
      again = Base64.getEncoder().encode(body);
      if (Arrays.equals(again, base64)) {
        return body;
      }
      Arrays.fill(body, (byte) 0);
      return new byte[0];
    } catch (IllegalArgumentException _) {
      return new byte[0];
    } finally {
      Arrays.fill(base64, (byte) 0);
      Arrays.fill(again, (byte) 0);
    }
  }

  private static int lineEnd(byte[] file, int from) {
    int end = from;
    while (end < file.length && file[end] != '\n') {
      end++;
    }
    return end;
  }

  private static int withoutReturn(byte[] file, int from, int end) {
    return end > from && file[end - 1] == '\r' ? end - 1 : end;
  }

  private static boolean isLine(byte[] file, int from, int end, byte[] line) {
    return Arrays.equals(file, from, withoutReturn(file, from, end), line, 0, line.length);
  }

  private static byte[] begin(String label) {
    return ("-----BEGIN " + label + "-----").getBytes(US_ASCII);
  }

  private static byte[] end(String label) {
    return ("-----END " + label + "-----").getBytes(US_ASCII);
  }

  /// The block, for a file. Whoever asks wipes it.
  static byte[] write(String label, byte[] body) {
    byte[] base64 = Base64.getEncoder().encode(body);
    var out = new byte[base64.length + base64.length / LINE_BYTES + 2 * label.length() + 64];
    try {
      int size = append(out, 0, begin(label));
      for (int at = 0; at < base64.length; at += LINE_BYTES) {
        size =
            append(
                out,
                size,
                Arrays.copyOfRange(base64, at, Math.min(base64.length, at + LINE_BYTES)));
      }
      return Arrays.copyOf(out, append(out, size, end(label)));
    } finally {
      Arrays.fill(base64, (byte) 0);
      Arrays.fill(out, (byte) 0);
    }
  }

  /// Puts a line, which is wiped, and answers where the next one begins.
  private static int append(byte[] out, int at, byte[] line) {
    System.arraycopy(line, 0, out, at, line.length);
    Arrays.fill(line, (byte) 0);
    out[at + line.length] = '\n';
    return at + line.length + 1;
  }
}
