package dev.micelio.attest.vectors;

import dev.micelio.core.cbor.Cbor;

/// Good attestations of any size.
final class Sized {
  private Sized() {}

  /// A good run with a text that makes the file as large as this.
  static byte[] file(int sizeBytes) {
    int length = sizeBytes - file("x".repeat(1 << 16)).length + (1 << 16);
    // the lengths of the text and of the payload take the same bytes in both
    byte[] file = file("x".repeat(length));
    if (file.length != sizeBytes) {
      throw new IllegalStateException("no file of " + sizeBytes + " bytes, but " + file.length);
    }
    return file;
  }

  private static byte[] file(String text) {
    return Draft.golden()
        .set("checks[3]", Extra.check("padded"))
        .set("checks[3].run.argv", Cbor.array(Cbor.of("true"), Cbor.of(text)))
        .file();
  }
}
