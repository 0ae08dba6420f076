package dev.micelio.s3.loopback;

/// A request that is answered with an error.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final String code;

  Refusal(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  Answer answer() {
    return Answer.xml(
        status,
        "<Error><Code>"
            + code
            + "</Code><Message>"
            + Answer.escaped(String.valueOf(getMessage()))
            + "</Message></Error>");
  }
}
