package dev.micelio.attest.schema;

import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.text.Shown;

/// A value as a reason shows it: short.
public final class ShownCbor {
  private ShownCbor() {}

  public static String of(Cbor value) {
    return switch (value) {
      case Cbor.Int(long number) -> String.valueOf(number);
      case Cbor.Bool(boolean truth) -> String.valueOf(truth);
      case Cbor.Text(String text) -> Shown.text(text);
      case Cbor.Bytes bytes -> bytes.size() + " bytes";
      case Cbor.Array(var items) -> "an array of " + items.size();
      case Cbor.Map(var entries) -> "a map of " + entries.size();
    };
  }
}
