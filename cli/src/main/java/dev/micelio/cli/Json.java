package dev.micelio.cli;

import java.util.List;
import java.util.function.Function;

/// One JSON value, written as it is built, on one line.
public final class Json {
  private final String text;

  private Json(String text) {
    this.text = text;
  }

  public static Json of(String value) {
    return new Json(quoted(value));
  }

  public static Json of(long value) {
    return new Json(Long.toString(value));
  }

  public static Json of(boolean value) {
    return new Json(Boolean.toString(value));
  }

  public static <T> Json array(List<T> items, Function<T, Json> each) {
    return new Json(
        "[" + String.join(",", items.stream().map(item -> each.apply(item).text).toList()) + "]");
  }

  public static Json array(List<Json> items) {
    var out = new StringBuilder("[");
    for (var item : items) {
      out.append(out.length() > 1 ? "," : "").append(item.text);
    }
    return new Json(out.append(']').toString());
  }

  public static Fields object() {
    return new Fields();
  }

  /// The fields of an object, in the order of the calls.
  public static final class Fields {
    private final StringBuilder text = new StringBuilder("{");

    private Fields() {}

    public Fields with(String name, Json value) {
      if (text.length() > 1) {
        text.append(',');
      }
      text.append(quoted(name)).append(':').append(value.text);
      return this;
    }

    public Fields with(String name, String value) {
      return with(name, of(value));
    }

    public Fields with(String name, long value) {
      return with(name, of(value));
    }

    public Fields with(String name, boolean value) {
      return with(name, of(value));
    }

    public Json end() {
      return new Json(text + "}");
    }
  }

  private static String quoted(String value) {
    var out = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || isLoneSurrogate(value, i)) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  /// Half a character has no UTF-8 form, and would become a question mark.
  private static boolean isLoneSurrogate(String value, int at) {
    char c = value.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(value.charAt(at - 1)));
  }

  @Override
  public String toString() {
    return text;
  }
}
