package dev.micelio.core.objects;

import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.io.InputStream;

/// What a get found.
public sealed interface Fetch extends AutoCloseable {

  @Override
  void close();

  /// `size` is the whole object's, also when `body` is a part. A body that ends early, because the
  /// connection broke or the object is damaged, throws rather than ending as if it were whole.
  record Found(Version version, long size, InputStream body) implements Fetch {

    /// The body, which must not be larger than `sizeMax`.
    public byte[] bytes(int sizeMax) {
      try (body) {
        byte[] bytes = body.readNBytes(sizeMax);
        if (bytes.length == sizeMax && body.read() >= 0) {
          throw new Problem(
              Problem.Kind.CORRUPT,
              "objects.too-large",
              "an object of " + size + " bytes where at most " + sizeMax + " are allowed",
              "check the object store for foreign or damaged objects");
        }
        return bytes;
      } catch (IOException e) {
        throw new Problem(
            Problem.Kind.UNAVAILABLE,
            "objects.read-broken",
            "an object could not be read to its end: " + e.getMessage(),
            "try again",
            e);
      }
    }

    @Override
    public void close() {
      try {
        body.close();
      } catch (IOException _) {
        // what was read was read; a connection that does not close cleanly takes nothing back
      }
    }
  }

  record Absent() implements Fetch {
    @Override
    public void close() {}
  }
}
