package dev.micelio.core.testkit.fuzz;

import java.util.Random;

/// Makes inputs of others.
@FunctionalInterface
public interface Mutator {
  /// Another array, which may be empty. `other` is another input, for parts of it.
  byte[] mutate(byte[] input, byte[] other, Random random);
}
