package dev.micelio.core.cbor;

import dev.micelio.core.text.Shown;
import java.util.HexFormat;
import java.util.List;

/// A value as people read it: the diagnostic notation of RFC 8949, section 8, as far as the subset
/// needs it. What is printed is safe for a terminal, whoever wrote the value, and gives the same
/// value when it is read.
public final class CborDiagnostic {
  private static final int LINE_MAX = 100;
  private static final String INDENT = "  ";
  private static final HexFormat HEX = HexFormat.of();

  private final StringBuilder out = new StringBuilder();

  /// How long it may get; what is longer is not written to its end.
  private final int lengthMax;

  private CborDiagnostic(int lengthMax) {
    this.lengthMax = lengthMax;
  }

  public static String oneLine(Cbor value) {
    var line = new CborDiagnostic(Integer.MAX_VALUE);
    line.write(value);
    return line.out.toString();
  }

  /// An array or map that fits into a line of 100 characters stands in one; all others have a line
  /// for each item.
  public static String indented(Cbor value) {
    var out = new StringBuilder();
    indented(out, 0, "", value);
    return out.toString();
  }

  /// The value of a text that has the form of the others here, with white space and `/ comments /`
  /// anywhere between what belongs together, and the entries of a map in any order. For all others
  /// a problem that begins with `what` and names the line and the column. The limits are those of
  /// the value; how much text there may be is for whoever read it.
  public static Cbor parse(String what, String text, CborLimits limits) {
    return new DiagnosticParser(what, text, limits).parse();
  }

  /// `before` stands in the line already: a key.
  private static void indented(StringBuilder out, int depth, String before, Cbor value) {
    out.append(before);
    int room = LINE_MAX - depth * INDENT.length() - before.length();
    switch (value) {
      case Cbor.Array(var items) when !fits(value, room) -> {
        out.append('[');
        for (int i = 0; i < items.size(); i++) {
          line(out, i, depth + 1);
          indented(out, depth + 1, "", items.get(i));
        }
        end(out, depth, ']');
      }
      case Cbor.Map(var entries) when !fits(value, room) -> {
        out.append('{');
        for (int i = 0; i < entries.size(); i++) {
          line(out, i, depth + 1);
          indented(out, depth + 1, oneLine(entries.get(i).key()) + ": ", entries.get(i).value());
        }
        end(out, depth, '}');
      }
      default -> out.append(oneLine(value));
    }
  }

  private static void line(StringBuilder out, int index, int depth) {
    out.append(index == 0 ? "\n" : ",\n").repeat(INDENT, depth);
  }

  private static void end(StringBuilder out, int depth, char bracket) {
    out.append('\n').repeat(INDENT, depth).append(bracket);
  }

  private static boolean fits(Cbor value, int room) {
    var line = new CborDiagnostic(Math.max(2, room));
    return line.write(value);
  }

  /// Whether there was room for all of it.
  private boolean write(Cbor value) {
    switch (value) {
      case Cbor.Int(long number) -> out.append(number);
      case Cbor.Bool(boolean truth) -> out.append(truth);
      case Cbor.Text(String text) when text.length() > lengthMax -> out.repeat(' ', lengthMax + 1);
      case Cbor.Text(String text) -> Shown.appendQuoted(out, text);
      case Cbor.Bytes bytes when bytes.size() > lengthMax -> out.repeat(' ', lengthMax + 1);
      case Cbor.Bytes bytes -> out.append("h'").append(HEX.formatHex(bytes.shared())).append('\'');
      case Cbor.Array(var items) -> array(items);
      case Cbor.Map(var entries) -> map(entries);
    }
    return out.length() <= lengthMax;
  }

  private void array(List<Cbor> items) {
    out.append('[');
    for (int i = 0; i < items.size() && out.length() <= lengthMax; i++) {
      out.append(i == 0 ? "" : ", ");
      write(items.get(i));
    }
    out.append(']');
  }

  private void map(List<Cbor.Map.Entry> entries) {
    out.append('{');
    for (int i = 0; i < entries.size() && out.length() <= lengthMax; i++) {
      out.append(i == 0 ? "" : ", ");
      write(entries.get(i).key());
      out.append(": ");
      write(entries.get(i).value());
    }
    out.append('}');
  }
}
