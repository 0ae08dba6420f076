package dev.micelio.attest.key;

import dev.micelio.core.env.Env;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// The secret half of a key: an Ed25519 seed, in memory until it is closed. It is never printed.
public final class SecretKey implements OpenSigner {
  public static final int SIZE_BYTES = 32;

  private final byte[] seed;
  private final byte[] publicRaw;
  private final PublicKey publicKey;
  private volatile boolean closed;

  private SecretKey(byte[] seed) {
    this.seed = seed;
    this.publicRaw = new byte[PublicKey.SIZE_BYTES];
    Ed25519.generatePublicKey(seed, 0, publicRaw, 0);
    this.publicKey = PublicKey.of(publicRaw);
  }

  public static SecretKey generate(Env env) {
    var seed = new byte[SIZE_BYTES];
    env.random().nextBytes(seed);
    return new SecretKey(seed);
  }

  /// The key of a copy of these 32 bytes.
  public static SecretKey of(byte[] seed) {
    if (seed.length != SIZE_BYTES) {
      throw new IllegalArgumentException("a seed has 32 bytes, not " + seed.length);
    }
    return new SecretKey(seed.clone());
  }

  @Override
  public PublicKey publicKey() {
    return publicKey;
  }

  @Override
  public byte[] sign(byte[] message) {
    requireOpen();
    var signature = new byte[PublicKey.SIGNATURE_BYTES];
    Ed25519.sign(seed, 0, publicRaw, 0, message, 0, message.length, signature, 0);
    requireOpen(); // or it was signed with a seed that was being wiped
    return signature;
  }

  /// A copy, for a file that keeps the key. Whoever asks wipes it.
  public byte[] seed() {
    requireOpen();
    return seed.clone();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the secret key was closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    Arrays.fill(seed, (byte) 0);
  }

  @Override
  public String toString() {
    return "secret key of " + publicKey.id();
  }
}
