package dev.micelio.core.nix;

import dev.micelio.core.digest.Digest;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/// What a binary cache could say.
final class RandomNarInfo {
  private RandomNarInfo() {}

  static NarInfo of(Random random) {
    var references = new TreeSet<StorePath>();
    for (int i = random.nextInt(4); i > 0; i--) {
      references.add(RandomDerivation.path(random, ""));
    }
    var signatures = new ArrayList<NarInfo.Signature>();
    for (int i = random.nextInt(3); i > 0; i--) {
      signatures.add(new NarInfo.Signature("key-" + i, "c2ln: " + random.nextInt()));
    }
    return new NarInfo(
        RandomDerivation.path(random, ""),
        "nar/\r" + random.nextInt(),
        "zstd",
        maybe(random, Digest.of(new byte[] {(byte) random.nextInt()})),
        maybe(random, (long) random.nextInt(1 << 30)),
        new NarSummary(Digest.of(new byte[] {(byte) random.nextInt()}), random.nextInt(1 << 30)),
        references,
        maybe(random, "hello.drv"),
        maybe(random, "x86_64-linux"),
        signatures,
        maybe(random, "fixed:r:sha256:0"));
  }

  private static <T> Optional<T> maybe(Random random, T value) {
    return random.nextBoolean() ? Optional.of(value) : Optional.empty();
  }
}
