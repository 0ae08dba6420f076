package dev.micelio.core.objects.fitness;

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
import java.time.Duration;

/// Passes every call on, so that a broken object store has to say only what it breaks.
abstract class ForwardingObjectStore implements ObjectStore {
  final ObjectStore sound;

  ForwardingObjectStore(ObjectStore sound) {
    this.sound = sound;
  }

  @Override
  public Fetch get(Key key, Range range) {
    return sound.get(key, range);
  }

  @Override
  public Lookup head(Key key) {
    return sound.head(key);
  }

  @Override
  public PutAnswer put(Key key, Body body, Condition condition) {
    return sound.put(key, body, condition);
  }

  @Override
  public void delete(Key key) {
    sound.delete(key);
  }

  @Override
  public DeleteAnswer delete(Key key, Version version) {
    return sound.delete(key, version);
  }

  @Override
  public Page list(String prefix, String after, int limit) {
    return sound.list(prefix, after, limit);
  }

  @Override
  public SignedRequest presign(Access access, Key key, Duration ttl) {
    return sound.presign(access, key, ttl);
  }

  @Override
  public void close() {
    sound.close();
  }
}
