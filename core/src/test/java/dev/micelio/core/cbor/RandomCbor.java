package dev.micelio.core.cbor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

/// Values of all kinds, with a liking for edges.
public final class RandomCbor {
  private static final List<String> LETTERS =
      List.of("a", "Z", "/", "\0", "\u007f", "ü", "\u07ff", "水", "\uffff", "𐅑", "\udbff\udfff");

  private final Random random;
  private final int countMax;
  private final int sizeMax;

  RandomCbor(long seed) {
    this(seed, 30, 70_000);
  }

  private RandomCbor(long seed, int countMax, int sizeMax) {
    this.random = new Random(seed);
    this.countMax = countMax;
    this.sizeMax = sizeMax;
  }

  /// One of some hundred bytes at most, and mostly less.
  public static Cbor small(long seed) {
    return new RandomCbor(seed, 4, 40).value(2);
  }

  Cbor value(int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> integer();
      case 1 -> Cbor.of(random.nextBoolean());
      case 2 -> text();
      case 3 -> bytes();
      case 4 -> array(depth);
      default -> map(depth);
    };
  }

  private Cbor integer() {
    long edge = 1L << random.nextInt(63);
    long number = edge - 2 + random.nextInt(4);
    return Cbor.of(random.nextBoolean() ? number : ~Math.max(0, number - 2));
  }

  Cbor text() {
    var text = new StringBuilder();
    for (int i = size(); i > 0; i--) {
      text.append(LETTERS.get(random.nextInt(LETTERS.size())));
    }
    return Cbor.of(text.toString());
  }

  private Cbor bytes() {
    var bytes = new byte[size()];
    random.nextBytes(bytes);
    return Cbor.of(bytes);
  }

  private Cbor array(int depth) {
    var items = new ArrayList<Cbor>();
    for (int i = random.nextInt(countMax); i > 0; i--) {
      items.add(value(depth - 1));
    }
    return Cbor.array(items);
  }

  private Cbor map(int depth) {
    var map = Cbor.map();
    var keys = new HashSet<Cbor>();
    for (int i = random.nextInt(countMax); i > 0; i--) {
      Cbor key = random.nextBoolean() ? text() : integer();
      if (keys.add(key)) {
        switch (key) {
          case Cbor.Text(String name) -> map.put(name, value(depth - 1));
          default -> map.put(((Cbor.Int) key).value(), value(depth - 1));
        }
      }
    }
    return map.build();
  }

  private int size() {
    return random.nextInt(8) == 0 ? random.nextInt(sizeMax) : random.nextInt(30);
  }
}
