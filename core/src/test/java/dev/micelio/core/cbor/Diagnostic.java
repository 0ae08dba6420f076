package dev.micelio.core.cbor;

import java.util.HexFormat;
import java.util.stream.Collectors;

/// The diagnostic notation of RFC 8949, section 8.
public final class Diagnostic {
  private Diagnostic() {}

  public static String text(Cbor value) {
    return switch (value) {
      case Cbor.Int(long number) -> String.valueOf(number);
      case Cbor.Bool(boolean truth) -> String.valueOf(truth);
      case Cbor.Bytes bytes -> "h'" + HexFormat.of().formatHex(bytes.array()) + "'";
      case Cbor.Text(String text) ->
          "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\0", "\\u0000") + "\"";
      case Cbor.Array(var items) ->
          items.stream().map(Diagnostic::text).collect(Collectors.joining(", ", "[", "]"));
      case Cbor.Map(var entries) ->
          entries.stream()
              .map(entry -> text(entry.key()) + ": " + text(entry.value()))
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }
}
