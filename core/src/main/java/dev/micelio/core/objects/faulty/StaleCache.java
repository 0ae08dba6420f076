package dev.micelio.core.objects.faulty;

import dev.micelio.core.env.Env;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.ForwardingObjectStore;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.Range;
import java.util.function.Predicate;

/// An object store behind a cache that does not notice when others change what it has read: with a
/// chance, a get or head of some keys answers what the last one answered. This breaks the contract:
/// it is for keys whose readers promise to live with it.
public final class StaleCache extends ForwardingObjectStore {
  private final Env env;
  private final double chance;
  private final Predicate<Key> keys;
  private final Past read;

  public StaleCache(Env env, ObjectStore objects, double chance, Predicate<Key> keys) {
    super(objects);
    this.env = env;
    this.chance = chance;
    this.keys = keys;
    this.read = new Past(objects);
  }

  @Override
  public Fetch get(Key key, Range range) {
    return isStale(key) ? read.get(key, range) : super.get(key, range);
  }

  @Override
  public Lookup head(Key key) {
    return isStale(key) ? read.head(key) : super.head(key);
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
}
