package dev.micelio.core.objects;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Bytes to be stored: of known size, readable from the beginning more than once, so that a put can
/// be repeated.
public interface Body {
  long size();

  InputStream open() throws IOException;

  /// The array is not copied; it must not change until the put has answered.
  static Body of(byte[] bytes) {
    return new Body() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }
    };
  }

  /// The file as it is now; a put fails if its size changes meanwhile.
  static Body of(Path file) throws IOException {
    long size = Files.size(file);
    return new Body() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public InputStream open() throws IOException {
        return Files.newInputStream(file);
      }
    };
  }
}
