package dev.micelio.core.blob;

/// What a writer takes as proof that content is stored already.
public enum Existing {
  /// That its key is there: right where nothing gets a key before its bytes were verified. Does not
  /// read what it does not write.
  BELIEVED,

  /// That its bytes were read and have the digest. Bytes that do not are replaced.
  PROVED
}
