package dev.micelio.checks.nix;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Optional;

/// Takes what Nix prints with `--log-format internal-json`, and gives it on line by line: an event,
/// or a line that is none. For one thread.
final class EventLines extends OutputStream {
  /// What is longer is given on as far as it goes, as a line that is no event.
  static final int LINE_BYTES_MAX = 8 << 20;

  private static final byte[] MARK = {'@', 'n', 'i', 'x', ' '};

  /// What is made of the lines.
  interface Taker {
    void event(Json event);

    void line(byte[] line);
  }

  private final Taker taker;
  private final ByteArrayOutputStream open = new ByteArrayOutputStream();

  EventLines(Taker taker) {
    this.taker = taker;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int from = offset;
    for (int at = offset; at < offset + length; at++) {
      if (bytes[at] == '\n') {
        add(bytes, from, at - from);
        endLine();
        from = at + 1;
      }
    }
    add(bytes, from, offset + length - from);
  }

  private void add(byte[] bytes, int offset, int length) {
    open.write(bytes, offset, Math.min(length, LINE_BYTES_MAX - open.size()));
  }

  /// The last line may have no end.
  void end() {
    if (open.size() > 0) {
      endLine();
    }
  }

  private void endLine() {
    byte[] line = open.toByteArray();
    open.reset();
    event(line).ifPresentOrElse(taker::event, () -> taker.line(line));
  }

  private static Optional<Json> event(byte[] line) {
    for (int i = 0; i < MARK.length; i++) {
      if (i >= line.length || line[i] != MARK[i]) {
        return Optional.empty();
      }
    }
    return JsonReader.read(line, MARK.length, line.length);
  }
}
