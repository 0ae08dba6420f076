package dev.micelio.gate.toml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;

/// What came of reading a file.
public sealed interface TomlReading {
  int SIZE_BYTES_MAX = 1 << 20;

  /// Tables and lists, one inside another.
  int DEPTH_MAX = 32;

  record Document(Toml.Table table) implements TomlReading {}

  /// It is no TOML, and here is the first place that shows it.
  record Malformed(Place place, String what, String next) implements TomlReading {}

  static TomlReading of(byte[] bytes) {
    if (bytes.length > SIZE_BYTES_MAX) {
      return new Malformed(
          Place.START,
          "the file has " + bytes.length + " bytes where at most " + SIZE_BYTES_MAX + " are read",
          "make it smaller");
    }
    if (bytes.length >= 3
        && bytes[0] == (byte) 0xef
        && bytes[1] == (byte) 0xbb
        && bytes[2] == (byte) 0xbf) {
      return new Malformed(
          Place.START,
          "the file begins with a byte order mark",
          "save it as UTF-8 without a byte order mark");
    }
    var decoded = CharBuffer.allocate(bytes.length);
    var decoder =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var outcome = decoder.decode(ByteBuffer.wrap(bytes), decoded, true);
    String text = decoded.flip().toString();
    if (!outcome.isUnderflow()) {
      return new Malformed(
          new Lines(text).at(text.length()), "a byte here is not UTF-8", "save the file as UTF-8");
    }
    return TomlReader.read(text);
  }
}
