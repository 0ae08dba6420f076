package dev.micelio.core.testkit.fuzz;

import java.util.Arrays;
import java.util.Random;

/// Changes bytes without knowing what they mean.
public final class ByteMutator implements Mutator {
  private static final int SLICE_MAX = 64;

  @Override
  public byte[] mutate(byte[] input, byte[] other, Random random) {
    int at = random.nextInt(input.length + 1);
    int length = Math.min(1 + random.nextInt(SLICE_MAX), input.length - at);
    return switch (random.nextInt(8)) {
      case 0 -> changed(input, at, random, true);
      case 1 -> changed(input, at, random, false);
      case 2 -> with(input, at, noise(random));
      case 3 -> without(input, at, length);
      case 4 -> with(input, random.nextInt(input.length + 1), slice(input, at, length));
      case 5 -> Arrays.copyOf(input, at);
      case 6 -> splice(input, at, other, random);
      default -> with(input, input.length, noise(random));
    };
  }

  static byte[] with(byte[] input, int at, byte[] more) {
    byte[] result = Arrays.copyOf(input, input.length + more.length);
    System.arraycopy(input, at, result, at + more.length, input.length - at);
    System.arraycopy(more, 0, result, at, more.length);
    return result;
  }

  static byte[] without(byte[] input, int at, int length) {
    byte[] result = Arrays.copyOf(input, input.length - length);
    System.arraycopy(input, at + length, result, at, input.length - length - at);
    return result;
  }

  static byte[] slice(byte[] input, int at, int length) {
    return Arrays.copyOfRange(input, at, at + length);
  }

  private static byte[] changed(byte[] input, int at, Random random, boolean oneBit) {
    byte[] result = input.clone();
    if (at < result.length) {
      result[at] =
          (byte) (oneBit ? result[at] ^ 1 << random.nextInt(Byte.SIZE) : random.nextInt(256));
    }
    return result;
  }

  private static byte[] noise(Random random) {
    byte[] noise = new byte[1 + random.nextInt(8)];
    random.nextBytes(noise);
    return noise;
  }

  /// The beginning of one and the end of the other.
  private static byte[] splice(byte[] input, int at, byte[] other, Random random) {
    int from = random.nextInt(other.length + 1);
    return with(Arrays.copyOf(input, at), at, slice(other, from, other.length - from));
  }
}
