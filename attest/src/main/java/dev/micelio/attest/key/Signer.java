package dev.micelio.attest.key;

/// What signs with one key, wherever that key lies.
public interface Signer {

  PublicKey publicKey();

  /// The 64 bytes of an Ed25519 signature over the whole message.
  byte[] sign(byte[] message);
}
