package dev.micelio.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.memory.MemoryObjectStore;
import dev.micelio.core.objects.signed.SignedUrls;
import dev.micelio.s3.loopback.Faults;
import dev.micelio.s3.loopback.LoopbackS3;
import dev.micelio.s3.loopback.Manner;
import java.io.IOException;
import java.net.URI;

/// A loopback server over objects in memory, for one test.
final class Loopback implements AutoCloseable {
  static final MachineEnv ENV = new MachineEnv();

  private final ObjectStore beneath;
  private final LoopbackS3 server;

  Loopback(Manner manner, long seed) throws IOException {
    var urls = SignedUrls.withFreshSecret(ENV, URI.create("http://127.0.0.1/unused"));
    beneath = new MemoryObjectStore(ENV, urls);
    server = new LoopbackS3(beneath, manner, seed);
  }

  static S3Settings settings(LoopbackS3 server) {
    return S3Settings.of(new S3Address(LoopbackS3.BUCKET, ""), server.endpoint())
        .as(new S3Credentials(LoopbackS3.ACCESS_KEY, LoopbackS3.SECRET_KEY));
  }

  S3Settings settings() {
    return settings(server);
  }

  /// As a user would, with the probe.
  S3ObjectStore open() {
    return S3ObjectStore.open(ENV, settings(), "");
  }

  /// Without the probe.
  S3ObjectStore openAs(Dialect dialect) {
    return S3ObjectStore.openAs(ENV, settings(), dialect);
  }

  /// The objects as they are, whatever the server says of them.
  ObjectStore beneath() {
    return beneath;
  }

  Faults faults() {
    return server.faults();
  }

  int uploadsUnderWay() {
    return server.uploadsUnderWay();
  }

  static Body text(String text) {
    return Body.of(text.getBytes(UTF_8));
  }

  static String read(ObjectStore objects, Key key) {
    try (var fetch = objects.get(key)) {
      return switch (fetch) {
        case Fetch.Absent _ -> "";
        case Fetch.Found found -> new String(found.bytes(1 << 20), UTF_8);
      };
    }
  }

  @Override
  public void close() {
    server.close();
    beneath.close();
  }
}
