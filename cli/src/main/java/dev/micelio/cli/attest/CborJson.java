package dev.micelio.cli.attest;

import dev.micelio.cli.Json;
import dev.micelio.core.cbor.Cbor;
import java.util.HexFormat;

/// Canonical CBOR for programs that read JSON: bytes are hexadecimal digits, keys that are numbers
/// become text.
final class CborJson {
  private CborJson() {}

  static Json of(Cbor value) {
    return switch (value) {
      case Cbor.Int(long number) -> Json.of(number);
      case Cbor.Bool(boolean truth) -> Json.of(truth);
      case Cbor.Text(String text) -> Json.of(text);
      case Cbor.Bytes bytes -> Json.of(HexFormat.of().formatHex(bytes.array()));
      case Cbor.Array(var items) -> Json.array(items, CborJson::of);
      case Cbor.Map(var entries) -> {
        var object = Json.object();
        for (var entry : entries) {
          object.with(key(entry.key()), of(entry.value()));
        }
        yield object.end();
      }
    };
  }

  private static String key(Cbor key) {
    return key instanceof Cbor.Text(String text) ? text : String.valueOf(((Cbor.Int) key).value());
  }
}
