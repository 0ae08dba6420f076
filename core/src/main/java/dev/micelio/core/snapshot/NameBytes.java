package dev.micelio.core.snapshot;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.HexFormat;

/// The bytes that the system has for a name or for a link's target.
///
/// Java keeps them, but its text of a path loses those that the locale can not say: under `LANG=C`
/// whatever is not ASCII. The one place where it gives and takes them is the URI of a path.
public final class NameBytes {
  /// What stands for a byte that is not ASCII.
  private static final char UNKNOWN = '\ufffd';

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final Path ROOT = Path.of("/");

  private NameBytes() {}

  public static byte[] of(Path path) {
    String text = path.toString();
    if (isAscii(text)) {
      return text.getBytes(US_ASCII);
    }
    String raw = ROOT.resolve(path).toUri().getRawPath();
    // a URI says of a directory that it is one
    boolean ended = raw.endsWith("/") && !text.endsWith("/");
    return decoded(raw, path.isAbsolute() ? 0 : 1, raw.length() - (ended ? 1 : 0));
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || c >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /// The path of these bytes, with a slash at their end, if there is one. Of slashes that follow
  /// one another Java keeps only the first.
  public static Path path(byte[] bytes) {
    var text = new String(bytes, US_ASCII);
    if (!text.endsWith("/") && text.indexOf(UNKNOWN) < 0) {
      return Path.of(text);
    }
    boolean absolute = bytes.length > 0 && bytes[0] == '/';
    var uri = new StringBuilder("file:///");
    for (int i = absolute ? 1 : 0; i < bytes.length; i++) {
      uri.append('%').append(HEX.toHexDigits(bytes[i]));
    }
    var path = Path.of(URI.create(uri.toString()));
    return absolute || bytes.length == 0 ? path : path.subpath(0, path.getNameCount());
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
