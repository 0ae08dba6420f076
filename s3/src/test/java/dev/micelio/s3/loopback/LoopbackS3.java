package dev.micelio.s3.loopback;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.directory.DirectoryObjectStore;
import dev.micelio.core.objects.memory.MemoryObjectStore;
import dev.micelio.core.objects.signed.SignedUrls;
import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// An S3 server of one bucket on 127.0.0.1, over an object store that it does not own.
///
/// As a program it serves a directory, or memory, for an hour at most:
///
/// `LoopbackS3 [--port N] [--dir PATH] [--manner NAME] [--seconds N]`
public final class LoopbackS3 implements AutoCloseable {
  public static final String BUCKET = "loopback";
  public static final String ACCESS_KEY = "loopback-access";
  public static final String SECRET_KEY = "loopback-secret-loopback-secret";

  private static final int BACKLOG = 512;

  static {
    // otherwise each small answer waits 40 ms for an acknowledgement
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Signature4 signature = new Signature4(ACCESS_KEY, SECRET_KEY);
  private final Operations operations;
  private final Faults faults;
  private final Clock clock;

  public LoopbackS3(ObjectStore objects, Manner manner, long seed) throws IOException {
    this(objects, manner, seed, 0, Clock.systemUTC());
  }

  public LoopbackS3(ObjectStore objects, Manner manner, long seed, int port, Clock clock)
      throws IOException {
    this.operations = new Operations(objects, BUCKET, manner);
    this.faults = new Faults(seed);
    this.clock = clock;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public Faults faults() {
    return faults;
  }

  /// Multipart uploads that were begun and neither ended nor dropped.
  public int uploadsUnderWay() {
    return operations.uploads().underWay();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = Request.of(exchange);
      Answer answer;
      Fault fault = null;
      try {
        String payload = signature.verify(request, clock.instant());
        operations.lookBeforeTheBody(request);
        var body = body(request, payload);
        fault = faults.next(request);
        answer = served(request, body, fault);
      } catch (Refusal refusal) {
        answer = refusal.answer();
      }
      send(request, answer, fault);
    }
  }

  private static Spool body(Request request, String payload) throws IOException {
    if (payload.startsWith("STREAMING-")) {
      throw new Refusal(400, "XAmzContentSHA256Mismatch", "no framing of signed chunks");
    }
    String length = request.header("Content-Length");
    long size = length == null ? 0 : Long.parseLong(length);
    var body = Spool.of(request.exchange().getRequestBody(), size);
    if (body.size() != size) {
      body.close();
      throw new Refusal(400, "IncompleteBody", "the body ended early");
    }
    if (!payload.equals(Signature4.UNSIGNED) && !payload.equals(body.sha256())) {
      body.close();
      throw new Refusal(400, "XAmzContentSHA256Mismatch", "the body is another one");
    }
    return body;
  }

  private @Nullable Answer served(Request request, Spool body, @Nullable Fault fault)
      throws IOException {
    boolean kept = false;
    try {
      switch (fault) {
        case SLOW_DOWN -> throw new Refusal(503, "SlowDown", "planted");
        case CONFLICT -> throw new Refusal(409, "ConditionalRequestConflict", "planted");
        case LOST_REQUEST, PART_LOST -> {
          return null;
        }
        case DELAY -> pause();
        case LOST_ANSWER, SLOW_DOWN_AFTER, ERROR_AFTER, TRUNCATED -> {}
        case null -> {}
      }
      var answer = operations.answer(request, body);
      kept = request.method().equals("PUT") && request.has("uploadId");
      return switch (fault) {
        case SLOW_DOWN_AFTER -> new Refusal(503, "SlowDown", "planted").answer();
        case ERROR_AFTER -> new Refusal(500, "InternalError", "planted").answer();
        case SLOW_DOWN, CONFLICT, DELAY, LOST_ANSWER, LOST_REQUEST, PART_LOST, TRUNCATED -> answer;
        case null -> answer;
      };
    } catch (Problem e) {
      throw new Refusal(500, "InternalError", e.what());
    } finally {
      if (!kept) {
        body.close();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(faults.delayMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Without an answer, the exchange is closed by its owner, and that cuts the connection.
  private static void send(Request request, @Nullable Answer answer, @Nullable Fault fault)
      throws IOException {
    if (answer == null) {
      return;
    }
    try (var body = answer.body()) {
      if (fault == Fault.LOST_ANSWER) {
        return;
      }
      var exchange = request.exchange();
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      boolean bodiless = request.method().equals("HEAD") || answer.length() == 0;
      exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.length());
      if (!bodiless) {
        boolean truncated = fault == Fault.TRUNCATED && answer.status() < 300;
        long left = truncated ? answer.length() / 2 : answer.length();
        var buffer = new byte[64 << 10];
        while (left > 0) {
          int count = body.read(buffer, 0, (int) Math.min(left, buffer.length));
          if (count < 0) {
            return;
          }
          exchange.getResponseBody().write(buffer, 0, count);
          left -= count;
        }
        if (!truncated) {
          exchange.getResponseBody().close();
        }
      }
    }
  }

  /// Prints the endpoint and the credentials as settings of a shell, then serves.
  public static void main(String[] arguments) throws Exception {
    var options = Options.of(arguments);
    var env = new MachineEnv();
    var urls = SignedUrls.withFreshSecret(env, URI.create("http://127.0.0.1/unused"));
    try (ObjectStore objects =
            options.directory() == null
                ? new MemoryObjectStore(env, urls)
                : DirectoryObjectStore.open(env, options.directory(), urls);
        var server =
            new LoopbackS3(objects, options.manner(), 0, options.port(), Clock.systemUTC())) {
      System.out.println("export MIC_LOOPBACK_ENDPOINT=" + server.endpoint());
      System.out.println("export MIC_LOOPBACK_BUCKET=" + BUCKET);
      System.out.println("export AWS_ACCESS_KEY_ID=" + ACCESS_KEY);
      System.out.println("export AWS_SECRET_ACCESS_KEY=" + SECRET_KEY);
      System.out.println("export AWS_REGION=us-east-1");
      Thread.sleep(Duration.ofSeconds(options.seconds()));
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
    operations.close();
  }
}
