package dev.micelio.core.objects;

/// Which put an object comes from: opaque, only to be compared, and only with versions of the same
/// key in the same object store.
public record Version(String text) {
  public Version {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a version is never empty");
    }
  }
}
