package dev.micelio.s3;

import dev.micelio.core.env.Env;
import dev.micelio.core.objects.Body;
import dev.micelio.core.problem.Problem.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The requests of one bucket, each made once: nothing here, in the SDK or in its HTTP client
/// repeats a request, because a repeated request that had taken effect the first time is answered
/// as if it had lost.
final class S3Calls implements AutoCloseable {
  private static final String FALLBACK_REGION = "us-east-1";
  private static final String CONTENT_TYPE = "application/octet-stream";

  private final Env env;
  private final S3Settings settings;
  private final S3Problems problems;
  private final Region region;
  private final AwsCredentialsProvider credentials;
  private final S3Client client;

  S3Calls(Env env, S3Settings settings) {
    this.env = env;
    this.settings = settings;
    this.problems = new S3Problems(settings.place());
    this.region = region();
    this.credentials = credentials();
    demandCredentials();
    this.client = client();
  }

  private S3Client client() {
    var limits = settings.limits();
    var http =
        Apache5HttpClient.builder()
            .maxConnections(limits.connectionsMax())
            .connectionTimeout(limits.connect())
            .connectionAcquisitionTimeout(limits.answer())
            .socketTimeout(limits.answer())
            .tcpKeepAlive(true)
            .expectContinueEnabled(false);
    var builder =
        S3Client.builder()
            .httpClientBuilder(http)
            .region(region)
            .credentialsProvider(credentials)
            .serviceConfiguration(dialectOfAllServers())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()));
    if (settings.endpoint() != null) {
      builder.endpointOverride(settings.endpoint());
    }
    return builder.build();
  }

  /// One plain body whose digest is signed, sent without asking first: the framing of signed chunks
  /// and the checksums that the SDK prefers are refused by some servers.
  private S3Configuration dialectOfAllServers() {
    return S3Configuration.builder()
        .pathStyleAccessEnabled(settings.pathStyle())
        .chunkedEncodingEnabled(false)
        .expectContinueEnabled(false)
        .build();
  }

  String bucket() {
    return settings.bucket();
  }

  S3Presigner presigner() {
    var builder =
        S3Presigner.builder()
            .region(region)
            .credentialsProvider(credentials)
            .serviceConfiguration(dialectOfAllServers());
    if (settings.endpoint() != null) {
      builder.endpointOverride(settings.endpoint());
    }
    return builder.build();
  }

  private Region region() {
    if (settings.region() != null) {
      return Region.of(settings.region());
    }
    // an instance's own region says nothing about a server that is not Amazon's, and asking for it
    // takes seconds where there is none
    AwsRegionProvider provider =
        settings.endpoint() == null
            ? DefaultAwsRegionProviderChain.builder().build()
            : new AwsRegionProviderChain(
                new SystemSettingsRegionProvider(), new AwsProfileRegionProvider());
    try {
      return provider.getRegion();
    } catch (SdkClientException e) {
      if (settings.endpoint() != null) {
        return Region.of(FALLBACK_REGION);
      }
      throw problems.problem(
          Kind.INVALID,
          "s3.no-region",
          "no region is set: " + e.getMessage(),
          "name the bucket's region, or set AWS_REGION",
          e);
    }
  }

  private AwsCredentialsProvider credentials() {
    var given = settings.credentials();
    if (given == null) {
      return DefaultCredentialsProvider.builder().build();
    }
    return StaticCredentialsProvider.create(
        given.sessionToken() == null
            ? AwsBasicCredentials.create(given.accessKeyId(), given.secretAccessKey())
            : AwsSessionCredentials.create(
                given.accessKeyId(), given.secretAccessKey(), given.sessionToken()));
  }

  private void demandCredentials() {
    try {
      credentials.resolveCredentials();
    } catch (SdkClientException e) {
      throw problems.problem(
          Kind.DENIED,
          "s3.no-credentials",
          "no credentials for S3: " + e.getMessage(),
          "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or write ~/.aws/credentials",
          e);
    }
  }

  /// When the credentials of now end; the farthest future for those that do not.
  Instant credentialsEnd() {
    return credentials.resolveCredentials().expirationTime().orElse(Instant.MAX);
  }

  S3Problems problems() {
    return problems;
  }

  Reply put(String key, Body body, When when) {
    return reply(
        "put " + key,
        () ->
            client
                .putObject(
                    r ->
                        r.bucket(settings.bucket())
                            .key(key)
                            .ifMatch(when.ifMatch())
                            .ifNoneMatch(when.ifNoneMatch())
                            .overrideConfiguration(within(body.size())),
                    content(body))
                .eTag());
  }

  Reply delete(String key, When when) {
    return reply(
        "delete " + key,
        () -> {
          client.deleteObject(r ->
              r.bucket(settings.bucket())
                  .key(key)
                  .ifMatch(when.ifMatch())
                  .overrideConfiguration(within(0)));
          return "";
        });
  }

  /// What a get found: the whole body or a part of it, or that nothing is there, or nothing in the
  /// range.
  sealed interface Got {
    record Found(ResponseInputStream<GetObjectResponse> response) implements Got {}

    record OutOfRange() implements Got {}

    record Absent() implements Got {}
  }

  Got get(String key, @Nullable String range) {
    String what = "get " + key;
    env.step(what);
    try {
      return new Got.Found(
          client.getObject(r ->
              r.bucket(settings.bucket()).key(key).range(range).overrideConfiguration(within(0))));
    } catch (NoSuchKeyException _) {
      return new Got.Absent();
    } catch (AwsServiceException e) {
      if (e.statusCode() == 416) {
        return new Got.OutOfRange();
      }
      throw problems.of(what, e);
    } catch (RuntimeException e) {
      throw problems.of(what, e);
    }
  }

  @Nullable HeadObjectResponse head(String key) {
    String what = "head " + key;
    env.step(what);
    try {
      return client.headObject(
          r -> r.bucket(settings.bucket()).key(key).overrideConfiguration(within(0)));
    } catch (NoSuchKeyException _) {
      return null;
    } catch (RuntimeException e) {
      throw problems.of(what, e);
    }
  }

  ListObjectsV2Response list(String prefix, String after, @Nullable String go, int limit) {
    return call(
        "list " + prefix,
        () ->
            client.listObjectsV2(r ->
                r.bucket(settings.bucket())
                    .prefix(prefix.isEmpty() ? null : prefix)
                    .startAfter(after.isEmpty() ? null : after)
                    .continuationToken(go)
                    .maxKeys(limit)
                    .encodingType(EncodingType.URL)
                    .overrideConfiguration(within(0))));
  }

  String beginUpload(String key) {
    return call(
        "begin to put " + key,
        () ->
            client
                .createMultipartUpload(
                    r -> r.bucket(settings.bucket()).key(key).overrideConfiguration(within(0)))
                .uploadId());
  }

  CompletedPart putPart(String key, String upload, int number, Body part) {
    String etag =
        call(
            "put part " + number + " of " + key,
            () ->
                client
                    .uploadPart(
                        r ->
                            r.bucket(settings.bucket())
                                .key(key)
                                .uploadId(upload)
                                .partNumber(number)
                                .overrideConfiguration(within(part.size())),
                        content(part))
                    .eTag());
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  /// `sizeBytes` is the whole object's, which some servers copy together here.
  Reply endUpload(String key, String upload, List<CompletedPart> parts, long sizeBytes, When when) {
    return reply(
        "put the parts of " + key + " together",
        () ->
            client
                .completeMultipartUpload(r ->
                    r.bucket(settings.bucket())
                        .key(key)
                        .uploadId(upload)
                        .multipartUpload(u -> u.parts(parts))
                        .ifMatch(when.ifMatch())
                        .ifNoneMatch(when.ifNoneMatch())
                        .overrideConfiguration(within(sizeBytes)))
                .eTag());
  }

  void dropUpload(String key, String upload) {
    call(
        "drop the parts of " + key,
        () ->
            client.abortMultipartUpload(r ->
                r.bucket(settings.bucket())
                    .key(key)
                    .uploadId(upload)
                    .overrideConfiguration(within(0))));
  }

  private static RequestBody content(Body body) {
    return RequestBody.fromContentProvider(body::openExactly, body.size(), CONTENT_TYPE);
  }

  private Consumer<AwsRequestOverrideConfiguration.Builder> within(long bodyBytes) {
    Duration limit = settings.limits().answerWithBodyOf(bodyBytes);
    return o -> o.apiCallTimeout(limit);
  }

  private Reply reply(String what, Supplier<@Nullable String> request) {
    env.step(what);
    try {
      String etag = request.get();
      return new Reply.Done(etag == null ? "" : unquoted(etag));
    } catch (AwsServiceException e) {
      String code = S3Problems.code(e);
      boolean refused =
          e.statusCode() == 412
              || e.statusCode() == 409
              || (e.statusCode() == 404 && code.equals("NoSuchKey"));
      return refused
          ? new Reply.Refused(e.statusCode(), problems.of(what, e))
          : new Reply.Failed(problems.of(what, e), e.statusCode(), code);
    } catch (RuntimeException e) {
      return new Reply.Failed(problems.of(what, e), Reply.Failed.NO_ANSWER, "");
    }
  }

  private <T> T call(String what, Supplier<T> request) {
    env.step(what);
    try {
      return request.get();
    } catch (RuntimeException e) {
      throw problems.of(what, e);
    }
  }

  static String unquoted(String etag) {
    boolean quoted = etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"");
    return quoted ? etag.substring(1, etag.length() - 1) : etag;
  }

  @Override
  public void close() {
    client.close();
    if (credentials instanceof DefaultCredentialsProvider chain) {
      chain.close();
    }
  }
}
