package dev.micelio.core.cbor;

import dev.micelio.core.digest.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that has exactly one encoding. Immutable, and never one that could not be written: the
/// constructors refuse what the format leaves out.
public sealed interface Cbor {

  /// An integer within ±(2^63 − 1).
  record Int(long value) implements Cbor {
    public Int {
      if (value == Long.MIN_VALUE) {
        throw new IllegalArgumentException("an integer is at least -(2^63 - 1)");
      }
    }
  }

  record Bool(boolean value) implements Cbor {}

  /// Unicode text.
  record Text(String value) implements Cbor {
    public Text {
      if (!Utf8.has(value)) {
        throw new IllegalArgumentException("not Unicode text");
      }
    }

    int sizeBytes() {
      return Utf8.size(value);
    }
  }

  /// Bytes, compared by content.
  final class Bytes implements Cbor {
    private final byte[] bytes;

    private Bytes(byte[] own) {
      this.bytes = own;
    }

    /// For arrays that nobody else holds.
    static Bytes owned(byte[] bytes) {
      return new Bytes(bytes);
    }

    public int size() {
      return bytes.length;
    }

    /// A copy.
    public byte[] array() {
      return bytes.clone();
    }

    /// Not to be changed.
    byte[] shared() {
      return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "Bytes[" + HexFormat.of().formatHex(bytes) + "]";
    }
  }

  record Array(List<Cbor> items) implements Cbor {
    public Array {
      items = List.copyOf(items);
    }
  }

  /// Entries in the order of their encoded keys, each key once. [Cbor#map()] sorts them.
  record Map(List<Entry> entries) implements Cbor {

    /// The order of encoded keys, compared as unsigned bytes.
    static final Comparator<Cbor> KEY_ORDER = Map::compareKeys;

    /// The key is an integer or text.
    public record Entry(Cbor key, Cbor value) {
      public Entry {
        if (!(key instanceof Int || key instanceof Text)) {
          throw new IllegalArgumentException("a key is an integer or text, not " + key);
        }
      }
    }

    public Map {
      entries = List.copyOf(entries);
      for (int i = 1; i < entries.size(); i++) {
        if (compareKeys(entries.get(i - 1).key, entries.get(i).key) >= 0) {
          throw new IllegalArgumentException("keys rise, and each is there once");
        }
      }
    }

    public Optional<Cbor> get(String key) {
      return get(new Text(key));
    }

    public Optional<Cbor> get(long key) {
      return get(new Int(key));
    }

    private Optional<Cbor> get(Cbor key) {
      int at = find(key);
      return at < 0 ? Optional.empty() : Optional.of(entries.get(at).value);
    }

    /// Where the key is; negative when it is not there.
    int find(Cbor key) {
      int low = 0;
      int high = entries.size() - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        int order = compareKeys(entries.get(middle).key, key);
        if (order == 0) {
          return middle;
        }
        if (order < 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return -1;
    }

    /// Shorter encodings begin with smaller bytes: so a number is compared before a text, and
    /// lengths before contents.
    private static int compareKeys(Cbor left, Cbor right) {
      if (left instanceof Int(long l) && right instanceof Int(long r)) {
        return (l < 0) != (r < 0)
            ? Boolean.compare(l < 0, r < 0)
            : Long.compare(l ^ l >> 63, r ^ r >> 63);
      }
      if (left instanceof Text(String l) && right instanceof Text(String r)) {
        int bySize = Integer.compare(Utf8.size(l), Utf8.size(r));
        return bySize != 0 ? bySize : Utf8.compare(l, r);
      }
      return left instanceof Int ? -1 : 1;
    }
  }

  /// Collects the entries of a map in any order. Giving a key twice is a bug of the caller.
  final class MapBuilder {
    private final List<Map.Entry> entries = new ArrayList<>();

    private MapBuilder() {}

    public MapBuilder put(String key, Cbor value) {
      entries.add(new Map.Entry(new Text(key), value));
      return this;
    }

    public MapBuilder put(long key, Cbor value) {
      entries.add(new Map.Entry(new Int(key), value));
      return this;
    }

    public MapBuilder putIf(boolean condition, String key, Supplier<? extends Cbor> value) {
      return condition ? put(key, value.get()) : this;
    }

    public MapBuilder putIf(boolean condition, long key, Supplier<? extends Cbor> value) {
      return condition ? put(key, value.get()) : this;
    }

    public Map build() {
      var sorted = new ArrayList<>(entries);
      sorted.sort(Comparator.comparing(Map.Entry::key, Map.KEY_ORDER));
      return new Map(sorted);
    }
  }

  static Int of(long value) {
    return new Int(value);
  }

  static Bool of(boolean value) {
    return new Bool(value);
  }

  static Text of(String value) {
    return new Text(value);
  }

  /// The array is copied.
  static Bytes of(byte[] bytes) {
    return Bytes.owned(bytes.clone());
  }

  static Bytes of(Digest digest) {
    return Bytes.owned(digest.bytes());
  }

  static Array array(List<? extends Cbor> items) {
    return new Array(List.copyOf(items));
  }

  static Array array(Cbor... items) {
    return new Array(List.of(items));
  }

  static MapBuilder map() {
    return new MapBuilder();
  }

  default byte[] encode() {
    return CborEncoder.encode(this);
  }

  /// The value of canonical bytes. For whoever has to say which rule others break: a [CborRefused].
  static Cbor read(byte[] bytes, CborLimits limits) throws CborRefused {
    return CborDecoder.read(bytes, limits);
  }

  /// The value of canonical bytes. For all others a problem that begins with `what`: "a session".
  static Cbor decode(String what, byte[] bytes, CborLimits limits) {
    return CborDecoder.decode(what, bytes, limits);
  }
}
