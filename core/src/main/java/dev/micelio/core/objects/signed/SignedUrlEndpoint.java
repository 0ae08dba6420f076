package dev.micelio.core.objects.signed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.micelio.core.env.Env;
import dev.micelio.core.objects.Access;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.Range;
import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A small HTTP server on loopback that serves the signed URLs of one object store: GET, with a
/// range, and PUT. For tests and for proving an object store fit; a forge serves its own.
public final class SignedUrlEndpoint implements AutoCloseable {
  /// Above it a request is answered 503 at once.
  public static final int REQUESTS_MAX = 256;

  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{0,18})");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private final HttpServer server;
  private final SignedUrls urls;
  private final AtomicInteger requests = new AtomicInteger();

  /// Takes a free port, so that an object store can be opened with [#urls]; answers nothing before
  /// [#serve].
  public SignedUrlEndpoint(Env env) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new Problem(
          Problem.Kind.UNAVAILABLE,
          "objects.no-loopback-port",
          "no port of this machine's loopback address could be opened: " + e.getMessage(),
          "allow this process to listen on 127.0.0.1",
          e);
    }
    server.setExecutor(request ->
        env.fork(
            "signed-url",
            () -> {
              request.run();
              return true;
            }));
    var address = server.getAddress();
    urls =
        SignedUrls.withFreshSecret(
            env,
            URI.create(
                "http://" + address.getAddress().getHostAddress() + ":" + address.getPort()));
  }

  public SignedUrls urls() {
    return urls;
  }

  /// Begins to answer, out of and into `objects`.
  public void serve(ObjectStore objects) {
    server.createContext("/", exchange -> answer(exchange, objects));
    server.start();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange, ObjectStore objects) throws IOException {
    try (exchange) {
      if (requests.incrementAndGet() > REQUESTS_MAX) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      var uri = exchange.getRequestURI();
      switch (urls.judge(
          exchange.getRequestMethod(),
          uri.getRawPath(),
          Objects.requireNonNullElse(uri.getRawQuery(), ""))) {
        case Permission.Refused _ -> exchange.sendResponseHeaders(403, -1);
        case Permission.Granted(var access, var key) when access == Access.GET ->
            give(exchange, objects, key);
        case Permission.Granted(_, var key) -> take(exchange, objects, key);
      }
    } catch (Problem e) {
      // A failure while the body is on its way ends the connection, which tells the client.
      if (exchange.getResponseCode() < 0) {
        exchange.sendResponseHeaders(e.kind() == Problem.Kind.INVALID ? 400 : 500, -1);
      }
    } finally {
      requests.decrementAndGet();
    }
  }

  private static void give(HttpExchange exchange, ObjectStore objects, Key key) throws IOException {
    var range = range(exchange.getRequestHeaders().getFirst("Range"));
    try (var fetch = objects.get(key, range)) {
      switch (fetch) {
        case Fetch.Absent _ -> exchange.sendResponseHeaders(404, -1);
        case Fetch.Found found -> send(exchange, found, range);
      }
    }
  }

  /// One range with a beginning. Any other header is left out of account, which HTTP allows and
  /// answers with the whole object.
  private static Range range(@Nullable String header) {
    var bytes = RANGE.matcher(Objects.requireNonNullElse(header, ""));
    if (!bytes.matches()) {
      return Range.ALL;
    }
    long first = Long.parseLong(bytes.group(1));
    if (bytes.group(2).isEmpty()) {
      return Range.from(first);
    }
    long last = Long.parseLong(bytes.group(2));
    return last < first ? Range.ALL : new Range(first, last - first + 1);
  }

  private static void send(HttpExchange exchange, Fetch.Found found, Range range)
      throws IOException {
    long length = range.lengthWithin(found.size());
    var headers = exchange.getResponseHeaders();
    headers.set("ETag", '"' + found.version().text() + '"');
    headers.set("Content-Type", "application/octet-stream");
    int status = 200;
    if (!range.equals(Range.ALL)) {
      status = length == 0 ? 416 : 206;
      String part = length == 0 ? "*" : range.offset() + "-" + (range.offset() + length - 1);
      headers.set("Content-Range", "bytes " + part + "/" + found.size());
    }
    exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
    if (length > 0) {
      found.body().transferTo(exchange.getResponseBody());
    }
  }

  private static void take(HttpExchange exchange, ObjectStore objects, Key key) throws IOException {
    var length =
        LENGTH.matcher(
            Objects.requireNonNullElse(
                exchange.getRequestHeaders().getFirst("Content-Length"), ""));
    if (!length.matches()) {
      exchange.sendResponseHeaders(411, -1);
      return;
    }
    objects.put(
        key, new Upload(Long.parseLong(length.group()), exchange.getRequestBody()), Condition.ANY);
    exchange.sendResponseHeaders(200, -1);
  }

  /// A request's body: unlike other bodies, it can be read only once.
  private record Upload(long size, InputStream in, AtomicBoolean begun) implements Body {
    Upload(long size, InputStream in) {
      this(size, in, new AtomicBoolean());
    }

    @Override
    public InputStream open() throws IOException {
      if (begun.getAndSet(true)) {
        throw new IOException("an upload can not be read a second time");
      }
      return in;
    }
  }
}
