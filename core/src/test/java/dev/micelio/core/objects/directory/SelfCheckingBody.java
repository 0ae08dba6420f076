package dev.micelio.core.objects.directory;

import dev.micelio.core.objects.Body;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;

/// A body that says which operation wrote it and what its every byte must be.
final class SelfCheckingBody {
  private static final int HEADER_BYTES = 16;

  private SelfCheckingBody() {}

  static Body of(long operation, long count) {
    return Body.of(bytes(operation, count));
  }

  private static byte[] bytes(long operation, long count) {
    var random = new SplittableRandom(operation);
    int size = random.nextInt(64) == 0 ? 600_000 : random.nextInt(20_000);
    var bytes = new byte[HEADER_BYTES + size];
    random.nextBytes(bytes);
    ByteBuffer.wrap(bytes).putLong(operation).putLong(count);
    return bytes;
  }

  static long operation(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong();
  }

  static long count(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong(Long.BYTES);
  }

  static boolean isWhole(byte[] bytes) {
    return bytes.length >= HEADER_BYTES
        && Arrays.equals(bytes, bytes(operation(bytes), count(bytes)));
  }
}
