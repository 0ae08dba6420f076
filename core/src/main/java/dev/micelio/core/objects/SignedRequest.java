package dev.micelio.core.objects;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// A plain HTTP request with its permission inside. The headers must be sent as they are; what an
/// HTTP client sends by itself (`host`, `content-length`) is not among them. A refused request is
/// answered 403.
public record SignedRequest(
    String method, URI uri, Map<String, String> headers, long expiresAtMillis) {
  public static final Duration TTL_MIN = Duration.ofSeconds(1);

  /// What S3 allows at most.
  public static final Duration TTL_MAX = Duration.ofDays(7);

  public SignedRequest {
    headers = Map.copyOf(headers);
  }

  /// What every presign asks of its time to live.
  public static void checkTtl(Duration ttl) {
    if (ttl.compareTo(TTL_MIN) < 0 || ttl.compareTo(TTL_MAX) > 0) {
      throw new IllegalArgumentException(
          "a signed request lives from " + TTL_MIN + " to " + TTL_MAX + ", not " + ttl);
    }
  }
}
