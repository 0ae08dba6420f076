package dev.micelio.s3;

import org.jspecify.annotations.Nullable;

/// Who asks, given by hand instead of found by the SDK's usual chain.
public record S3Credentials(
    String accessKeyId, String secretAccessKey, @Nullable String sessionToken) {

  public S3Credentials(String accessKeyId, String secretAccessKey) {
    this(accessKeyId, secretAccessKey, null);
  }

  /// Without the secrets, so that no log ever holds them.
  @Override
  public String toString() {
    return "S3Credentials[" + accessKeyId + "]";
  }
}
