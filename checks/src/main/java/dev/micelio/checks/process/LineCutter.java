package dev.micelio.checks.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Consumer;

/// Cuts bytes into lines as they come. A line ends with LF, CR or both: what redraws its line, as
/// progress does, gives one each time. Of a longer line than the bound the rest is left out.
final class LineCutter {
  private final Consumer<String> lines;
  private final byte[] line;
  private int size;
  private boolean begun;
  private boolean afterReturn;

  LineCutter(int lineBytesMax, Consumer<String> lines) {
    this.lines = lines;
    line = new byte[lineBytesMax];
  }

  void write(byte[] bytes, int offset, int length) {
    for (int at = offset; at < offset + length; at++) {
      byte b = bytes[at];
      if (b == '\n' && afterReturn) {
        afterReturn = false;
        continue; // the line ended with the CR before it
      }
      afterReturn = b == '\r';
      if (b == '\n' || b == '\r') {
        give();
      } else {
        begun = true;
        if (size < line.length) {
          line[size++] = b;
        }
      }
    }
  }

  /// What no end followed is a line too.
  void finish() {
    if (begun) {
      give();
    }
  }

  private void give() {
    var text = new String(line, 0, size, UTF_8);
    size = 0;
    begun = false;
    lines.accept(text);
  }
}
