package dev.micelio.cli.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.attest.key.directory.StoredKey;
import dev.micelio.attest.key.file.PublicPem;
import dev.micelio.core.problem.Problem;
import java.util.Arrays;

/// A form in which a public key leaves.
enum ExportFormat {
  RAW("raw", true),
  PEM("pem", false),
  SSH("ssh", false),
  COSE("cose", true),
  MIC_TOML("mic-toml", false);

  private final String word;
  private final boolean binary;

  ExportFormat(String word, boolean binary) {
    this.word = word;
    this.binary = binary;
  }

  static ExportFormat of(String word) {
    return Arrays.stream(values())
        .filter(format -> format.word.equals(word))
        .findFirst()
        .orElseThrow(() ->
            new Problem(
                Problem.Kind.INVALID,
                "cli.usage",
                "--format is not one of raw, pem, ssh, cose, mic-toml",
                "name one of them: --format ssh"));
  }

  String word() {
    return word;
  }

  /// Whether it is no text. Where text is wanted it is written in hexadecimal digits.
  boolean isBinary() {
    return binary;
  }

  byte[] of(StoredKey key, PrincipalLines lines) {
    return switch (this) {
      case RAW -> key.publicKey().raw();
      case COSE -> key.publicKey().cose();
      case PEM -> PublicPem.write(key.publicKey()).getBytes(UTF_8);
      case SSH -> (new KeyReport(key).line() + "\n").getBytes(UTF_8);
      case MIC_TOML -> lines.text(key).getBytes(UTF_8);
    };
  }
}
