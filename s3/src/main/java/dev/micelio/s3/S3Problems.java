package dev.micelio.s3;

import dev.micelio.core.problem.Problem;
import dev.micelio.core.problem.Problem.Kind;
import java.net.UnknownHostException;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/// What an exception of the SDK means to whoever has to act on it.
final class S3Problems {
  private static final int CAUSES_MAX = 20;

  /// Refused for a reason that goes away by itself, whatever the status says.
  private static final Set<String> PASSING =
      Set.of(
          "RequestTimeout",
          "SlowDown",
          "Throttling",
          "ThrottlingException",
          "BandwidthLimitExceeded");

  private final String place;

  /// `place` names the server and the bucket.
  S3Problems(String place) {
    this.place = place;
  }

  Problem of(String what, RuntimeException e) {
    var known = cause(e, Problem.class);
    if (known != null) {
      return known;
    }
    if (e instanceof AwsServiceException refused) {
      return refused(what, refused);
    }
    if (e instanceof ApiCallTimeoutException) {
      return noAnswer(what, e);
    }
    if (isInterrupted(e)) {
      Thread.currentThread().interrupt();
      return problem(
          Kind.INTERRUPTED, "s3.interrupted", what + ": interrupted", "run the command again", e);
    }
    if (cause(e, UnknownHostException.class) != null) {
      return problem(
          Kind.UNAVAILABLE,
          "s3.unknown-host",
          what + ": no address is known for the server's name" + because(e),
          "check the endpoint's name, and that this machine can resolve names",
          e);
    }
    if (cause(e, SSLException.class) != null) {
      return problem(
          Kind.INVALID,
          "s3.tls",
          what + ": no secure connection" + because(e),
          "check https or http in the endpoint, and that this machine trusts the server's certificate",
          e);
    }
    return noAnswer(what, e);
  }

  /// A socket that an interrupt closed says nothing of that, but the thread still does.
  private static boolean isInterrupted(RuntimeException e) {
    return Thread.currentThread().isInterrupted()
        || cause(e, InterruptedException.class) != null
        || cause(e, AbortedException.class) != null;
  }

  private Problem noAnswer(String what, RuntimeException e) {
    return problem(
        Kind.UNAVAILABLE,
        "s3.no-answer",
        what + ": no answer" + because(e),
        "check that the server runs and can be reached, then try again",
        e);
  }

  static String code(AwsServiceException e) {
    var details = e.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  private Problem refused(String what, AwsServiceException e) {
    String code = code(e);
    int status = e.statusCode();
    String said =
        what + ": the server said " + status + (code.isEmpty() ? "" : " " + code) + said(e);
    if ((status >= 500 && status != 501)
        || status == 429
        || status == 408
        || PASSING.contains(code)) {
      return problem(
          Kind.UNAVAILABLE, "s3.unavailable", said, "try again; read first what is there now", e);
    }
    if (code.equals("RequestTimeTooSkewed")) {
      return problem(
          Kind.INVALID,
          "s3.clock",
          said,
          "set this machine's clock: it is minutes away from the server's",
          e);
    }
    if (code.equals("NoSuchBucket")) {
      return problem(
          Kind.INVALID, "s3.no-bucket", said, "create the bucket, or correct its name", e);
    }
    if (status == 301 || status == 307 || code.equals("AuthorizationHeaderMalformed")) {
      return problem(
          Kind.INVALID,
          "s3.elsewhere",
          said,
          "set the bucket's own region or endpoint; of Amazon's it says region "
              + header(e, "x-amz-bucket-region"),
          e);
    }
    if (status == 401 || status == 403) {
      return problem(
          Kind.DENIED,
          "s3.denied",
          said,
          "use credentials that may get, put, delete and list in this bucket",
          e);
    }
    return problem(
        Kind.INVALID,
        "s3.refused",
        said,
        "check that the endpoint is an S3 server; docs/s3.md lists tried ones",
        e);
  }

  private static String said(AwsServiceException e) {
    var details = e.awsErrorDetails();
    String message = details == null ? null : details.errorMessage();
    return message == null || message.isBlank() ? "" : " (" + message + ")";
  }

  private static String header(AwsServiceException e, String name) {
    var details = e.awsErrorDetails();
    var response = details == null ? null : details.sdkHttpResponse();
    return response == null ? "?" : response.firstMatchingHeader(name).orElse("?");
  }

  Problem problem(Kind kind, String code, String what, String next, @Nullable Throwable cause) {
    return new Problem(kind, code, what + " [" + place + "]", next, cause);
  }

  private static String because(Throwable e) {
    return e.getMessage() == null ? "" : ": " + e.getMessage();
  }

  private static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
    Throwable at = e;
    for (int i = 0; i < CAUSES_MAX && at != null; i++) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
      at = at.getCause();
    }
    return null;
  }
}
