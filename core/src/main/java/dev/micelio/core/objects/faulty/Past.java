package dev.micelio.core.objects.faulty;

import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.Range;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What keys held before they were last changed. Of keys that it does not remember it answers what
/// they hold now.
final class Past {
  private static final int KEYS_MAX = 1_000;
  private static final int OBJECT_BYTES_MAX = 1 << 20;

  private static final class Old {
    final Lookup.Found head;
    final byte[] bytes;

    Old(Lookup.Found head, byte[] bytes) {
      this.head = head;
      this.bytes = bytes;
    }

    Fetch part(Range range) {
      int offset = (int) Math.min(range.offset(), bytes.length);
      int length = (int) range.lengthWithin(bytes.length);
      return new Fetch.Found(
          head.version(), head.size(), new ByteArrayInputStream(bytes, offset, length));
    }
  }

  private final ObjectStore objects;
  private final Map<Key, Optional<Old>> olds = new ConcurrentHashMap<>();

  Past(ObjectStore objects) {
    this.objects = objects;
  }

  /// Called before the key is changed.
  void remember(Key key) {
    if (olds.size() < KEYS_MAX || olds.containsKey(key)) {
      switch (objects.head(key)) {
        case Lookup.Absent _ -> olds.put(key, Optional.empty());
        case Lookup.Found head when head.size() <= OBJECT_BYTES_MAX -> remember(key, head);
        case Lookup.Found _ -> olds.remove(key);
      }
    }
  }

  private void remember(Key key, Lookup.Found head) {
    try (var fetch = objects.get(key)) {
      if (fetch instanceof Fetch.Found found && found.version().equals(head.version())) {
        olds.put(key, Optional.of(new Old(head, found.bytes(OBJECT_BYTES_MAX))));
      }
    }
  }

  boolean knows(Key key) {
    return olds.containsKey(key);
  }

  Fetch get(Key key, Range range) {
    var known = olds.get(key);
    if (known == null) {
      return objects.get(key, range);
    }
    return known.isPresent() ? known.get().part(range) : new Fetch.Absent();
  }

  Lookup head(Key key) {
    var known = olds.get(key);
    if (known == null) {
      return objects.head(key);
    }
    return known.isPresent() ? known.get().head : new Lookup.Absent();
  }
}
