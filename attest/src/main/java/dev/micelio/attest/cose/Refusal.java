package dev.micelio.attest.cose;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reason;
import dev.micelio.core.cbor.CborFault;
import dev.micelio.core.cbor.CborRefused;

/// A reason that ends the reading: what stands behind it is not looked at.
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Reason reason;

  public Refusal(Code code, String where, String expected, String found) {
    super(code.name(), null, false, false);
    this.reason = new Reason(code, where, expected, found);
  }

  static Refusal of(String where, CborRefused refused) {
    return new Refusal(
        code(refused.fault()), where, "canonical CBOR", String.valueOf(refused.getMessage()));
  }

  public Reason reason() {
    return reason;
  }

  private static Code code(CborFault fault) {
    return switch (fault) {
      case TRUNCATED -> Code.ENV_TRUNCATED;
      case TRAILING -> Code.ENV_TRAILING;
      case INDEFINITE -> Code.CBOR_INDEFINITE;
      case NOT_SHORTEST -> Code.CBOR_NOT_SHORTEST;
      case RESERVED -> Code.CBOR_RESERVED;
      case RANGE -> Code.CBOR_RANGE;
      case LENGTH -> Code.CBOR_LENGTH;
      case DEPTH -> Code.CBOR_DEPTH;
      case TAG -> Code.CBOR_TAG;
      case FLOAT -> Code.CBOR_FLOAT;
      case SIMPLE -> Code.CBOR_SIMPLE;
      case UTF8 -> Code.CBOR_UTF8;
      case DUP_KEY -> Code.CBOR_DUP_KEY;
      case UNSORTED -> Code.CBOR_UNSORTED;
      case KEY -> Code.CBOR_KEY;
    };
  }
}
