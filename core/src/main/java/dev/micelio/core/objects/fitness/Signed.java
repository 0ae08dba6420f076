package dev.micelio.core.objects.fitness;

import dev.micelio.core.objects.Access;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.SignedRequest;
import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/// Signed requests, made as a stranger makes them: by plain HTTP.
final class Signed {
  private static final int SIZE_BYTES = 1 << 10;
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
  private static final int TRIES_MAX = 5;
  private static final int PATIENCE_MILLIS = 10_000;

  private record Reply(int status, ByteBuffer body) {
    boolean isDone() {
      return status >= 200 && status < 300;
    }

    boolean isRefused() {
      return status == 400 || status == 401 || status == 403;
    }
  }

  private final Scratch scratch;
  private final Effort effort;

  Signed(Scratch scratch, Effort effort) {
    this.scratch = scratch;
    this.effort = effort;
  }

  Finding get() {
    var key = scratch.key("signed/a get + of ü");
    byte[] body = Marked.body(1, SIZE_BYTES);
    scratch.put(key, body);
    var reply = send(sign(Access.GET, key, LONG), new byte[0]);
    if (!reply.isDone()) {
      return Property.SIGNED_GET.broken("answered HTTP status " + reply.status);
    }
    return reply.body.equals(ByteBuffer.wrap(body))
        ? Property.SIGNED_GET.held("read by plain HTTP")
        : Property.SIGNED_GET.broken("answered other bytes than were stored");
  }

  Finding put() {
    var key = scratch.key("signed/a put + of ü");
    byte[] body = Marked.body(2, SIZE_BYTES);
    var reply = send(sign(Access.PUT, key, LONG), body);
    if (!reply.isDone()) {
      return Property.SIGNED_PUT.broken("answered HTTP status " + reply.status);
    }
    return holds(key, body)
        ? Property.SIGNED_PUT.held("stored by plain HTTP")
        : Property.SIGNED_PUT.broken("answered as done, but the object is not what was sent");
  }

  Finding scope() {
    var key = scratch.key("signed/mine");
    var other = scratch.key("signed/other");
    byte[] body = Marked.body(3, SIZE_BYTES);
    scratch.put(key, body);
    scratch.put(other, body);
    var get = sign(Access.GET, key, LONG);
    var put = sign(Access.PUT, key, LONG);
    byte[] forged = Marked.body(4, SIZE_BYTES);
    if (!send(redirected(get, "signed/mine", "signed/other"), new byte[0]).isRefused()) {
      return Property.SIGNED_SCOPE.broken("a signed get of one key opened another key");
    }
    if (!send(redirected(put, "signed/mine", "signed/other"), forged).isRefused()
        || !holds(other, body)) {
      return Property.SIGNED_SCOPE.broken("a signed put to one key wrote another key");
    }
    var asPut = new SignedRequest("PUT", get.uri(), get.headers(), get.expiresAtMillis());
    if (!send(asPut, forged).isRefused() || !holds(key, body)) {
      return Property.SIGNED_SCOPE.broken("a signed get could be used to put");
    }
    return Property.SIGNED_SCOPE.held("refused for another key and for another method");
  }

  private static SignedRequest redirected(SignedRequest request, String from, String to) {
    var uri = URI.create(request.uri().toString().replace(from, to));
    return new SignedRequest(request.method(), uri, request.headers(), request.expiresAtMillis());
  }

  Finding expiry() {
    var key = scratch.key("signed/brief");
    scratch.put(key, Marked.body(5, SIZE_BYTES));
    var request = sign(Access.GET, key, SHORT);
    long end = scratch.env().nanos() + SHORT.toNanos();
    while (true) {
      scratch.env().sleep(BETWEEN_TRIES);
      long overNanos = scratch.env().nanos() - end;
      boolean refused = send(request, new byte[0]).isRefused();
      if (refused && overNanos < -SHORT.toNanos()) {
        return Property.SIGNED_EXPIRY.broken("refused before its time");
      }
      if (refused) {
        return Property.SIGNED_EXPIRY.held(
            "a request for one second was refused within %.1f s of its end"
                .formatted(Math.max(0, overNanos) / 1e9));
      }
      if (overNanos > effort.expiryMax().toNanos()) {
        return Property.SIGNED_EXPIRY.broken(
            "still answered %d s after its end".formatted(overNanos / 1_000_000_000));
      }
    }
  }

  private SignedRequest sign(Access access, Key key, Duration ttl) {
    return scratch.patiently(() -> scratch.objects().presign(access, key, ttl));
  }

  private boolean holds(Key key, byte[] body) {
    var there = scratch.get(key);
    return !there.isEmpty() && Arrays.equals(there.getFirst(), body);
  }

  /// Every request here may be made again: it stores the same bytes, or none.
  private Reply send(SignedRequest request, byte[] body) {
    String reason = "";
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      try {
        var reply = sendOnce(request, body);
        if (reply.status < 500 && reply.status != 429) {
          return reply;
        }
        reason = "HTTP status " + reply.status;
      } catch (IOException e) {
        reason = String.valueOf(e.getMessage());
      }
      scratch.env().sleep(BETWEEN_TRIES);
    }
    throw new Problem(
        Problem.Kind.UNAVAILABLE,
        "fitness.signed-unavailable",
        "signed requests to " + request.uri().getAuthority() + " are not answered: " + reason,
        "check that this address can be reached from here");
  }

  private static Reply sendOnce(SignedRequest request, byte[] body) throws IOException {
    var connection = (HttpURLConnection) request.uri().toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setRequestMethod(request.method());
    request.headers().forEach(connection::setRequestProperty);
    if (request.method().equals("PUT")) {
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(body.length);
      try (var out = connection.getOutputStream()) {
        out.write(body);
      }
    }
    int status = connection.getResponseCode();
    try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return new Reply(
          status,
          ByteBuffer.wrap(in == null ? new byte[0] : in.readNBytes(Scratch.BODY_BYTES_MAX)));
    }
  }
}
