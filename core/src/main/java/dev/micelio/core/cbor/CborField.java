package dev.micelio.core.cbor;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.text.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One value and where it stands, read as what it should be: anything else is a problem that names
/// the place, what belongs there and what is there.
public final class CborField {
  private static final int SHOWN_MAX = 100;

  private static final String NEXT =
      "fetch it again; if that does not help, it was written by a newer version, or is damaged or"
          + " hostile";

  private final String what;
  private final @Nullable Cbor key;
  private final Cbor value;

  /// The field of `what` that has the key; without a key it is `what` itself.
  CborField(String what, @Nullable Cbor key, Cbor value) {
    this.what = what;
    this.key = key;
    this.value = value;
  }

  /// `what` begins the sentence of every problem: "an input of a check".
  public static CborField of(String what, Cbor value) {
    return new CborField(what, null, value);
  }

  public Cbor value() {
    return value;
  }

  public long uint() {
    return integer(0, Long.MAX_VALUE);
  }

  public long uint(long max) {
    return integer(0, max);
  }

  public long integer() {
    return integer(-Long.MAX_VALUE, Long.MAX_VALUE);
  }

  public long integer(long min, long max) {
    if (value instanceof Cbor.Int(long number) && number >= min && number <= max) {
      return number;
    }
    throw unexpected(
        max == Long.MAX_VALUE
            ? min == -Long.MAX_VALUE ? "an integer" : "an integer from " + min
            : "an integer from " + min + " to " + max);
  }

  public boolean bool() {
    if (value instanceof Cbor.Bool(boolean truth)) {
      return truth;
    }
    throw unexpected("true or false");
  }

  /// Text of at most so many bytes of UTF-8.
  public String text(int bytesMax) {
    if (value instanceof Cbor.Text text && text.sizeBytes() <= bytesMax) {
      return text.value();
    }
    throw unexpected("text of at most " + bytesMax + " bytes");
  }

  /// Exactly so many bytes.
  public byte[] bytes(int size) {
    return exactly(size).array();
  }

  public byte[] bytesUpTo(int sizeMax) {
    if (value instanceof Cbor.Bytes bytes && bytes.size() <= sizeMax) {
      return bytes.array();
    }
    throw unexpected("at most " + sizeMax + " bytes");
  }

  public Digest digest() {
    return Digest.at(exactly(Digest.SIZE_BYTES).shared(), 0);
  }

  private Cbor.Bytes exactly(int size) {
    if (value instanceof Cbor.Bytes bytes && bytes.size() == size) {
      return bytes;
    }
    throw unexpected(size + " bytes");
  }

  public <T> List<T> list(int max, Function<Cbor, T> each) {
    if (value instanceof Cbor.Array(var items) && items.size() <= max) {
      var list = new ArrayList<T>(items.size());
      for (var item : items) {
        list.add(each.apply(item));
      }
      return List.copyOf(list);
    }
    throw unexpected("an array of at most " + max);
  }

  public Cbor.Map map(int max) {
    if (value instanceof Cbor.Map map && map.entries().size() <= max) {
      return map;
    }
    throw unexpected("a map of at most " + max);
  }

  public CborFields fields() {
    if (value instanceof Cbor.Map map) {
      return new CborFields(place(), map);
    }
    throw unexpected("a map");
  }

  /// The problem to throw when a value of the right type is none that belongs here: `a session:
  /// field "status" has "open" where active, landed or abandoned belongs`.
  public Problem unexpected(String expected) {
    return problem("%s has %s where %s belongs".formatted(place(), shown(value), expected));
  }

  static Problem problem(String what) {
    return new Problem(Problem.Kind.CORRUPT, "cbor.unexpected", what, NEXT);
  }

  private String place() {
    return key == null ? what : what + ": field " + shown(key);
  }

  static String shown(Cbor value) {
    return switch (value) {
      case Cbor.Int(long number) -> String.valueOf(number);
      case Cbor.Bool(boolean truth) -> String.valueOf(truth);
      case Cbor.Text(String text) when text.length() <= SHOWN_MAX -> Shown.quoted(text);
      case Cbor.Text text -> "text of " + text.sizeBytes() + " bytes";
      case Cbor.Bytes bytes -> bytes.size() + " bytes";
      case Cbor.Array(var items) -> "an array of " + items.size();
      case Cbor.Map(var entries) -> "a map of " + entries.size();
    };
  }
}
