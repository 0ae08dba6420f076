package dev.micelio.core.objects.faulty;

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
import java.time.Duration;
import java.util.function.Predicate;

/// An object store behind a cache that does not notice when others change what it has read: with a
/// chance, a get or head of some keys answers what the last one answered. This breaks the contract:
/// it is for keys whose readers promise to live with it.
public final class StaleCache implements ObjectStore {
  private final Env env;
  private final ObjectStore objects;
  private final double chance;
  private final Predicate<Key> keys;
  private final Past read;

  public StaleCache(Env env, ObjectStore objects, double chance, Predicate<Key> keys) {
    this.env = env;
    this.objects = objects;
    this.chance = chance;
    this.keys = keys;
    this.read = new Past(objects);
  }

  @Override
  public Fetch get(Key key, Range range) {
    return isStale(key) ? read.get(key, range) : objects.get(key, range);
  }

  @Override
  public Lookup head(Key key) {
    return isStale(key) ? read.head(key) : objects.head(key);
  }

  private boolean isStale(Key key) {
    if (!keys.test(key)) {
      return false;
    }
    if (read.knows(key) && env.random().nextDouble() < chance) {
      return true;
    }
    read.remember(key);
    return false;
  }

  @Override
  public PutAnswer put(Key key, Body body, Condition condition) {
    return objects.put(key, body, condition);
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
