package dev.micelio.core.objects.tiered;

import dev.micelio.core.objects.Key;
import java.util.LinkedHashSet;
import java.util.concurrent.locks.ReentrantLock;

/// Keys whose objects were seen to be too large to be kept, so that they are not asked for twice.
/// What is content-addressed never becomes smaller.
final class LargeKeys {
  private static final int KEYS_MAX = 1024;

  private final ReentrantLock lock = new ReentrantLock(); // guards what stands below
  private final LinkedHashSet<Key> keys = new LinkedHashSet<>();

  boolean contains(Key key) {
    lock.lock();
    try {
      return keys.contains(key);
    } finally {
      lock.unlock();
    }
  }

  void add(Key key) {
    lock.lock();
    try {
      keys.add(key);
      if (keys.size() > KEYS_MAX) {
        keys.removeFirst();
      }
    } finally {
      lock.unlock();
    }
  }
}
