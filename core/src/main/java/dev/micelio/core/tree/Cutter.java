package dev.micelio.core.tree;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Cuts the items of one level into nodes, item by item, by their keys alone.
///
/// With H(key) the first eight bytes of SHA-256(level ‖ key) as an unsigned number and n the number
/// of items in the level, a node ends after item i < n − 1 if w ≤ i ≤ n − 1 − w and H(i) < H(j) for
/// all j with 0 < |i − j| ≤ w; and it ends after its 8w-th item in any case. So an item can move
/// only boundaries within w items of itself, and natural boundaries are more than w apart by
/// themselves.
final class Cutter {
  static final int W = 64;
  static final int FORCED = 8 * W;
  private static final int RING = 4 * W;

  private final int level;
  private final Consumer<List<Item>> nodes;
  private final MessageDigest sha256;
  private final long[] hashes = new long[RING];
  private final ArrayList<Item> pending = new ArrayList<>(FORCED + W + 1);

  /// Items whose hash is known, items decided, and items in the node that is being filled.
  private long known;

  private long decided;
  private int filled;

  /// `nodes` is given the items of each node, in order.
  Cutter(int level, Consumer<List<Item>> nodes) {
    this.level = level;
    this.nodes = nodes;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// An item before the first that is cut, behind a boundary that stays. Whoever begins in the
  /// middle of a level gives the last w items before it, or all that there are.
  void context(byte[] key) {
    remember(key);
    decided++;
  }

  void add(Item item) {
    remember(item.key());
    pending.add(item);
    if (known - decided > W) {
      decide(decided >= W && isLowest());
    }
  }

  /// How many items were added behind the last decided one, at most w.
  int undecided() {
    return (int) (known - decided);
  }

  /// The level ends here.
  void end() {
    while (decided < known) {
      decide(false);
    }
    if (filled > 0) {
      emit();
    }
  }

  private void decide(boolean natural) {
    decided++;
    filled++;
    if (natural || filled == FORCED) {
      emit();
    }
  }

  private void emit() {
    var node = pending.subList(0, filled);
    filled = 0;
    nodes.accept(List.copyOf(node));
    node.clear();
  }

  private boolean isLowest() {
    long own = hashes[(int) (decided & (RING - 1))];
    for (int distance = 1; distance <= W; distance++) {
      if (Long.compareUnsigned(own, hashes[(int) (decided - distance & (RING - 1))]) >= 0
          || Long.compareUnsigned(own, hashes[(int) (decided + distance & (RING - 1))]) >= 0) {
        return false;
      }
    }
    return true;
  }

  private void remember(byte[] key) {
    sha256.update((byte) level);
    sha256.update(key);
    byte[] digest = sha256.digest();
    long hash = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      hash = (hash << 8) | (digest[i] & 0xff);
    }
    hashes[(int) (known & (RING - 1))] = hash;
    known++;
  }
}
