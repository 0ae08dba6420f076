package dev.micelio.core.objects.tiered;

/// Tells the bytes that belong to a key from all others, damaged ones included.
@FunctionalInterface
public interface Proof {
  boolean holds(byte[] bytes);

  /// A proof that fails to judge has not held.
  default boolean accepts(byte[] bytes) {
    try {
      return holds(bytes);
    } catch (RuntimeException _) {
      return false;
    }
  }
}
