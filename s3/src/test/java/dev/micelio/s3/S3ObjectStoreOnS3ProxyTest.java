package dev.micelio.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.Access;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.objects.Range;
import dev.micelio.core.objects.SignedRequest;
import dev.micelio.core.objects.Version;
import dev.micelio.core.problem.Problem;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A server written by others, which verifies signatures: what we send is S3's protocol and not
/// only what our own server takes for it. Its conditional updates are not atomic, so it is no place
/// to keep objects, and opening it must say so.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class S3ObjectStoreOnS3ProxyTest {
  private static final S3Credentials CREDENTIALS =
      new S3Credentials("proxy-access", "proxy-secret-proxy-secret-proxy");

  private final MachineEnv env = new MachineEnv();
  private S3Proxy proxy;
  private URI endpoint;
  private Bucket bucket;
  private S3ObjectStore objects;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    proxy =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(directory.toString()))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(
                AuthenticationType.AWS_V4, CREDENTIALS.accessKeyId(), CREDENTIALS.secretAccessKey())
            .build();
    proxy.start();
    endpoint = URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  @AfterAll
  void stop() throws Exception {
    proxy.stop();
  }

  @BeforeEach
  void open() {
    bucket = new Bucket(endpoint, CREDENTIALS);
    objects = S3ObjectStore.openAs(env, bucket.settings(), Dialect.DOCUMENTED);
  }

  @AfterEach
  void close() {
    objects.close();
    bucket.close();
  }

  /// One race in a hundred is too lucky to show it, so a few are run.
  @Test
  void itIsRefusedBecauseRacingUpdatesGetLostThere() {
    Problem refusal = null;
    for (int i = 0; refusal == null && i < 5; i++) {
      refusal =
          catchThrowableOfType(
              Problem.class, () -> S3ObjectStore.open(env, bucket.settings(), "").close());
    }
    assertThat(refusal).as("a refusal in five tries").isNotNull();
    Objects.requireNonNull(refusal);
    assertThat(refusal.code()).isEqualTo("objects.unfit");
    assertThat(refusal.kind()).isEqualTo(Problem.Kind.INVALID);
    assertThat(refusal.what()).contains("16 puts at once with one If-Match");
    assertThat(objects.list("", "", 10).entries()).as("what the probe left").isEmpty();
  }

  @Test
  void bytesComeBackWholeAndInParts() throws Exception {
    var key = new Key("a/b c+d%é/\ud83d\ude00");
    var version = put(key, "0123456789", Condition.ABSENT);
    assertThat(objects.put(key, text("x"), Condition.ABSENT)).isInstanceOf(PutAnswer.Lost.class);
    assertThat(objects.put(key, text("x"), Condition.matches(new Version("0"))))
        .isInstanceOf(PutAnswer.Lost.class);
    assertThat(read(key, Range.ALL)).isEqualTo("0123456789");
    assertThat(read(key, new Range(3, 4))).isEqualTo("3456");
    assertThat(read(key, Range.from(8))).isEqualTo("89");
    assertThat(read(key, Range.from(10))).isEmpty();
    assertThat(((Lookup.Found) objects.head(key)).version().text()).isEqualTo(version);
    assertThat(put(key, "other", Condition.matches(new Version(version)))).isNotEqualTo(version);
    objects.delete(key);
    objects.delete(key);
    assertThat(objects.get(key)).isInstanceOf(Fetch.Absent.class);
    assertThat(objects.head(key)).isInstanceOf(Lookup.Absent.class);
  }

  @Test
  void listingsAreInOrderAndInPages() {
    var keys = List.of("a/1", "a/2 3", "a/2+3", "a/é", "b/1", "b/2");
    keys.forEach(key -> put(new Key(key), key, Condition.ANY));
    var first = objects.list("a/", "", 3);
    assertThat(first.entries().stream().map(e -> e.key().text()))
        .containsExactly("a/1", "a/2 3", "a/2+3");
    assertThat(first.more()).isTrue();
    var rest = objects.list("a/", "a/2+3", 3);
    assertThat(rest.entries().stream().map(e -> e.key().text())).containsExactly("a/é");
    assertThat(rest.more()).isFalse();
  }

  @Test
  void aLargeBodyGoesInPartsAndLeavesNoneBehind() throws Exception {
    var bytes = new byte[(11 << 20) + 17];
    new Random(1).nextBytes(bytes);
    var key = new Key("large");
    var limits = S3Limits.USUAL.inPartsOf(S3Limits.PART_SIZE_BYTES_MIN);
    try (var inParts =
        S3ObjectStore.openAs(env, bucket.settings().within(limits), Dialect.DOCUMENTED)) {
      assertThat(inParts.put(key, Body.of(bytes), Condition.ANY))
          .isInstanceOf(PutAnswer.Stored.class);
    }
    try (var found = (Fetch.Found) objects.get(key)) {
      assertThat(Arrays.equals(found.body().readAllBytes(), bytes)).isTrue();
    }
    assertThat(bucket.uploadsUnderWay()).isZero();
  }

  @Test
  void signedRequestsWork() throws Exception {
    var key = new Key("signed/a b+c");
    var put = objects.presign(Access.PUT, key, Duration.ofMinutes(1));
    assertThat(send(put, HttpRequest.BodyPublishers.ofString("sent")).statusCode()).isEqualTo(200);
    var get = objects.presign(Access.GET, key, Duration.ofMinutes(1));
    assertThat(send(get, HttpRequest.BodyPublishers.noBody()).body()).isEqualTo("sent");
    var other = URI.create(get.uri().toString().replace("b%2Bc", "b%2Bd"));
    var forged = new SignedRequest("GET", other, get.headers(), get.expiresAtMillis());
    assertThat(send(forged, HttpRequest.BodyPublishers.noBody()).statusCode()).isEqualTo(403);
  }

  @Test
  void aWrongSecretIsDenied() {
    var forged = bucket.settings().as(new S3Credentials(CREDENTIALS.accessKeyId(), "wrong"));
    assertThatThrownBy(() -> S3ObjectStore.open(env, forged, "").close())
        .isInstanceOfSatisfying(
            Problem.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Problem.Kind.DENIED);
              assertThat(e.code()).isEqualTo("s3.denied");
              assertThat(e.what()).contains("SignatureDoesNotMatch").doesNotContain("wrong");
            });
  }

  @Test
  void aBucketThatIsNotThereIsSaidSo() {
    var nowhere = S3Settings.of(new S3Address("not-there", ""), endpoint).as(CREDENTIALS);
    assertThatThrownBy(() -> S3ObjectStore.open(env, nowhere, "").close())
        .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.code()).isEqualTo("s3.no-bucket"));
  }

  private static HttpResponse<String> send(SignedRequest request, HttpRequest.BodyPublisher body)
      throws Exception {
    var builder = HttpRequest.newBuilder(request.uri()).method(request.method(), body);
    request.headers().forEach(builder::header);
    try (var client = HttpClient.newHttpClient()) {
      return client.send(builder.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static Body text(String text) {
    return Body.of(text.getBytes(UTF_8));
  }

  private String put(Key key, String text, Condition condition) {
    return ((PutAnswer.Stored) objects.put(key, text(text), condition)).version().text();
  }

  private String read(Key key, Range range) throws Exception {
    try (var found = (Fetch.Found) objects.get(key, range)) {
      return new String(found.body().readAllBytes(), UTF_8);
    }
  }
}
