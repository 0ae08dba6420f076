package dev.micelio.core.objects.faulty;

import dev.micelio.core.env.Env;
import dev.micelio.core.env.Killed;
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
import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// An object store as one machine sees it over a bad network. Chance is the env's, so that under a
/// seeded one the seed says what goes wrong. Once the machine has crashed, each call on this object
/// store throws [Killed]; what it wraps goes on for others. Closing it closes `objects`.
public final class FaultyObjectStore implements ObjectStore {
  private final Env env;
  private final ObjectStore objects;
  private final Past past;
  private final Consumer<Fault> struck;
  private volatile Faults faults;
  private volatile boolean crashed;
  private volatile long throttledUntilNanos = Long.MIN_VALUE;

  public FaultyObjectStore(Env env, ObjectStore objects, Faults faults) {
    this(env, objects, faults, _ -> {});
  }

  /// `struck` is told of every fault when it happens.
  public FaultyObjectStore(Env env, ObjectStore objects, Faults faults, Consumer<Fault> struck) {
    this.env = env;
    this.struck = struck;
    this.objects = objects;
    this.past = new Past(objects);
    this.faults = faults;
  }

  /// From now on these faults; a machine that has crashed stays so.
  public void become(Faults faults) {
    this.faults = faults;
    throttledUntilNanos = Long.MIN_VALUE;
  }

  @Override
  public Fetch get(Key key, Range range) {
    String what = "get " + key;
    before(what);
    var fetch = strikes(Fault.STALE) ? past.get(key, range) : objects.get(key, range);
    try {
      after(what);
      return fetch instanceof Fetch.Found found ? perhapsTruncated(found, range) : fetch;
    } catch (RuntimeException | Error e) {
      fetch.close();
      throw e;
    }
  }

  private Fetch perhapsTruncated(Fetch.Found found, Range range) {
    long length = range.lengthWithin(found.size());
    if (length == 0 || !strikes(Fault.TRUNCATED)) {
      return found;
    }
    long rest = env.random().nextLong(length);
    return new Fetch.Found(found.version(), found.size(), new TruncatedStream(found.body(), rest));
  }

  @Override
  public Lookup head(Key key) {
    return call("head " + key, () -> strikes(Fault.STALE) ? past.head(key) : objects.head(key));
  }

  @Override
  public PutAnswer put(Key key, Body body, Condition condition) {
    return change("put " + key, key, body, kept -> objects.put(key, kept, condition));
  }

  @Override
  public void delete(Key key) {
    change(
        "delete " + key,
        key,
        Body.of(new byte[0]),
        _ -> {
          objects.delete(key);
          return key;
        });
  }

  @Override
  public DeleteAnswer delete(Key key, Version version) {
    return change(
        "delete version of " + key, key, Body.of(new byte[0]), _ -> objects.delete(key, version));
  }

  @Override
  public Page list(String prefix, String after, int limit) {
    return call(
        "list " + prefix,
        () -> {
          var page = objects.list(prefix, after, limit);
          return strikes(Fault.LAGGING) ? lagging(page) : page;
        });
  }

  /// Never an empty page before others, which would be a page that leads nowhere.
  private Page lagging(Page page) {
    long seenMillis = env.nowMillis() - faults.delay(env.random()).toMillis();
    var old = page.entries().stream().filter(e -> e.modifiedMillis() < seenMillis).toList();
    return new Page(old, page.more() && !old.isEmpty());
  }

  /// Makes no request, so nothing can go wrong but a crash before.
  @Override
  public SignedRequest presign(Access access, Key key, Duration ttl) {
    checkAlive("presign " + key);
    return objects.presign(access, key, ttl);
  }

  @Override
  public void close() {
    objects.close();
  }

  private <T> T change(String what, Key key, Body body, Function<Body, T> effect) {
    return call(
        what,
        () -> {
          if (faults.chances().getOrDefault(Fault.STALE, 0.0) > 0) {
            past.remember(key);
          }
          if (strikes(Fault.LATE)) {
            doLater(what, kept(body), effect);
            throw unanswered(what);
          }
          if (strikes(Fault.DUPLICATED)) {
            var kept = kept(body);
            var answer = effect.apply(kept);
            doLater(what, kept, effect);
            return answer;
          }
          T answer = effect.apply(body);
          return strikes(Fault.REPEATED) ? effect.apply(body) : answer;
        });
  }

  private <T> void doLater(String what, Body kept, Function<Body, T> effect) {
    var delay = faults.delay(env.random());
    env.fork(
        "late", // under one name, since a world remembers all that it ever had
        () -> {
          env.sleep(delay);
          env.step("late " + what);
          return effect.apply(kept);
        });
  }

  /// The caller may change its bytes as soon as it has been answered.
  private static Body kept(Body body) {
    try (InputStream in = body.openExactly()) {
      return Body.of(in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException("what could not be read is a problem already", e);
    }
  }

  private <T> T call(String what, Supplier<T> effect) {
    before(what);
    T answer = effect.get();
    after(what);
    return answer;
  }

  private void before(String what) {
    checkAlive(what);
    env.step(what);
    pause();
    crash(Fault.CRASH_BEFORE, what);
    throttle(what);
    fail(Fault.ERROR_BEFORE, what);
  }

  private void throttle(String what) {
    if (env.nanos() >= throttledUntilNanos && strikes(Fault.THROTTLED)) {
      throttledUntilNanos = env.nanos() + faults.delay(env.random()).toNanos();
    }
    if (env.nanos() < throttledUntilNanos) {
      throw new Problem(
          Problem.Kind.UNAVAILABLE,
          "objects.unanswered",
          "too many requests, so not this one: " + what,
          "try again later");
    }
  }

  private void after(String what) {
    crash(Fault.CRASH_AFTER, what);
    pause();
    env.step(what + " answered");
    checkAlive(what);
    fail(Fault.ERROR_AFTER, what);
  }

  private void pause() {
    if (strikes(Fault.SLOW)) {
      env.sleep(faults.delay(env.random()));
    }
  }

  private void crash(Fault fault, String what) {
    if (strikes(fault)) {
      crashed = true;
    }
    checkAlive(what);
  }

  private void checkAlive(String what) {
    if (crashed) {
      throw new Killed("the machine has crashed, at or before its " + what);
    }
  }

  private void fail(Fault fault, String what) {
    if (strikes(fault)) {
      throw unanswered(what);
    }
  }

  private boolean strikes(Fault fault) {
    boolean strikes = faults.strike(fault, env.random());
    if (strikes) {
      struck.accept(fault);
    }
    return strikes;
  }

  private static Problem unanswered(String what) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "objects.unanswered",
        "no answer to: " + what,
        "read again whether it happened, then try again");
  }
}
