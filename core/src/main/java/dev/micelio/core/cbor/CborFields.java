package dev.micelio.core.cbor;

import dev.micelio.core.digest.Digest;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

/// Reads one map closed: each field by its name and bound, and [#end] refuses those that nobody
/// asked for. For one thread.
public final class CborFields {
  private final String what;
  private final Cbor.Map map;
  private final BitSet asked = new BitSet();

  CborFields(String what, Cbor.Map map) {
    this.what = what;
    this.map = map;
  }

  /// `what` begins the sentence of every problem: "a session".
  public static CborFields of(String what, Cbor value) {
    return CborField.of(what, value).fields();
  }

  public long uint(String name) {
    return at(name).uint();
  }

  public long uint(String name, long max) {
    return at(name).uint(max);
  }

  public long integer(String name) {
    return at(name).integer();
  }

  public long integer(String name, long min, long max) {
    return at(name).integer(min, max);
  }

  public boolean bool(String name) {
    return at(name).bool();
  }

  /// Text of at most so many bytes of UTF-8.
  public String text(String name, int bytesMax) {
    return at(name).text(bytesMax);
  }

  /// Exactly so many bytes.
  public byte[] bytes(String name, int size) {
    return at(name).bytes(size);
  }

  public byte[] bytesUpTo(String name, int sizeMax) {
    return at(name).bytesUpTo(sizeMax);
  }

  public Digest digest(String name) {
    return at(name).digest();
  }

  public <T> List<T> list(String name, int max, Function<Cbor, T> each) {
    return at(name).list(max, each);
  }

  public Cbor.Map map(String name, int max) {
    return at(name).map(max);
  }

  /// A map within this one; its own end is to be asked for too.
  public CborFields fields(String name) {
    return at(name).fields();
  }

  public boolean has(String name) {
    return map.find(new Cbor.Text(name)) >= 0;
  }

  public boolean has(long key) {
    return map.find(new Cbor.Int(key)) >= 0;
  }

  /// The field, whatever it is. A problem when it is not there.
  public CborField at(String name) {
    return at(new Cbor.Text(name));
  }

  public CborField at(long key) {
    return at(new Cbor.Int(key));
  }

  private CborField at(Cbor key) {
    int found = map.find(key);
    if (found < 0) {
      throw CborField.problem(what + " has no field " + CborField.shown(key));
    }
    asked.set(found);
    return new CborField(what, key, map.entries().get(found).value());
  }

  /// Every field was asked for.
  public void end() {
    int unasked = asked.nextClearBit(0);
    if (unasked < map.entries().size()) {
      throw CborField.problem(
          "%s has the field %s, which is not known here"
              .formatted(what, CborField.shown(map.entries().get(unasked).key())));
    }
  }
}
