package dev.micelio.core.blob;

import java.io.IOException;
import java.io.InputStream;

/// What a read of a blob found.
public sealed interface Content extends AutoCloseable {

  @Override
  void close();

  /// `size` is the whole blob's, also when `body` is a part. The body throws a
  /// [dev.micelio.core.problem.Problem] instead of giving out a byte that was not verified.
  record Found(long size, InputStream body) implements Content {

    /// All of the body, which must not have more than `sizeMax` bytes.
    public byte[] bytes(int sizeMax) {
      try (body) {
        byte[] bytes = body.readNBytes(sizeMax);
        if (bytes.length == sizeMax && body.read() >= 0) {
          throw Faults.largerThan(sizeMax, "a blob of " + size + " bytes");
        }
        return bytes;
      } catch (IOException e) {
        throw new IllegalStateException("a blob that can not be read is a problem already", e);
      }
    }

    @Override
    public void close() {
      try {
        body.close();
      } catch (IOException e) {
        throw new IllegalStateException("a blob's body holds nothing that fails to close", e);
      }
    }
  }

  record Absent() implements Content {
    @Override
    public void close() {}
  }
}
