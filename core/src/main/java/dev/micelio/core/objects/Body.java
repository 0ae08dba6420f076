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

  /// As [#open], for object stores: a stream that throws a problem instead of its last bytes when
  /// the body has not exactly [#size] of them, and a problem where the body can not be read.
  default InputStream openExactly() {
    try {
      return new ExactStream(open(), size());
    } catch (IOException e) {
      throw ExactStream.unreadable(e);
    }
  }

  /// The whole body, as [#openExactly] gives it; the size must be one that an array can have.
  default byte[] readExactly() {
    var bytes = new byte[Math.toIntExact(size())];
    try (InputStream in = openExactly()) {
      in.readNBytes(bytes, 0, bytes.length);
      return bytes;
    } catch (IOException e) {
      throw ExactStream.unreadable(e);
    }
  }

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
