package dev.micelio.s3;

import dev.micelio.s3.loopback.LoopbackS3;

/// How the tests of this package reach the loopback server.
final class Loopback {
  private Loopback() {}

  static S3Settings settings(LoopbackS3 server) {
    return S3Settings.of(new S3Address(LoopbackS3.BUCKET, ""), server.endpoint())
        .as(new S3Credentials(LoopbackS3.ACCESS_KEY, LoopbackS3.SECRET_KEY));
  }
}
