package dev.micelio.attest.vectors;

import dev.micelio.core.cbor.Cbor;

/// Checks that no policy of the vectors asks for.
final class Extra {
  private Extra() {}

  /// A command that passed.
  static Cbor check(String name) {
    var golden = Draft.golden().get("checks[2]");
    return Edit.set(golden, "name", Cbor.of(name));
  }

  /// A Nix check that was built, with no reference.
  static Cbor nix(String name) {
    var golden = Draft.golden().get("checks[0]");
    return Edit.set(golden, "name", Cbor.of(name));
  }

  /// The golden run with this check behind its own; [#at] says where.
  static Draft with(Cbor check) {
    return Draft.golden().set("checks[3]", check);
  }

  static String at(String member) {
    return "checks[3]." + member;
  }
}
