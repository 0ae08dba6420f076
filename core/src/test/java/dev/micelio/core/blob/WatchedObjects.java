package dev.micelio.core.blob;

import dev.micelio.core.digest.Digest;
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
import dev.micelio.core.objects.memory.MemoryObjectStore;
import dev.micelio.core.objects.signed.SignedUrls;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// The memory object store, with a record of what was asked of it and a place to come between.
final class WatchedObjects implements ObjectStore {
  private final ObjectStore objects;
  final List<Key> gets = new CopyOnWriteArrayList<>();
  final List<Key> stored = new CopyOnWriteArrayList<>();
  final AtomicLong putBytes = new AtomicLong();
  volatile Consumer<Key> beforePut = key -> {};

  WatchedObjects(Env env) {
    objects =
        new MemoryObjectStore(
            env, SignedUrls.withFreshSecret(env, URI.create("http://localhost:9/")));
  }

  void plant(Digest digest, byte[] bytes) {
    objects.put(BlobFormat.key(digest), Body.of(bytes), Condition.ANY);
  }

  byte[] storedForm(Digest digest) {
    try (var fetch = objects.get(BlobFormat.key(digest))) {
      return switch (fetch) {
        case Fetch.Found found -> found.bytes(Manifest.STORED_SIZE_MAX);
        case Fetch.Absent _ -> throw new AssertionError(digest + " is not there");
      };
    }
  }

  @Override
  public Fetch get(Key key, Range range) {
    gets.add(key);
    return objects.get(key, range);
  }

  @Override
  public Lookup head(Key key) {
    return objects.head(key);
  }

  @Override
  public PutAnswer put(Key key, Body body, Condition condition) {
    beforePut.accept(key);
    var answer = objects.put(key, body, condition);
    putBytes.addAndGet(body.size());
    if (answer instanceof PutAnswer.Stored) {
      stored.add(key);
    }
    return answer;
  }

  @Override
  public void delete(Key key) {
    objects.delete(key);
  }

  @Override
  public DeleteAnswer delete(Key key, Version version) {
    return objects.delete(key, version);
  }

  @Override
  public Page list(String prefix, String after, int limit) {
    return objects.list(prefix, after, limit);
  }

  @Override
  public SignedRequest presign(Access access, Key key, Duration ttl) {
    return objects.presign(access, key, ttl);
  }

  @Override
  public void close() {
    objects.close();
  }
}
