package dev.micelio.core.objects.retrying;

import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.Range;
import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A body that is asked for again, from where it broke off, as long as the object is the same.
/// Attempts are counted anew after every byte that came, breaks are not.
final class ResumingStream extends InputStream {
  static final int BREAKS_MAX = 64;

  private final ObjectStore objects;
  private final Key key;
  private final Range range;
  private final Fetch.Found found;
  private final Supplier<Attempts> fresh;
  private final long length;
  private InputStream body;
  private @Nullable Attempts attempts;
  private @Nullable Problem over;
  private long given;
  private int breaks;
  private boolean closed;

  ResumingStream(
      ObjectStore objects, Key key, Range range, Fetch.Found found, Supplier<Attempts> fresh) {
    this.objects = objects;
    this.key = key;
    this.range = range;
    this.found = found;
    this.fresh = fresh;
    this.length = range.lengthWithin(found.size());
    this.body = found.body();
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, buffer.length);
    if (closed) {
      throw new IOException("the body of " + key + " is closed");
    }
    while (over == null) {
      try {
        int got = body.read(buffer, offset, count);
        if (got >= 0 || given == length) {
          came(got);
          return got;
        }
        resumeAfter(broken("it ended after " + given + " of " + length + " bytes", null));
      } catch (IOException e) {
        resumeAfter(broken(String.valueOf(e.getMessage()), e));
      } catch (Problem e) {
        resumeAfter(e);
      }
    }
    throw over;
  }

  private void came(int got) {
    if (got > 0) {
      given += got;
      attempts = null;
    }
  }

  private Problem broken(String how, @Nullable IOException cause) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "objects.read-broken",
        "the object " + key + " could not be read to its end: " + how,
        "try again",
        cause);
  }

  /// Sets the rest of the body, or why there is none.
  private void resumeAfter(Problem problem) {
    try {
      if (given == length || ++breaks > BREAKS_MAX) {
        throw problem;
      }
      if (attempts == null) {
        attempts = fresh.get();
      }
      attempts.pauseAfter(problem);
      found.close();
      closeBroken();
      body = rest(attempts);
    } catch (Problem e) {
      over = e;
    }
  }

  private void closeBroken() {
    try {
      body.close();
    } catch (IOException _) {
      // it is broken already; the rest comes by another way
    }
  }

  private InputStream rest(Attempts attempts) {
    var rest = new Range(range.offset() + given, length - given);
    var again = attempts.call(() -> objects.get(key, rest));
    if (again instanceof Fetch.Found same && same.version().equals(found.version())) {
      return same.body();
    }
    again.close();
    throw new Problem(
        Problem.Kind.UNAVAILABLE,
        "objects.changed-while-read",
        "the object %s changed after %d of its %d bytes were read".formatted(key, given, length),
        "read it again from the beginning");
  }

  @Override
  public void close() throws IOException {
    closed = true;
    body.close();
  }
}
