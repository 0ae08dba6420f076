package dev.micelio.core.env;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The events of a simulation: all are counted and go into the fingerprint, the newest are kept.
final class History {
  private static final long ODD = 0x9e37_79b9_7f4a_7c15L;

  private final int keptMax;
  private final Deque<Event> kept = new ArrayDeque<>();
  private long size;
  private long fingerprint;

  History(int keptMax) {
    this.keptMax = keptMax;
  }

  void add(Event event) {
    size++;
    fingerprint = Long.rotateLeft(fingerprint ^ event.hashCode(), 23) * ODD;
    if (keptMax > 0) {
      if (kept.size() == keptMax) {
        kept.removeFirst();
      }
      kept.addLast(event);
    }
  }

  long size() {
    return size;
  }

  long fingerprint() {
    return fingerprint;
  }

  List<Event> kept() {
    return List.copyOf(kept);
  }
}
