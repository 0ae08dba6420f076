package dev.micelio.s3;

import dev.micelio.core.objects.Access;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.SignedRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Signs requests for others to make; asks nobody for it but the credentials.
final class S3SignedRequests implements AutoCloseable {
  /// What an HTTP client sends by itself.
  private static final Set<String> BY_THE_CLIENT = Set.of("host", "content-length");

  private final S3Calls calls;

  /// Made when first needed, because that takes longer than most processes want to sign.
  private @Nullable S3Presigner presigner;

  S3SignedRequests(S3Calls calls) {
    this.calls = calls;
  }

  SignedRequest sign(Access access, Key key, Duration ttl) {
    SignedRequest.checkTtl(ttl);
    PresignedRequest signed =
        switch (access) {
          case GET ->
              presigner()
                  .presignGetObject(p ->
                      p.signatureDuration(ttl)
                          .getObjectRequest(r -> r.bucket(calls.bucket()).key(key.text())));
          case PUT ->
              presigner()
                  .presignPutObject(p ->
                      p.signatureDuration(ttl)
                          .putObjectRequest(r -> r.bucket(calls.bucket()).key(key.text())));
        };
    return new SignedRequest(
        access.name(), uri(signed), headers(signed), end(signed).toEpochMilli());
  }

  private Instant end(PresignedRequest signed) {
    Instant credentials = calls.credentialsEnd();
    return credentials.isBefore(signed.expiration()) ? credentials : signed.expiration();
  }

  private static URI uri(PresignedRequest signed) {
    try {
      return signed.url().toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("what was signed is no address: " + signed.url(), e);
    }
  }

  private static Map<String, String> headers(PresignedRequest signed) {
    var headers = new HashMap<String, String>();
    for (Map.Entry<String, List<String>> header : signed.signedHeaders().entrySet()) {
      if (!BY_THE_CLIENT.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        headers.put(header.getKey(), String.join(",", header.getValue()));
      }
    }
    return headers;
  }

  private synchronized S3Presigner presigner() {
    if (presigner == null) {
      presigner = calls.presigner();
    }
    return presigner;
  }

  @Override
  public synchronized void close() {
    if (presigner != null) {
      presigner.close();
    }
  }
}
