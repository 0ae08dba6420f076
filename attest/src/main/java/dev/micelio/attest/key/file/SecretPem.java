package dev.micelio.attest.key.file;

import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.key.SecretKey;
import java.util.Arrays;
import java.util.HexFormat;

/// A secret key as PKCS#8 in PEM (RFC 8410): what `openssl genpkey -algorithm ed25519` writes. Read
/// are that, and the second version of the format, which has the public key behind it.
public final class SecretPem {
  private static final String LABEL = "PRIVATE KEY";
  private static final byte[] HEAD = HexFormat.of().parseHex("302e020100300506032b657004220420");
  private static final byte[] HEAD_2 = HexFormat.of().parseHex("3051020101300506032b657004220420");
  private static final byte[] MIDDLE_2 = HexFormat.of().parseHex("812100");

  private SecretPem() {}

  /// `what` names the file in problems. The bytes are left to the caller to wipe.
  public static SecretKey read(String what, byte[] file) {
    byte[] der = Pem.body(what, file, LABEL, Wanted.SECRET_PEM);
    try {
      if (startsWith(der, HEAD, 0) && der.length == HEAD.length + SecretKey.SIZE_BYTES) {
        return key(der);
      }
      if (startsWith(der, HEAD_2, 0)) {
        return keyWithPublic(what, der);
      }
      var found = FileKind.of(file);
      if (found.advice() == FileKind.Advice.SECRET_PEM) {
        throw Faults.malformed(what, "it is not PKCS#8 as RFC 8410 writes it");
      }
      throw Faults.wrongKind(what, Wanted.SECRET_PEM, found);
    } finally {
      Arrays.fill(der, (byte) 0);
    }
  }

  private static SecretKey keyWithPublic(String what, byte[] der) {
    int middle = HEAD_2.length + SecretKey.SIZE_BYTES;
    int raw = middle + MIDDLE_2.length;
    if (der.length != raw + PublicKey.SIZE_BYTES || !startsWith(der, MIDDLE_2, middle)) {
      throw Faults.malformed(what, "it is not PKCS#8 as RFC 8410 writes it");
    }
    var key = key(der);
    if (!Arrays.equals(key.publicKey().raw(), Arrays.copyOfRange(der, raw, der.length))) {
      key.close();
      throw Faults.malformed(what, "its public key is not that of its secret one");
    }
    return key;
  }

  private static SecretKey key(byte[] der) {
    byte[] seed = Arrays.copyOfRange(der, HEAD.length, HEAD.length + SecretKey.SIZE_BYTES);
    try {
      return SecretKey.of(seed);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  private static boolean startsWith(byte[] der, byte[] part, int at) {
    return der.length >= at + part.length
        && Arrays.equals(der, at, at + part.length, part, 0, part.length);
  }

  /// The file. Whoever asks wipes it.
  public static byte[] write(SecretKey key) {
    byte[] seed = key.seed();
    byte[] der = Arrays.copyOf(HEAD, HEAD.length + seed.length);
    try {
      System.arraycopy(seed, 0, der, HEAD.length, seed.length);
      return Pem.write(LABEL, der);
    } finally {
      Arrays.fill(seed, (byte) 0);
      Arrays.fill(der, (byte) 0);
    }
  }
}
