package dev.micelio.attest.statement;

/// The kinds of statement. The content type is in the signature, so that none passes as another.
public enum StatementType {
  CHECK_RUN("check-run"),
  ENDORSE("endorse"),
  REVOKE("revoke"),
  DECISION("decision");

  private static final String BEGIN = "application/vnd.micelio.";

  private final String word;

  StatementType(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public String contentType() {
    return BEGIN + word + ".v1+cbor";
  }

  public String envelopeType() {
    return BEGIN + word + ".v1+cose";
  }
}
