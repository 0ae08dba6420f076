package dev.micelio.attest.vectors;

import dev.micelio.core.cbor.Cbor;
import java.util.ArrayList;

/// Runs of many checks.
final class Many {
  private Many() {}

  /// The three golden ones and so many more that these are all.
  static Draft checks(int count) {
    var draft = Draft.golden();
    var checks = new ArrayList<>(((Cbor.Array) draft.get("checks")).items());
    for (int i = checks.size(); i < count; i++) {
      checks.add(Extra.check("c" + i));
    }
    return draft.set("checks", Cbor.array(checks));
  }
}
