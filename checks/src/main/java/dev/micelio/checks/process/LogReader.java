package dev.micelio.checks.process;

import dev.micelio.attest.statement.Check;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.frame.Frame;
import dev.micelio.core.frame.MalformedFrame;
import java.util.List;

/// Reads logs that were kept, or that others made.
public final class LogReader {
  /// What an attestation may say of a log.
  public static final int LOG_BYTES_MAX = 256 << 20;

  private LogReader() {}

  /// The log as it was kept. Both digests are verified.
  public static byte[] unpack(Check.Log log, byte[] packed) {
    if (log.size() < 0 || log.size() > LOG_BYTES_MAX) {
      throw Faults.damagedLog(
          "it says %d bytes where %d may be".formatted(log.size(), LOG_BYTES_MAX));
    }
    if (packed.length != log.packedSize() || !Digest.of(packed).equals(log.packedSha256())) {
      throw Faults.damagedLog("its frame is not the one with " + log.packedSha256());
    }
    try {
      byte[] raw = Frame.unpack(packed, (int) log.size());
      if (!Digest.of(raw).equals(log.sha256())) {
        throw Faults.damagedLog("what its frame holds is not " + log.sha256());
      }
      return raw;
    } catch (MalformedFrame e) {
      throw Faults.damagedLog(e.getMessage());
    }
  }

  /// The part of a log that a person wants to see first.
  public static List<String> excerpt(byte[] log) {
    return Excerpt.of(log, LogCapture.LINE_BYTES_MAX);
  }
}
