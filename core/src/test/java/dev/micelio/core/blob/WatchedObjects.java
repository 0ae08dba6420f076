package dev.micelio.core.blob;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.ForwardingObjectStore;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.objects.Range;
import dev.micelio.core.objects.memory.MemoryObjectStore;
import dev.micelio.core.objects.signed.SignedUrls;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// The memory object store, with a record of what was asked of it and a place to come between.
final class WatchedObjects extends ForwardingObjectStore {
  final List<Key> gets = new CopyOnWriteArrayList<>();
  final List<Key> stored = new CopyOnWriteArrayList<>();
  final AtomicLong putBytes = new AtomicLong();
  volatile Consumer<Key> beforePut = key -> {};

  WatchedObjects(Env env) {
    super(
        new MemoryObjectStore(
            env, SignedUrls.withFreshSecret(env, URI.create("http://localhost:9/"))));
  }

  void plant(Digest digest, byte[] bytes) {
    sound.put(BlobFormat.key(digest), Body.of(bytes), Condition.ANY);
  }

  byte[] storedForm(Digest digest) {
    try (var fetch = sound.get(BlobFormat.key(digest))) {
      return switch (fetch) {
        case Fetch.Found found -> found.bytes(Manifest.STORED_SIZE_MAX);
        case Fetch.Absent _ -> throw new AssertionError(digest + " is not there");
      };
    }
  }

  @Override
  public Fetch get(Key key, Range range) {
    gets.add(key);
    return sound.get(key, range);
  }

  @Override
  public PutAnswer put(Key key, Body body, Condition condition) {
    beforePut.accept(key);
    var answer = sound.put(key, body, condition);
    putBytes.addAndGet(body.size());
    if (answer instanceof PutAnswer.Stored) {
      stored.add(key);
    }
    return answer;
  }
}
