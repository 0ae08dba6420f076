package dev.micelio.core.objects.retrying;

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
import java.util.function.Supplier;

/// Repeats what `objects` could not do just now, where a repetition can not change what the caller
/// is told. Closing it closes `objects`.
public final class RetryingObjectStore implements ObjectStore {
  private final Env env;
  private final ObjectStore objects;
  private final RetryPolicy policy;

  public RetryingObjectStore(Env env, ObjectStore objects, RetryPolicy policy) {
    this.env = env;
    this.objects = objects;
    this.policy = policy;
  }

  @Override
  public Fetch get(Key key, Range range) {
    return switch (retried(() -> objects.get(key, range))) {
      case Fetch.Absent absent -> absent;
      case Fetch.Found found ->
          new Fetch.Found(
              found.version(),
              found.size(),
              new ResumingStream(objects, key, range, found, this::attempts));
    };
  }

  @Override
  public Lookup head(Key key) {
    return retried(() -> objects.head(key));
  }

  @Override
  public PutAnswer put(Key key, Body body, Condition condition) {
    return switch (condition) {
      case Condition.Any _ -> retried(() -> objects.put(key, body, condition));
      case Condition.Absent _, Condition.Matches _ -> objects.put(key, body, condition);
    };
  }

  @Override
  public void delete(Key key) {
    retried(() -> {
      objects.delete(key);
      return key;
    });
  }

  @Override
  public DeleteAnswer delete(Key key, Version version) {
    return objects.delete(key, version);
  }

  @Override
  public Page list(String prefix, String after, int limit) {
    return retried(() -> objects.list(prefix, after, limit));
  }

  @Override
  public SignedRequest presign(Access access, Key key, Duration ttl) {
    return retried(() -> objects.presign(access, key, ttl));
  }

  @Override
  public void close() {
    objects.close();
  }

  private <T> T retried(Supplier<T> call) {
    return attempts().call(call);
  }

  private Attempts attempts() {
    return new Attempts(env, policy);
  }
}
