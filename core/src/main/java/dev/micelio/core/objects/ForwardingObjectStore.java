package dev.micelio.core.objects;

import java.time.Duration;

/// Passes every call on to `sound`, so that what stands around an object store has to say only what
/// is different about it. Closing it closes `sound`.
public abstract class ForwardingObjectStore implements ObjectStore {
  protected final ObjectStore sound;

  protected ForwardingObjectStore(ObjectStore sound) {
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
