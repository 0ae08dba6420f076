package dev.micelio.attest.key.file;

/// What a parser reads.
enum Wanted {
  SECRET_PEM("an Ed25519 secret key in PEM (PKCS#8)"),
  PUBLIC_PEM("an Ed25519 public key in PEM"),
  SSH_SECRET("an OpenSSH private key of type ssh-ed25519"),
  SSH_PUBLIC("an OpenSSH public key of type ssh-ed25519");

  private final String words;

  Wanted(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
