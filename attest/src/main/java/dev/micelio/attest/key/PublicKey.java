package dev.micelio.attest.key;

import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/// An Ed25519 key that can be trusted: its point is written in its one way and generates the group
/// that signatures are made in. What verifies is BouncyCastle and nothing else.
public final class PublicKey {
  public static final int SIZE_BYTES = 32;
  public static final int SIGNATURE_BYTES = 64;

  /// The eight points whose order divides 8, each in its one encoding. BouncyCastle compares eight
  /// times both sides, and there they vanish: as R, they are for us to refuse.
  private static final Set<Digest> LOW_ORDER =
      Stream.of(
              "0000000000000000000000000000000000000000000000000000000000000000",
              "0000000000000000000000000000000000000000000000000000000000000080",
              "0100000000000000000000000000000000000000000000000000000000000000",
              "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
              "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
              "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
              "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
              "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")
          .map(point -> Digest.at(HexFormat.of().parseHex(point), 0))
          .collect(Collectors.toUnmodifiableSet());

  private final byte[] raw;
  private final Ed25519PublicKeyParameters point;
  private final KeyId id;

  private PublicKey(byte[] raw, Ed25519PublicKeyParameters point) {
    this.raw = raw;
    this.point = point;
    this.id = thumbprint(raw);
  }

  /// The key that these 32 bytes are; a problem when no sound key has them.
  public static PublicKey of(byte[] raw) {
    if (raw.length != SIZE_BYTES) {
      throw malformed("it has " + raw.length + " bytes, not " + SIZE_BYTES, null);
    }
    byte[] own = raw.clone();
    try {
      if (!Ed25519.validatePublicKeyFull(own, 0)) {
        throw malformed("its bytes are no point of the group that signatures are made in", null);
      }
      return new PublicKey(own, new Ed25519PublicKeyParameters(own, 0));
    } catch (IllegalArgumentException e) {
      throw malformed("its bytes are no point of the curve", e);
    }
  }

  private static Problem malformed(String why, @Nullable Throwable cause) {
    return new Problem(
        Problem.Kind.INVALID,
        "key.malformed",
        "not a public Ed25519 key: " + why,
        "write the key again, as `mic key export` prints it",
        cause);
  }

  private static KeyId thumbprint(byte[] raw) {
    return new KeyId(Digest.of(cose(raw)));
  }

  private static byte[] cose(byte[] raw) {
    return Cbor.map().put(1, Cbor.of(1)).put(-1, Cbor.of(6)).put(-2, Cbor.of(raw)).build().encode();
  }

  public KeyId id() {
    return id;
  }

  public byte[] raw() {
    return raw.clone();
  }

  /// Its COSE form (RFC 9052), which the id is the SHA-256 of.
  public byte[] cose() {
    return cose(raw);
  }

  /// Whether the signature over the whole message is this key's. A verifier that stumbles has not
  /// verified.
  public boolean verifies(byte[] message, byte[] signature) {
    if (signature.length != SIGNATURE_BYTES) {
      return false;
    }
    try {
      return !LOW_ORDER.contains(Digest.at(signature, 0))
          && point.verify(
              Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
    } catch (RuntimeException _) {
      return false;
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PublicKey that && Arrays.equals(raw, that.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }

  @Override
  public String toString() {
    return "ed25519:" + HexFormat.of().formatHex(raw);
  }
}
