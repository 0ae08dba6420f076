package dev.micelio.core.objects.memory;

import dev.micelio.core.env.Env;
import dev.micelio.core.objects.Access;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.DeleteAnswer;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.Page;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.objects.Range;
import dev.micelio.core.objects.SignedRequest;
import dev.micelio.core.objects.Version;
import dev.micelio.core.objects.signed.SignedUrls;
import dev.micelio.core.problem.Problem;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/// Objects in a map of this process. All of its atomicity is the map's; it has no lock.
public final class MemoryObjectStore implements ObjectStore {
  /// The largest array that every Java machine can make.
  public static final int OBJECT_BYTES_MAX = Integer.MAX_VALUE - 8;

  private final Env env;
  private final SignedUrls urls;
  private final ConcurrentNavigableMap<String, Stored> objects =
      new ConcurrentSkipListMap<>(Key.TEXT_ORDER);
  private final AtomicLong puts = new AtomicLong();

  /// Compared by identity: what was put is itself alone.
  private static final class Stored {
    final byte[] bytes;
    final Version version;
    final long modifiedMillis;

    Stored(byte[] bytes, Version version, long modifiedMillis) {
      this.bytes = bytes;
      this.version = version;
      this.modifiedMillis = modifiedMillis;
    }
  }

  public MemoryObjectStore(Env env, SignedUrls urls) {
    this.env = env;
    this.urls = urls;
  }

  @Override
  public Fetch get(Key key, Range range) {
    env.step("get " + key);
    var stored = objects.get(key.text());
    env.step("got " + key);
    if (stored == null) {
      return new Fetch.Absent();
    }
    int size = stored.bytes.length;
    int length = (int) range.lengthWithin(size);
    int offset = (int) Math.min(range.offset(), size);
    return new Fetch.Found(
        stored.version, size, new ByteArrayInputStream(stored.bytes, offset, length));
  }

  @Override
  public Lookup head(Key key) {
    env.step("head " + key);
    var stored = objects.get(key.text());
    env.step("headed " + key);
    return stored == null
        ? new Lookup.Absent()
        : new Lookup.Found(stored.version, stored.bytes.length, stored.modifiedMillis);
  }

  @Override
  public PutAnswer put(Key key, Body body, Condition condition) {
    byte[] bytes = read(body);
    env.step("put " + key);
    var version = new Version("m" + puts.incrementAndGet());
    boolean stored = store(key.text(), new Stored(bytes, version, env.nowMillis()), condition);
    env.step("putted " + key);
    return stored ? new PutAnswer.Stored(version) : new PutAnswer.Lost();
  }

  private boolean store(String key, Stored next, Condition condition) {
    return switch (condition) {
      case Condition.Any _ -> {
        objects.put(key, next);
        yield true;
      }
      case Condition.Absent _ -> objects.putIfAbsent(key, next) == null;
      case Condition.Matches(var version) -> {
        var now = objects.get(key);
        yield now != null && now.version.equals(version) && objects.replace(key, now, next);
      }
    };
  }

  private static byte[] read(Body body) {
    if (body.size() > OBJECT_BYTES_MAX) {
      throw new Problem(
          Problem.Kind.INVALID,
          "objects.body-too-large",
          "a body of " + body.size() + " bytes; in memory " + OBJECT_BYTES_MAX + " are possible",
          "use a directory or S3 for objects of this size");
    }
    return body.readExactly();
  }

  @Override
  public void delete(Key key) {
    env.step("delete " + key);
    objects.remove(key.text());
    env.step("deleted " + key);
  }

  @Override
  public DeleteAnswer delete(Key key, Version version) {
    env.step("delete " + key);
    var now = objects.get(key.text());
    boolean deleted = now != null && now.version.equals(version) && objects.remove(key.text(), now);
    env.step("deleted " + key);
    return deleted ? new DeleteAnswer.Deleted() : new DeleteAnswer.Lost();
  }

  @Override
  public Page list(String prefix, String after, int limit) {
    Page.checkLimit(limit);
    env.step("list " + prefix);
    var entries = new ArrayList<Page.Entry>();
    boolean more = false;
    boolean fromPrefix = Key.TEXT_ORDER.compare(after, prefix) < 0;
    var rest = fromPrefix ? objects.tailMap(prefix, true) : objects.tailMap(after, false);
    for (var entry : rest.entrySet()) {
      if (!entry.getKey().startsWith(prefix)) {
        break;
      }
      if (entries.size() == limit) {
        more = true;
        break;
      }
      var stored = entry.getValue();
      entries.add(
          new Page.Entry(new Key(entry.getKey()), stored.bytes.length, stored.modifiedMillis));
    }
    env.step("listed " + prefix);
    return new Page(entries, more);
  }

  @Override
  public SignedRequest presign(Access access, Key key, Duration ttl) {
    return urls.sign(access, key, ttl);
  }

  @Override
  public void close() {}
}
