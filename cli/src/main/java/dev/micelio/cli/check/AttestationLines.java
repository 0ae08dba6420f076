package dev.micelio.cli.check;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.List;

/// Attestations in one file: a single one as its bytes, several as the lines that a git note has.
final class AttestationLines {
  private static final String LINE = "mic1 ";

  private AttestationLines() {}

  static byte[] of(List<byte[]> attestations) {
    if (attestations.size() == 1) {
      return attestations.getFirst();
    }
    var lines = new StringBuilder();
    for (byte[] attestation : attestations) {
      lines
          .append(LINE)
          .append(Base64.getUrlEncoder().withoutPadding().encodeToString(attestation))
          .append('\n');
    }
    return lines.toString().getBytes(US_ASCII);
  }
}
