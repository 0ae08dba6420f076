package dev.micelio.attest.key.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.micelio.attest.key.PublicKey;
import dev.micelio.core.problem.Problem;
import java.nio.ByteBuffer;
import java.util.function.Function;

/// A public key as OpenSSH keeps it (RFC 8709): the type, then 32 bytes.
public final class SshBlob {
  public static final String TYPE = "ssh-ed25519";

  private SshBlob() {}

  public static byte[] write(PublicKey key) {
    byte[] type = TYPE.getBytes(US_ASCII);
    return ByteBuffer.allocate(2 * Integer.BYTES + type.length + PublicKey.SIZE_BYTES)
        .putInt(type.length)
        .put(type)
        .putInt(PublicKey.SIZE_BYTES)
        .put(key.raw())
        .array();
  }

  /// The type that a blob of any kind says it has.
  public static String type(byte[] blob, Function<String, Problem> problem) {
    return new SshFields(blob, problem).name();
  }

  /// The key of a blob of our type.
  public static PublicKey read(byte[] blob, Function<String, Problem> problem) {
    var fields = new SshFields(blob, problem);
    if (!fields.name().equals(TYPE)) {
      throw problem.apply("its key is not of type " + TYPE);
    }
    byte[] raw = fields.string();
    fields.end();
    return PublicKey.of(raw);
  }
}
