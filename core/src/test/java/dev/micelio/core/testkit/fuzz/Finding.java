package dev.micelio.core.testkit.fuzz;

import java.util.Arrays;
import java.util.HexFormat;

/// An input that breaks a property.
public final class Finding extends AssertionError {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN_BYTES_MAX = 4096;

  @SuppressWarnings("serial")
  private final byte[] input;

  Finding(String name, long seed, long number, byte[] input, Throwable broken) {
    super(
        "fuzzing %s with -Dseed=%d, input %d, cut down to %d bytes: %s%n%s"
            .formatted(name, seed, number, input.length, broken, shown(input)),
        broken);
    this.input = input.clone();
  }

  public byte[] input() {
    return input.clone();
  }

  private static String shown(byte[] input) {
    return input.length <= SHOWN_BYTES_MAX
        ? HexFormat.of().formatHex(input)
        : HexFormat.of().formatHex(Arrays.copyOf(input, SHOWN_BYTES_MAX)) + "…";
  }
}
