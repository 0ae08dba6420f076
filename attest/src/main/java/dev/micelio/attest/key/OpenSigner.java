package dev.micelio.attest.key;

/// A signer that may hold a secret until it is closed.
public interface OpenSigner extends Signer, AutoCloseable {

  /// Wipes what it holds. After that it signs nothing.
  @Override
  void close();
}
