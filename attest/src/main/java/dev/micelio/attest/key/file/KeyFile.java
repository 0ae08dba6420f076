package dev.micelio.attest.key.file;

import dev.micelio.core.problem.Problem;

/// What holds for every file that a key is read from.
public final class KeyFile {
  public static final int SIZE_BYTES_MAX = 64 * 1024;

  private KeyFile() {}

  static void requireSize(String what, byte[] file) {
    if (file.length > SIZE_BYTES_MAX) {
      throw tooLarge(what);
    }
  }

  public static Problem tooLarge(String what) {
    return new Problem(
        Problem.Kind.INVALID,
        "key.too-large",
        "%s is larger than %d bytes, so it is no key".formatted(what, SIZE_BYTES_MAX),
        "give the file of a key");
  }
}
