package dev.micelio.core.objects.tiered;

import dev.micelio.core.objects.Key;
import java.util.LinkedHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Objects in a map, in the order in which they were last wanted; the first goes first.
final class MemoryTier extends Tier {
  /// What an entry takes beside its text and its bytes: map entry, key, version, array headers.
  static final int ENTRY_BYTES = 200;

  private final long bytesMax;
  private final ReentrantLock lock = new ReentrantLock(); // guards what stands below
  private final LinkedHashMap<Key, Kept> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  MemoryTier(long bytesMax) {
    if (bytesMax < 0) {
      throw new IllegalArgumentException("a bound is not negative: " + bytesMax);
    }
    this.bytesMax = bytesMax;
  }

  @Override
  @Nullable Kept get(Key key, Proof proof) {
    lock.lock();
    try {
      return entries.get(key);
    } finally {
      lock.unlock();
    }
  }

  @Override
  void put(Key key, Kept kept) {
    if (weight(key, kept) > bytesMax) {
      return;
    }
    lock.lock();
    try {
      var before = entries.put(key, kept);
      bytes += weight(key, kept) - (before == null ? 0 : weight(key, before));
      while (bytes > bytesMax) {
        var eldest = entries.pollFirstEntry();
        bytes -= weight(eldest.getKey(), eldest.getValue());
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  void drop(Key key) {
    lock.lock();
    try {
      var dropped = entries.remove(key);
      bytes -= dropped == null ? 0 : weight(key, dropped);
    } finally {
      lock.unlock();
    }
  }

  long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  static long weight(Key key, Kept kept) {
    int textBytes = 2 * (key.text().length() + kept.version.text().length());
    return (long) ENTRY_BYTES + textBytes + kept.bytes.length;
  }
}
