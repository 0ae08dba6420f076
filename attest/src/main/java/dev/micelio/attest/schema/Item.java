package dev.micelio.attest.schema;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.text.Shown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A value at its place, read as what it should be. What it should not be is collected as a reason,
/// and a harmless value stands in for it, so that the rest is read too: whoever reads looks at the
/// reasons at the end.
public final class Item {
  private static final Digest NO_DIGEST = new Digest(0, 0, 0, 0);

  private final @Nullable Item parent;
  private final String name;

  /// Nothing where a member is missing: a reason says so already.
  private final @Nullable Cbor value;

  private final Reasons reasons;

  Item(@Nullable Item parent, String name, @Nullable Cbor value, Reasons reasons) {
    this.parent = parent;
    this.name = name;
    this.value = value;
    this.reasons = reasons;
  }

  /// The whole of a payload.
  public static Item whole(Cbor value, Reasons reasons) {
    return new Item(null, "", value, reasons);
  }

  public Members members() {
    if (value instanceof Cbor.Map map) {
      return new Members(this, map, reasons);
    }
    wrongType("a map");
    return new Members(this, null, reasons);
  }

  public Digest digest() {
    return value instanceof Cbor.Bytes bytes && bytes.size() == Digest.SIZE_BYTES
        ? Digest.at(bytes.array(), 0)
        : wrongSize(Digest.SIZE_BYTES, NO_DIGEST);
  }

  public byte[] bytes(int size) {
    return value instanceof Cbor.Bytes bytes && bytes.size() == size
        ? bytes.array()
        : wrongSize(size, new byte[size]);
  }

  /// So many bytes, as hexadecimal digits.
  public String hex(int size) {
    return HexFormat.of().formatHex(bytes(size));
  }

  private <T> T wrongSize(int size, T instead) {
    if (value instanceof Cbor.Bytes bytes) {
      add(Code.SCHEMA_SIZE, size + " bytes", bytes.size() + " bytes");
    } else {
      wrongType(size + " bytes");
    }
    return instead;
  }

  public boolean bool() {
    if (value instanceof Cbor.Bool(boolean truth)) {
      return truth;
    }
    wrongType("true or false");
    return false;
  }

  public long integer() {
    if (value instanceof Cbor.Int(long number)) {
      return number;
    }
    wrongType("an integer");
    return 0;
  }

  /// An integer that is at least `min`.
  public long atLeast(long min) {
    if (value instanceof Cbor.Int(long number) && number < min) {
      add(Code.SCHEMA_RANGE, "at least " + min, String.valueOf(number));
    }
    return Math.max(min, integer());
  }

  void exactly(long version) {
    if (integer() != version && value instanceof Cbor.Int(long number)) {
      add(Code.SCHEMA_VERSION, String.valueOf(version), String.valueOf(number));
    }
  }

  /// Any text without NUL.
  public String text() {
    if (!(value instanceof Cbor.Text(String text))) {
      wrongType("text");
      return "";
    }
    if (text.indexOf('\0') >= 0) {
      add(Code.SCHEMA_TEXT, "text without NUL", Shown.text(text));
    }
    return text;
  }

  /// Text of a grammar.
  public String text(Code code, String expected, Predicate<String> grammar) {
    if (!(value instanceof Cbor.Text(String text))) {
      wrongType("text");
      return "";
    }
    if (!grammar.test(text)) {
      add(code, expected, Shown.text(text));
    }
    return text;
  }

  /// The name of something that is not ours to name: short, and without control characters.
  public String name() {
    String text = text();
    if (text.indexOf('\0') < 0 && !Grammar.isName(text)) {
      add(Code.SCHEMA_NAME, Grammar.NAME, Shown.text(text));
    }
    return text;
  }

  /// One of the words.
  public String word(List<String> words) {
    return text(Code.SCHEMA_ENUM, String.join(" or ", words), words::contains);
  }

  public <T> List<T> list(int min, Function<Item, T> each) {
    if (!(value instanceof Cbor.Array(List<Cbor> items))) {
      wrongType("an array");
      return List.of();
    }
    if (items.size() < min) {
      add(Code.SCHEMA_EMPTY, "at least " + min, "none");
    }
    var list = new ArrayList<T>(items.size());
    for (int i = 0; i < items.size(); i++) {
      list.add(each.apply(new Item(this, "[" + i + "]", items.get(i), reasons)));
    }
    return list;
  }

  public SortedMap<String, String> texts() {
    if (!(value instanceof Cbor.Map(List<Cbor.Map.Entry> entries))) {
      wrongType("a map of texts");
      return Collections.emptySortedMap();
    }
    var texts = new TreeMap<String, String>();
    for (var entry : entries) {
      String key = new Item(this, ".(name)", entry.key(), reasons).text();
      texts.put(key, new Item(this, "." + key, entry.value(), reasons).text());
    }
    return texts;
  }

  /// Adds what is wrong here.
  public void add(Code code, String expected, String found) {
    reasons.add(code, place(), expected, found);
  }

  private void wrongType(String expected) {
    if (value != null) {
      add(Code.SCHEMA_TYPE, expected, ShownCbor.of(value));
    }
  }

  /// `checks[1].log.size`.
  private String place() {
    if (parent == null) {
      return name.isEmpty() ? "payload" : name;
    }
    var path = new ArrayList<String>();
    for (Item at = this; at != null; at = at.parent) {
      path.add(at.name);
    }
    var place = new StringBuilder();
    for (String step : path.reversed()) {
      if (!place.isEmpty() && !step.startsWith("[") && !step.startsWith(".")) {
        place.append('.');
      }
      place.append(Shown.brief(step));
    }
    return place.toString();
  }
}
