package dev.micelio.s3;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Which bucket, on which server, and how to talk to it.
///
/// @param endpoint the server; null for Amazon's own
/// @param region null to find it as the SDK does (environment, profile, instance); a server of
///   one's own for which nothing is found gets `us-east-1`
/// @param pathStyle the bucket's name in the path rather than in the host's name
/// @param credentials null to find them as the SDK does
public record S3Settings(
    String bucket,
    @Nullable URI endpoint,
    @Nullable String region,
    boolean pathStyle,
    @Nullable S3Credentials credentials,
    S3Limits limits) {

  /// The bucket of `address` on a server of one's own (path style, as these expect), or on
  /// Amazon's.
  public static S3Settings of(S3Address address, @Nullable URI endpoint) {
    return new S3Settings(address.bucket(), endpoint, null, endpoint != null, null, S3Limits.USUAL);
  }

  public S3Settings as(S3Credentials credentials) {
    return new S3Settings(bucket, endpoint, region, pathStyle, credentials, limits);
  }

  public S3Settings in(String region) {
    return new S3Settings(bucket, endpoint, region, pathStyle, credentials, limits);
  }

  public S3Settings withPathStyle(boolean pathStyle) {
    return new S3Settings(bucket, endpoint, region, pathStyle, credentials, limits);
  }

  public S3Settings within(S3Limits limits) {
    return new S3Settings(bucket, endpoint, region, pathStyle, credentials, limits);
  }

  /// The server and the bucket, for a sentence.
  String place() {
    return "bucket " + bucket + (endpoint == null ? " of Amazon S3" : " at " + endpoint);
  }
}
