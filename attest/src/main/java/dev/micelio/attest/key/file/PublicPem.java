package dev.micelio.attest.key.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.micelio.attest.key.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;

/// A public key in PEM (RFC 8410): what `openssl pkey -pubout` writes.
public final class PublicPem {
  private static final String LABEL = "PUBLIC KEY";
  private static final byte[] HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

  private PublicPem() {}

  public static PublicKey read(String what, byte[] file) {
    byte[] der = Pem.body(what, file, LABEL, Wanted.PUBLIC_PEM);
    if (der.length == HEAD.length + PublicKey.SIZE_BYTES
        && Arrays.equals(der, 0, HEAD.length, HEAD, 0, HEAD.length)) {
      return PublicKey.of(Arrays.copyOfRange(der, HEAD.length, der.length));
    }
    var found = FileKind.of(file);
    if (found.advice() == FileKind.Advice.PUBLIC) {
      throw Faults.malformed(what, "it is not written as RFC 8410 says");
    }
    throw Faults.wrongKind(what, Wanted.PUBLIC_PEM, found);
  }

  public static String write(PublicKey key) {
    byte[] der = Arrays.copyOf(HEAD, HEAD.length + PublicKey.SIZE_BYTES);
    System.arraycopy(key.raw(), 0, der, HEAD.length, PublicKey.SIZE_BYTES);
    return new String(Pem.write(LABEL, der), US_ASCII);
  }
}
