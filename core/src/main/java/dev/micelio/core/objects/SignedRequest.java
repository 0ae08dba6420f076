package dev.micelio.core.objects;

import java.net.URI;
import java.util.Map;

/// A plain HTTP request with its permission inside. The headers must be sent as they are.
public record SignedRequest(
    String method, URI uri, Map<String, String> headers, long expiresAtMillis) {
  public SignedRequest {
    headers = Map.copyOf(headers);
  }
}
