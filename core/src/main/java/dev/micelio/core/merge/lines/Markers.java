package dev.micelio.core.merge.lines;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.BitSet;

/// What markers of three texts look like. They are the shortest, of seven signs or more, that no
/// line of the texts could be taken for, and their lines end as the texts' do.
final class Markers {
  static final int LENGTH_MIN = 7;
  private static final String SIGNS = "<|=>";

  private final Text[] texts;
  private int length;

  Markers(Text... texts) {
    this.texts = texts;
  }

  /// How many signs a marker has. Found when the first one is written: most merges have none.
  int length() {
    if (length == 0) {
      var taken = new BitSet();
      for (var text : texts) {
        for (int line = 0; line < text.count(); line++) {
          taken.set(signs(text.bytes(), text.begins()[line], text.begins()[line + 1]));
        }
      }
      length = taken.nextClearBit(LENGTH_MIN);
    }
    return length;
  }

  /// How many signs the line has as a marker; 0 when it is none.
  private static int signs(byte[] bytes, int begin, int end) {
    byte sign = bytes[begin];
    if (SIGNS.indexOf(sign) < 0) {
      return 0;
    }
    int at = begin;
    while (at < end && bytes[at] == sign) {
      at++;
    }
    boolean ends = at == end || bytes[at] == ' ' || bytes[at] == '\r' || bytes[at] == '\n';
    return ends ? at - begin : 0;
  }

  /// As the first line that there is ends.
  byte[] lineEnd() {
    for (var text : texts) {
      if (text.count() > 0) {
        int end = text.begins()[1];
        boolean carriage =
            end > 1 && text.bytes()[end - 1] == '\n' && text.bytes()[end - 2] == '\r';
        return (carriage ? "\r\n" : "\n").getBytes(US_ASCII);
      }
    }
    throw new IllegalStateException("three empty texts have no conflict");
  }
}
