package dev.micelio.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.Key;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.problem.Problem.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class S3ProblemsTest {
  private static final S3Credentials CREDENTIALS = new S3Credentials("access", "secret");

  @ParameterizedTest
  @CsvSource({
    "500, InternalError,                UNAVAILABLE, s3.unavailable",
    "500, UnknownError,                 UNAVAILABLE, s3.unavailable",
    "502, '',                           UNAVAILABLE, s3.unavailable",
    "503, SlowDown,                     UNAVAILABLE, s3.unavailable",
    "429, TooManyRequests,              UNAVAILABLE, s3.unavailable",
    "408, '',                           UNAVAILABLE, s3.unavailable",
    "400, RequestTimeout,               UNAVAILABLE, s3.unavailable",
    "403, RequestTimeTooSkewed,         INVALID,     s3.clock",
    "403, AccessDenied,                 DENIED,      s3.denied",
    "403, SignatureDoesNotMatch,        DENIED,      s3.denied",
    "401, '',                           DENIED,      s3.denied",
    "404, NoSuchBucket,                 INVALID,     s3.no-bucket",
    "301, PermanentRedirect,            INVALID,     s3.elsewhere",
    "307, TemporaryRedirect,            INVALID,     s3.elsewhere",
    "400, AuthorizationHeaderMalformed, INVALID,     s3.elsewhere",
    "400, XAmzContentSHA256Mismatch,    INVALID,     s3.refused",
    "404, '',                           INVALID,     s3.refused",
    "405, MethodNotAllowed,             INVALID,     s3.refused",
    "501, NotImplemented,               INVALID,     s3.refused",
  })
  void anAnswerIsToldByWhatTheReaderMustDo(int status, String code, Kind kind, String problem) {
    var exception =
        S3Exception.builder()
            .statusCode(status)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
            .build();
    var found = new S3Problems("bucket b").of("put k", (S3Exception) exception);
    assertThat(found.kind()).isEqualTo(kind);
    assertThat(found.code()).isEqualTo(problem);
    assertThat(found.what()).contains("put k", "" + status, code, "bucket b");
  }

  @Test
  @Timeout(20)
  void aServerThatIsSilentIsUnavailableWhenTheTimeIsOver() throws Exception {
    try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      var limits = S3Limits.USUAL.answeringWithin(Duration.ofMillis(300));
      var problem = headProblem("http://127.0.0.1:" + silent.getLocalPort(), limits);
      assertThat(problem.code()).isEqualTo("s3.no-answer");
      assertThat(problem.kind()).isEqualTo(Kind.UNAVAILABLE);
    }
  }

  @Test
  @Timeout(20)
  void aServerThatIsNotThereIsUnavailable() throws Exception {
    int port;
    try (var gone = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    var problem = headProblem("http://127.0.0.1:" + port, S3Limits.USUAL);
    assertThat(problem.code()).isEqualTo("s3.no-answer");
    assertThat(problem.what()).contains("127.0.0.1:" + port);
  }

  @Test
  @Timeout(60)
  void aServerWithoutAnAddressIsSaidSo() {
    var problem = headProblem("http://nowhere.invalid", S3Limits.USUAL);
    assertThat(problem.code()).isEqualTo("s3.unknown-host");
    assertThat(problem.what()).contains("nowhere.invalid");
  }

  @Test
  @Timeout(20)
  void aServerWithoutTlsIsSaidSo() throws Exception {
    try (var plain = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      var answers =
          Thread.ofVirtual()
              .start(() -> {
                try (var connection = plain.accept()) {
                  connection
                      .getOutputStream()
                      .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      var problem = headProblem("https://127.0.0.1:" + plain.getLocalPort(), S3Limits.USUAL);
      assertThat(problem.code()).isEqualTo("s3.tls");
      answers.join();
    }
  }

  @Test
  @Timeout(20)
  void anInterruptedCallIsSaidSoAndTheThreadStaysInterrupted() throws Exception {
    try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      var caller = Thread.currentThread();
      var interrupter =
          Thread.ofVirtual()
              .start(() -> {
                try (var connection = silent.accept()) {
                  assertThat(connection.getInputStream().read()).isNotNegative();
                  caller.interrupt();
                  TimeUnit.SECONDS.sleep(1);
                } catch (IOException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      var limits = S3Limits.USUAL.answeringWithin(Duration.ofSeconds(3));
      var problem = headProblem("http://127.0.0.1:" + silent.getLocalPort(), limits);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(problem.kind()).isEqualTo(Kind.INTERRUPTED);
      interrupter.join();
    }
  }

  private static Problem headProblem(String endpoint, S3Limits limits) {
    var settings =
        S3Settings.of(new S3Address("bucket", ""), URI.create(endpoint))
            .as(CREDENTIALS)
            .within(limits);
    try (var objects = S3ObjectStore.openAs(new MachineEnv(), settings, Dialect.DOCUMENTED)) {
      return Objects.requireNonNull(
          catchThrowableOfType(Problem.class, () -> objects.head(new Key("k"))));
    }
  }

  /// In a process of its own, because credentials are looked for in its environment.
  @Test
  @Timeout(60)
  void withoutCredentialsOrRegionThatIsSaid(@TempDir Path home) throws Exception {
    assertThat(inEmptyEnvironment(home, "http://127.0.0.1:1", "us-east-1"))
        .startsWith("DENIED s3.no-credentials");
    assertThat(inEmptyEnvironment(home, null, null)).startsWith("INVALID s3.no-region");
  }

  private static String inEmptyEnvironment(
      Path home, @Nullable String endpoint, @Nullable String region) throws Exception {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.home=" + home,
            "-cp",
            System.getProperty("java.class.path"),
            S3ProblemsTest.class.getName(),
            endpoint == null ? "-" : endpoint,
            region == null ? "-" : region);
    builder.environment().clear();
    builder.environment().put("HOME", home.toString());
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    var process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    return said;
  }

  /// Opens what its arguments name and prints the problem.
  public static void main(String[] arguments) {
    var endpoint = arguments[0].equals("-") ? null : URI.create(arguments[0]);
    var settings = S3Settings.of(new S3Address("bucket", ""), endpoint);
    if (!arguments[1].equals("-")) {
      settings = settings.in(arguments[1]);
    }
    try (var objects = S3ObjectStore.openAs(new MachineEnv(), settings, Dialect.DOCUMENTED)) {
      System.out.println("opened " + objects.dialect());
    } catch (Problem e) {
      System.out.println(e.kind() + " " + e.code() + " " + e.what());
    }
  }
}
