package dev.micelio.core.objects.fitness;

import dev.micelio.core.objects.Access;
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
import dev.micelio.core.objects.SignedRequest;
import dev.micelio.core.objects.Version;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/// Object stores that each break one promise, as real ones do. Every other promise they keep.
public enum BrokenObjectStore {
  ABSENT_CHECKED_THEN_WRITTEN(
      Property.ABSENT_RACE,
      sound ->
          new ForwardingObjectStore(sound) {
            @Override
            public PutAnswer put(Key key, Body body, Condition condition) {
              if (!(condition instanceof Condition.Absent)) {
                return sound.put(key, body, condition);
              }
              if (sound.head(key) instanceof Lookup.Found) {
                return new PutAnswer.Lost();
              }
              LockSupport.parkNanos(GAP_NANOS);
              return sound.put(key, body, Condition.ANY);
            }
          }),
  VERSION_CHECKED_THEN_WRITTEN(
      Property.VERSION_RACE,
      sound ->
          new ForwardingObjectStore(sound) {
            @Override
            public PutAnswer put(Key key, Body body, Condition condition) {
              if (!(condition instanceof Condition.Matches(var version))) {
                return sound.put(key, body, condition);
              }
              if (!(sound.head(key) instanceof Lookup.Found found)
                  || !found.version().equals(version)) {
                return new PutAnswer.Lost();
              }
              LockSupport.parkNanos(GAP_NANOS);
              return sound.put(key, body, Condition.ANY);
            }
          }),
  VERSION_IGNORED(
      Property.WRONG_VERSION,
      sound ->
          new ForwardingObjectStore(sound) {
            @Override
            public PutAnswer put(Key key, Body body, Condition condition) {
              return sound.put(
                  key, body, condition instanceof Condition.Matches ? Condition.ANY : condition);
            }
          }),
  NEWEST_VERSION_NEVER_MATCHES(
      Property.VERSION_RACE,
      sound ->
          new ForwardingObjectStore(sound) {
            @Override
            public PutAnswer put(Key key, Body body, Condition condition) {
              return condition instanceof Condition.Matches
                  ? new PutAnswer.Lost()
                  : sound.put(key, body, condition);
            }
          }),
  VERSION_OF_NOTHING_MATCHES(
      Property.VERSION_OF_NOTHING,
      sound ->
          new ForwardingObjectStore(sound) {
            @Override
            public PutAnswer put(Key key, Body body, Condition condition) {
              boolean nothing = sound.head(key) instanceof Lookup.Absent;
              return sound.put(
                  key,
                  body,
                  nothing && condition instanceof Condition.Matches ? Condition.ANY : condition);
            }
          }),
  LOST_ALTHOUGH_STORED(
      Property.ABSENT_RACE,
      sound ->
          new ForwardingObjectStore(sound) {
            @Override
            public PutAnswer put(Key key, Body body, Condition condition) {
              var answer = sound.put(key, body, condition);
              return condition instanceof Condition.Absent ? new PutAnswer.Lost() : answer;
            }
          }),
  ABSENCE_REMEMBERED(
      Property.READ_AFTER_WRITE,
      sound ->
          new ForwardingObjectStore(sound) {
            private final Map<Key, Boolean> absent = new ConcurrentHashMap<>();

            @Override
            public Fetch get(Key key, Range range) {
              if (absent.remove(key) != null) {
                return new Fetch.Absent();
              }
              var fetch = sound.get(key, range);
              if (fetch instanceof Fetch.Absent) {
                absent.put(key, true);
              }
              return fetch;
            }
          }),
  BODIES_WRITTEN_IN_PLACE(
      Property.WHOLE_BODIES,
      sound ->
          new ForwardingObjectStore(sound) {
            @Override
            public PutAnswer put(Key key, Body body, Condition condition) {
              if (condition instanceof Condition.Any && body.size() > 100_000) {
                sound.put(key, Body.of(new byte[(int) body.size() / 2]), condition);
              }
              return sound.put(key, body, condition);
            }
          }),
  LISTING_BEHIND(
      Property.LIST_AFTER_WRITE,
      sound ->
          new ForwardingObjectStore(sound) {
            private final Map<Key, Long> putNanos = new ConcurrentHashMap<>();

            @Override
            public PutAnswer put(Key key, Body body, Condition condition) {
              putNanos.put(key, System.nanoTime());
              return sound.put(key, body, condition);
            }

            @Override
            public Page list(String prefix, String after, int limit) {
              var page = sound.list(prefix, after, limit);
              long now = System.nanoTime();
              var seen =
                  page.entries().stream()
                      .filter(entry -> now - putNanos.getOrDefault(entry.key(), 0L) > 5_000_000)
                      .toList();
              return new Page(seen, page.more() && !seen.isEmpty());
            }
          }),
  LISTING_WITHOUT_CASE(
      Property.LIST_ORDER,
      sound ->
          new ForwardingObjectStore(sound) {
            @Override
            public Page list(String prefix, String after, int limit) {
              var page = sound.list(prefix, after, limit);
              var entries = new ArrayList<>(page.entries());
              entries.sort(
                  Comparator.comparing(entry -> entry.key().text(), String.CASE_INSENSITIVE_ORDER));
              return new Page(entries, page.more());
            }
          }),
  LISTING_IN_UTF_16_ORDER(
      Property.LIST_ORDER,
      sound ->
          new ForwardingObjectStore(sound) {
            @Override
            public Page list(String prefix, String after, int limit) {
              var page = sound.list(prefix, after, limit);
              var entries = new ArrayList<>(page.entries());
              entries.sort(Comparator.comparing(entry -> entry.key().text()));
              return new Page(entries, page.more());
            }
          }),
  RANGES_INCLUDE_ONE_TOO_MANY(
      Property.RANGES,
      sound ->
          new ForwardingObjectStore(sound) {
            @Override
            public Fetch get(Key key, Range range) {
              return sound.get(
                  key,
                  range.length() == Long.MAX_VALUE
                      ? range
                      : new Range(range.offset(), range.length() + 1));
            }
          }),
  RANGES_IGNORED(
      Property.RANGES,
      sound ->
          new ForwardingObjectStore(sound) {
            @Override
            public Fetch get(Key key, Range range) {
              return sound.get(key, Range.ALL);
            }
          }),
  SIGNATURES_LAST_LONGER(
      Property.SIGNED_EXPIRY,
      sound ->
          new ForwardingObjectStore(sound) {
            @Override
            public SignedRequest presign(Access access, Key key, Duration ttl) {
              return sound.presign(access, key, ttl.plusHours(1));
            }
          }),
  SIGNED_GETS_GIVE_OTHER_BYTES(
      Property.SIGNED_GET,
      sound ->
          new ForwardingObjectStore(sound) {
            @Override
            public SignedRequest presign(Access access, Key key, Duration ttl) {
              if (access == Access.PUT) {
                return sound.presign(access, key, ttl);
              }
              var other = new Key(key.text() + "-other");
              sound.put(other, Body.of(new byte[7]), Condition.ANY);
              return sound.presign(access, other, ttl);
            }
          }),
  DELETES_FORGOTTEN(
      Property.DELETE,
      sound ->
          new ForwardingObjectStore(sound) {
            private final Map<Key, Boolean> asked = new ConcurrentHashMap<>();

            @Override
            public void delete(Key key) {
              if (asked.put(key, true) != null) {
                sound.delete(key);
              }
            }
          }),
  DELETED_WHATEVER_THE_VERSION(
      Property.CONDITIONAL_DELETE,
      sound ->
          new ForwardingObjectStore(sound) {
            @Override
            public DeleteAnswer delete(Key key, Version version) {
              sound.delete(key);
              return new DeleteAnswer.Deleted();
            }
          }),
  BODIES_CUT_SHORT(
      Property.READ_AFTER_WRITE,
      sound ->
          new ForwardingObjectStore(sound) {
            @Override
            public Fetch get(Key key, Range range) {
              return switch (sound.get(key, range)) {
                case Fetch.Absent absent -> absent;
                case Fetch.Found found -> {
                  byte[] bytes = found.bytes(Integer.MAX_VALUE - 8);
                  yield new Fetch.Found(
                      found.version(),
                      found.size(),
                      new ByteArrayInputStream(bytes, 0, bytes.length - bytes.length / 8));
                }
              };
            }
          });

  /// Between a check and its write: as short as on a fast disk.
  private static final long GAP_NANOS = 50_000;

  private final Property broken;

  @SuppressWarnings("ImmutableEnumChecker") // each is a lambda that holds nothing
  private final UnaryOperator<ObjectStore> breaking;

  BrokenObjectStore(Property broken, UnaryOperator<ObjectStore> breaking) {
    this.broken = broken;
    this.breaking = breaking;
  }

  /// The property that a probe must name, among others that may follow from it.
  public Property broken() {
    return broken;
  }

  public ObjectStore over(ObjectStore sound) {
    return breaking.apply(sound);
  }
}
