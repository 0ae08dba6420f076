package dev.micelio.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.objects.Access;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.memory.MemoryObjectStore;
import dev.micelio.core.problem.Problem;
import dev.micelio.s3.loopback.LoopbackS3;
import dev.micelio.s3.loopback.Manner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// A test server that took anything would prove nothing.
final class LoopbackS3Test {
  private static final Key KEY = new Key("key");

  private static Loopback server() throws IOException {
    return new Loopback(Manner.DOCUMENTED, 0);
  }

  @Test
  void nobodyGetsInWithoutASignature() throws Exception {
    try (var server = server();
        var client = HttpClient.newHttpClient()) {
      server.beneath().put(KEY, Loopback.text("secret"), Condition.ANY);
      var uri = server.endpoint().resolve("/" + LoopbackS3.BUCKET + "/key");
      var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("AccessDenied").doesNotContain("secret");
    }
  }

  @Test
  void aWrongSecretAndAnUnknownNameAreDenied() throws IOException {
    try (var server = server()) {
      for (var forged :
          new S3Credentials[] {
            new S3Credentials(LoopbackS3.ACCESS_KEY, "another secret"),
            new S3Credentials("nobody", LoopbackS3.SECRET_KEY)
          }) {
        try (var objects =
            S3ObjectStore.openAs(Loopback.ENV, server.settings().as(forged), Dialect.DOCUMENTED)) {
          assertThatThrownBy(() -> objects.put(KEY, Loopback.text("x"), Condition.ANY))
              .isInstanceOfSatisfying(
                  Problem.class, e -> assertThat(e.code()).isEqualTo("s3.denied"));
          assertThat(server.beneath().head(KEY)).isInstanceOf(Lookup.Absent.class);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-20, 20})
  void aClockThatIsFarOffIsRefused(int minutes) throws IOException {
    var clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutes));
    var memory = new MemoryObjectStore(Loopback.ENV, Loopback.unusedUrls());
    try (var server = new Loopback(memory, Manner.DOCUMENTED, 0, clock);
        var objects = server.openAs(Dialect.DOCUMENTED)) {
      assertThatThrownBy(() -> objects.put(KEY, Loopback.text("x"), Condition.ANY))
          .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.code()).isEqualTo("s3.clock"));
    }
  }

  @Test
  void nothingCanBeAddedToASignedRequest() throws Exception {
    try (var server = server();
        var objects = server.openAs(Dialect.DOCUMENTED);
        var client = HttpClient.newHttpClient()) {
      var signed = objects.presign(Access.PUT, KEY, Duration.ofMinutes(1));
      var added =
          HttpRequest.newBuilder(signed.uri())
              .header("x-amz-copy-source", "/other/key")
              .PUT(HttpRequest.BodyPublishers.ofString("x"))
              .build();
      assertThat(client.send(added, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
      assertThat(server.beneath().head(KEY)).isInstanceOf(Lookup.Absent.class);
    }
  }

  /// Why the object store does not leave the SDK as it comes.
  @Test
  void theChecksumsThatTheSdkPrefersAreRefusedHereAsByCeph16() throws IOException {
    try (var server = server();
        var client =
            S3Client.builder()
                .endpointOverride(server.endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(LoopbackS3.ACCESS_KEY, LoopbackS3.SECRET_KEY)))
                .build()) {
      assertThatThrownBy(() ->
              client.putObject(
                  r -> r.bucket(LoopbackS3.BUCKET).key("key"), RequestBody.fromString("x")))
          .isInstanceOfSatisfying(
              S3Exception.class,
              e ->
                  assertThat(e.awsErrorDetails().errorCode())
                      .isEqualTo("XAmzContentSHA256Mismatch"));
    }
  }

  @Test
  @Timeout(60)
  void asAProgramItServesADirectory(@TempDir Path directory) throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LoopbackS3.class.getName(),
                "--dir",
                directory.toString(),
                "--manner",
                "ceph-18",
                "--seconds",
                "50")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      var exported = new HashMap<String, String>();
      while (exported.size() < 5) {
        String[] both =
            Objects.requireNonNull(said.readLine()).replace("export ", "").split("=", 2);
        exported.put(both[0], both[1]);
      }
      var settings =
          S3Settings.of(
                  new S3Address(Objects.requireNonNull(exported.get("MIC_LOOPBACK_BUCKET")), ""),
                  URI.create(Objects.requireNonNull(exported.get("MIC_LOOPBACK_ENDPOINT"))))
              .as(
                  new S3Credentials(
                      Objects.requireNonNull(exported.get("AWS_ACCESS_KEY_ID")),
                      Objects.requireNonNull(exported.get("AWS_SECRET_ACCESS_KEY"))));
      try (var objects = S3ObjectStore.open(Loopback.ENV, settings, "")) {
        assertThat(objects.dialect().ifMatch()).isEqualTo(Dialect.EtagForm.BARE);
        objects.put(KEY, Loopback.text("x"), Condition.ABSENT);
        assertThat(objects.get(KEY)).isInstanceOf(Fetch.Found.class);
      }
    } finally {
      process.destroy();
      process.waitFor();
    }
    assertThat(directory).isNotEmptyDirectory();
  }
}
