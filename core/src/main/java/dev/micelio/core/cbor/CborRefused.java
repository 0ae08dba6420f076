package dev.micelio.core.cbor;

/// Bytes that are not canonical: which rule they break, and where the item begins that breaks it; a
/// text that is not UTF-8 says its first byte that is wrong. An expected answer: it has no stack
/// trace, so that strangers can not make refusing dear.
public final class CborRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final CborFault fault;
  private final int position;

  CborRefused(CborFault fault, int position, String what) {
    super(what + " at byte " + position, null, false, false);
    this.fault = fault;
    this.position = position;
  }

  public CborFault fault() {
    return fault;
  }

  public int position() {
    return position;
  }
}
