package dev.micelio.gate.binding;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.pattern.Patterns;
import java.util.Optional;

/// What is remembered of trees that were restricted before. It may forget whatever it likes; what
/// it answers is right.
public interface KnownSources {
  /// Remembers nothing.
  KnownSources NONE =
      new KnownSources() {
        @Override
        public Optional<Digest> find(Digest tree, Patterns inputs) {
          return Optional.empty();
        }

        @Override
        public void keep(Digest tree, Patterns inputs, Digest source) {}
      };

  Optional<Digest> find(Digest tree, Patterns inputs);

  void keep(Digest tree, Patterns inputs, Digest source);

  /// A node of a restricted tree. This one need not be right: whoever reads it checks it.
  default Optional<byte[]> findNode(Digest id) {
    return Optional.empty();
  }

  default void keepNode(Digest id, byte[] node) {}
}
