package dev.micelio.core.objects;

import dev.micelio.core.problem.Problem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/// An object store that fails as a test says, one failure per call, and remembers what was asked.
public final class ScriptedObjectStore implements ObjectStore {
  private final ObjectStore objects;
  private final Queue<Runnable> before = new ConcurrentLinkedQueue<>();
  private final Queue<Runnable> after = new ConcurrentLinkedQueue<>();
  private final Queue<Long> breaks = new ConcurrentLinkedQueue<>();
  private final Queue<String> calls = new ConcurrentLinkedQueue<>();

  public ScriptedObjectStore(ObjectStore objects) {
    this.objects = objects;
  }

  public static Problem problem(Problem.Kind kind) {
    return new Problem(kind, "test.scripted", "the test said so", "nothing");
  }

  /// The next call without one does this before it begins.
  public ScriptedObjectStore before(Runnable event) {
    before.add(event);
    return this;
  }

  public ScriptedObjectStore failing(int calls, Problem.Kind kind) {
    for (int i = 0; i < calls; i++) {
      before(() -> {
        throw problem(kind);
      });
    }
    return this;
  }

  /// The next call without one has its effect, and then this.
  public ScriptedObjectStore after(Runnable event) {
    after.add(event);
    return this;
  }

  /// The next body without a break breaks after so many bytes.
  public ScriptedObjectStore breakingBodyAfter(long bytes) {
    breaks.add(bytes);
    return this;
  }

  public List<String> calls() {
    return List.copyOf(calls);
  }

  private <T> T call(String call, Supplier<T> effect) {
    calls.add(call);
    next(before);
    T answer = effect.get();
    next(after);
    return answer;
  }

  private static void next(Queue<Runnable> events) {
    var event = events.poll();
    if (event != null) {
      event.run();
    }
  }

  @Override
  public Fetch get(Key key, Range range) {
    String part = range.equals(Range.ALL) ? "" : " " + range.offset() + "+" + range.length();
    var fetch = call("get " + key + part, () -> objects.get(key, range));
    Long breakAt = fetch instanceof Fetch.Found ? breaks.poll() : null;
    if (breakAt == null) {
      return fetch;
    }
    var found = (Fetch.Found) fetch;
    return new Fetch.Found(
        found.version(), found.size(), new BreakingStream(found.body(), breakAt));
  }

  @Override
  public Lookup head(Key key) {
    return call("head " + key, () -> objects.head(key));
  }

  @Override
  public PutAnswer put(Key key, Body body, Condition condition) {
    return call("put " + key, () -> objects.put(key, body, condition));
  }

  @Override
  public void delete(Key key) {
    call(
        "delete " + key,
        () -> {
          objects.delete(key);
          return key;
        });
  }

  @Override
  public DeleteAnswer delete(Key key, Version version) {
    return call("delete version of " + key, () -> objects.delete(key, version));
  }

  @Override
  public Page list(String prefix, String after, int limit) {
    return call("list " + prefix + " after " + after, () -> objects.list(prefix, after, limit));
  }

  @Override
  public SignedRequest presign(Access access, Key key, Duration ttl) {
    return call("presign " + key, () -> objects.presign(access, key, ttl));
  }

  @Override
  public void close() {
    calls.add("close");
    objects.close();
  }

  private static final class BreakingStream extends FilterInputStream {
    private long rest;

    BreakingStream(InputStream body, long rest) {
      super(body);
      this.rest = rest;
    }

    @Override
    public int read() throws IOException {
      demandRest();
      rest--;
      return in.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      demandRest();
      int count = in.read(buffer, offset, (int) Math.min(length, rest));
      rest -= Math.max(0, count);
      return count;
    }

    private void demandRest() throws IOException {
      if (rest == 0) {
        throw new IOException("the connection broke");
      }
    }
  }
}
