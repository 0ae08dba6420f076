package dev.micelio.core.snapshot;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;

/// The bytes that the system has for a name or for a link's target.
///
/// Java keeps them, but its text of a path loses those that the locale can not say: under `LANG=C`
/// whatever is not ASCII. The one place where it gives them is the URI of a path.
final class NameBytes {
  private static final Path ROOT = Path.of("/");

  private NameBytes() {}

  static byte[] of(Path path) {
    String text = path.toString();
    if (text.chars().allMatch(c -> c > 0 && c < 0x80)) {
      return text.getBytes(US_ASCII);
    }
    String raw = ROOT.resolve(path).toUri().getRawPath();
    // a URI says of a directory that it is one
    boolean ended = raw.endsWith("/") && !text.endsWith("/");
    return decoded(raw, path.isAbsolute() ? 0 : 1, raw.length() - (ended ? 1 : 0));
  }

  private static byte[] decoded(String raw, int begin, int end) {
    var bytes = new ByteArrayOutputStream(end - begin);
    for (int i = begin; i < end; i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes.write(Integer.parseInt(raw, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }
}
