package dev.micelio.bench;

import dev.micelio.core.env.Env;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.DeleteAnswer;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.ForwardingObjectStore;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.Page;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.objects.Range;
import dev.micelio.core.objects.Version;
import java.time.Duration;

/// An object store that is far away: every call takes `late` longer.
final class LateObjectStore extends ForwardingObjectStore {
  private final Env env;
  private final Duration late;

  LateObjectStore(Env env, ObjectStore near, Duration late) {
    super(near);
    this.env = env;
    this.late = late;
  }

  @Override
  public Fetch get(Key key, Range range) {
    env.sleep(late);
    return super.get(key, range);
  }

  @Override
  public Lookup head(Key key) {
    env.sleep(late);
    return super.head(key);
  }

  @Override
  public PutAnswer put(Key key, Body body, Condition condition) {
    env.sleep(late);
    return super.put(key, body, condition);
  }

  @Override
  public void delete(Key key) {
    env.sleep(late);
    super.delete(key);
  }

  @Override
  public DeleteAnswer delete(Key key, Version version) {
    env.sleep(late);
    return super.delete(key, version);
  }

  @Override
  public Page list(String prefix, String after, int limit) {
    env.sleep(late);
    return super.list(prefix, after, limit);
  }
}
