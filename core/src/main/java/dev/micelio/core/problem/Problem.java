package dev.micelio.core.problem;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A failure someone must act on. The kind says who and how; `next` is one thing to type or do.
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Pattern CODE = Pattern.compile("[a-z0-9]+\\.[a-z0-9]+(-[a-z0-9]+)*");

  /// What the reader must do. Exit codes are forever.
  public enum Kind {
    INVALID(2),
    DENIED(3),
    UNAVAILABLE(4),
    CORRUPT(5),
    BUG(70),
    INTERRUPTED(130);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;
  private final String code;
  private final String next;

  public Problem(Kind kind, String code, String what, String next) {
    this(kind, code, what, next, null);
  }

  public Problem(Kind kind, String code, String what, String next, @Nullable Throwable cause) {
    super(what, cause);
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException("not a problem code, such as objects.not-found: " + code);
    }
    if (what.isBlank() || next.isBlank()) {
      throw new IllegalArgumentException(
          "a problem says what happened and what to do next: " + code);
    }
    this.kind = kind;
    this.code = code;
    this.next = next;
  }

  public Kind kind() {
    return kind;
  }

  public String code() {
    return code;
  }

  /// What happened: names the thing, the expected and the found value.
  public String what() {
    return String.valueOf(getMessage());
  }

  public String next() {
    return next;
  }

  public int exitCode() {
    return kind.exitCode();
  }
}
