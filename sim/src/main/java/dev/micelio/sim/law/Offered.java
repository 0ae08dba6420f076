package dev.micelio.sim.law;

import dev.micelio.core.landing.Offer;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.TreePath;
import java.util.Optional;
import java.util.SortedMap;

/// One offer, however often it was sent: its goal is its own, so that its landing can be told from
/// that of an earlier offer of the same session. `base` is all that its base has, `wanted` what it
/// wants of each path that it changes.
public final class Offered {
  private final Offer offer;
  private final SortedMap<TreePath, Entry> base;
  private final SortedMap<TreePath, Optional<Entry>> wanted;
  int undecidedCalls;
  boolean refused;
  boolean acknowledged;
  boolean inTheLog;

  public Offered(
      Offer offer, SortedMap<TreePath, Entry> base, SortedMap<TreePath, Optional<Entry>> wanted) {
    this.offer = offer;
    this.base = base;
    this.wanted = wanted;
  }

  public Offer offer() {
    return offer;
  }

  SortedMap<TreePath, Entry> base() {
    return base;
  }

  public SortedMap<TreePath, Optional<Entry>> wanted() {
    return wanted;
  }

  /// One more call that may land it and has not been answered. What was refused on an earlier head
  /// may land on a later one.
  public void sent() {
    refused = false;
    undecidedCalls++;
  }
}
