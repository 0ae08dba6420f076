package dev.micelio.core.objects;

/// Which body is under a key: opaque, only to be compared, and only with versions of the same key
/// in the same object store.
///
/// Puts of different bytes have different versions. Puts of equal bytes may share one, because S3
/// calls a version what is a hash of the bytes: a key that goes from A to B and back to A may have
/// its first version again. Who must tell those apart puts something unique into the bytes.
public record Version(String text) {
  public Version {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a version is never empty");
    }
  }
}
