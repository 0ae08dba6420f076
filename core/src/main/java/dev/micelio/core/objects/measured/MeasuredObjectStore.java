package dev.micelio.core.objects.measured;

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
import java.util.EnumMap;
import java.util.function.Supplier;

/// Counts and times what `measured` does, and changes nothing of it. Closing it closes `measured`.
public final class MeasuredObjectStore implements ObjectStore {
  private final Env env;
  private final ObjectStore measured;
  private final EnumMap<Operation, Gauge> gauges = new EnumMap<>(Operation.class);

  public MeasuredObjectStore(Env env, ObjectStore measured) {
    this.env = env;
    this.measured = measured;
    for (var operation : Operation.values()) {
      gauges.put(operation, new Gauge());
    }
  }

  /// What calls of this kind did up to now.
  public Measurement measurement(Operation operation) {
    return gauge(operation).measurement();
  }

  @Override
  public Fetch get(Key key, Range range) {
    return switch (call(Operation.GET, () -> measured.get(key, range))) {
      case Fetch.Absent absent -> absent;
      case Fetch.Found(var version, var size, var body) ->
          new Fetch.Found(version, size, new CountedStream(body, gauge(Operation.GET)));
    };
  }

  @Override
  public Lookup head(Key key) {
    return call(Operation.HEAD, () -> measured.head(key));
  }

  @Override
  public PutAnswer put(Key key, Body body, Condition condition) {
    var answer = call(Operation.PUT, () -> measured.put(key, body, condition));
    switch (answer) {
      case PutAnswer.Stored _ -> gauge(Operation.PUT).moved(body.size());
      case PutAnswer.Lost _ -> gauge(Operation.PUT).lost();
    }
    return answer;
  }

  @Override
  public void delete(Key key) {
    call(
        Operation.DELETE,
        () -> {
          measured.delete(key);
          return key;
        });
  }

  @Override
  public DeleteAnswer delete(Key key, Version version) {
    var answer = call(Operation.DELETE, () -> measured.delete(key, version));
    if (answer instanceof DeleteAnswer.Lost) {
      gauge(Operation.DELETE).lost();
    }
    return answer;
  }

  @Override
  public Page list(String prefix, String after, int limit) {
    return call(Operation.LIST, () -> measured.list(prefix, after, limit));
  }

  @Override
  public SignedRequest presign(Access access, Key key, Duration ttl) {
    return call(Operation.PRESIGN, () -> measured.presign(access, key, ttl));
  }

  @Override
  public void close() {
    measured.close();
  }

  private <T> T call(Operation operation, Supplier<T> call) {
    return gauge(operation).call(env, call);
  }

  @SuppressWarnings("NullAway") // the constructor made one for every operation
  private Gauge gauge(Operation operation) {
    return gauges.get(operation);
  }
}
