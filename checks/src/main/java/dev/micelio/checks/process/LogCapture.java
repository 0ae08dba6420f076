package dev.micelio.checks.process;

import dev.micelio.attest.statement.Check;
import dev.micelio.checks.outcome.PackedLog;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.frame.Frame;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Takes what a check prints: lines go to a watcher as they come, the raw bytes are kept, the first
/// and the last of them where there are too many. For one thread at a time.
public final class LogCapture extends OutputStream {
  public static final int HEAD_BYTES_MAX = 2 << 20;
  public static final int TAIL_BYTES_MAX = 6 << 20;

  /// Of a line that is shown.
  public static final int LINE_BYTES_MAX = 4096;

  /// With the line that says how much is missing.
  public static final int LOG_BYTES_MAX = HEAD_BYTES_MAX + TAIL_BYTES_MAX + 1024;

  private final KeptBytes kept = new KeptBytes(HEAD_BYTES_MAX, TAIL_BYTES_MAX);
  private final LineCutter lines;
  private byte @Nullable [] log;

  public LogCapture(RunWatcher watcher) {
    lines = new LineCutter(LINE_BYTES_MAX, watcher::line);
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (log != null) {
      throw new IllegalStateException("this log is finished");
    }
    kept.write(bytes, offset, length);
    lines.write(bytes, offset, length);
  }

  /// Nothing is written behind it; asked again, it answers the same.
  public PackedLog finish() {
    byte[] raw = log();
    byte[] packed = Frame.pack(raw);
    return new PackedLog(
        new Check.Log(Digest.of(raw), raw.length, Digest.of(packed), packed.length), packed);
  }

  /// The first block that looks like an error, else the last lines. Finishes the log.
  public List<String> excerpt() {
    return Excerpt.of(log(), LINE_BYTES_MAX);
  }

  private byte[] log() {
    if (log == null) {
      lines.finish();
      log = kept.bytes();
    }
    return log;
  }
}
