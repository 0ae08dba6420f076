package dev.micelio.attest.schema;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.core.cbor.Cbor;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The members of one map, read closed: each is asked for by name, and [#end] refuses those that
/// nobody asked for. For one thread.
public final class Members {
  private final Item whole;
  private final @Nullable List<Cbor.Map.Entry> entries;
  private final Reasons reasons;
  private final BitSet asked = new BitSet();

  /// Where the last one was found: whoever asks in the order of the bytes finds each at once.
  private int cursor;

  /// Without a map there is nothing to find, and nothing is said about it again.
  Members(Item whole, Cbor.@Nullable Map map, Reasons reasons) {
    this.whole = whole;
    this.entries = map == null ? null : map.entries();
    this.reasons = reasons;
  }

  /// Whether there is a map at all.
  public boolean areThere() {
    return entries != null;
  }

  public boolean has(String name) {
    return find(name) >= 0;
  }

  /// The member, which must be there.
  public Item at(String name) {
    int found = find(name);
    if (found >= 0) {
      return asked(name, found);
    }
    var missing = new Item(whole, name, null, reasons);
    if (entries != null) {
      missing.add(Code.SCHEMA_MISSING, "a member", "nothing");
    }
    return missing;
  }

  private Item asked(String name, int found) {
    asked.set(found);
    return new Item(whole, name, entries == null ? null : entries.get(found).value(), reasons);
  }

  private int find(String name) {
    if (entries == null) {
      return -1;
    }
    for (int i = 0; i < entries.size(); i++) {
      int at = cursor + i < entries.size() ? cursor + i : cursor + i - entries.size();
      if (entries.get(at).key() instanceof Cbor.Text(String text) && text.equals(name)) {
        cursor = at;
        return at;
      }
    }
    return -1;
  }

  /// The member `v`, which says that the rest is of the version that is read here.
  public void version(long version) {
    at("v").exactly(version);
  }

  /// Every member was asked for.
  public void end() {
    if (entries == null) {
      return;
    }
    for (int i = asked.nextClearBit(0); i < entries.size(); i = asked.nextClearBit(i + 1)) {
      String key =
          switch (entries.get(i).key()) {
            case Cbor.Text(String text) -> text;
            case Cbor other -> ShownCbor.of(other);
          };
      new Item(whole, key, null, reasons).add(Code.SCHEMA_UNKNOWN, "no such member", "one");
    }
  }
}
