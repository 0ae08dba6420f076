package dev.micelio.s3;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// A new bucket on some server, until it is closed. Asks with a client of its own, so that a test
/// can see what the object store left behind.
final class Bucket implements AutoCloseable {
  private static int made;

  private final URI endpoint;
  private final S3Credentials credentials;
  private final String name;
  private final S3Client client;

  Bucket(URI endpoint, S3Credentials credentials) {
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.name = newName();
    this.client =
        S3Client.builder()
            .endpointOverride(endpoint)
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey())))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .build();
    client.createBucket(r -> r.bucket(name));
  }

  private static synchronized String newName() {
    return "mic-" + ProcessHandle.current().pid() + "-" + System.nanoTime() + "-" + made++;
  }

  S3Settings settings() {
    return S3Settings.of(new S3Address(name, ""), endpoint).as(credentials);
  }

  S3Client client() {
    return client;
  }

  String name() {
    return name;
  }

  int uploadsUnderWay() {
    return client.listMultipartUploads(r -> r.bucket(name)).uploads().size();
  }

  @Override
  public void close() {
    for (S3Object object : client.listObjectsV2Paginator(r -> r.bucket(name)).contents()) {
      client.deleteObject(r -> r.bucket(name).key(object.key()));
    }
    client.deleteBucket(r -> r.bucket(name));
    client.close();
  }
}
