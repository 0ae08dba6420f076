package dev.micelio.core.nix;

/// What a derivation says of one of its outputs.
public sealed interface Output {
  /// The path follows from all that it is made of.
  record InputAddressed(StorePath path) implements Output {}

  /// The path follows from content that was promised. `algorithm` is as Nix writes it, with `r:`
  /// before it where the content is a NAR; `hash` is in hex.
  record Fixed(StorePath path, String algorithm, String hash) implements Output {}

  /// Only the build tells the path: the output is addressed by its content, or is made of such an
  /// output. `algorithm` and `hash` are as Nix writes them; either may be empty.
  record Open(String algorithm, String hash) implements Output {}
}
