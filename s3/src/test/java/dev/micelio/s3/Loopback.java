package dev.micelio.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.directory.DirectoryObjectStore;
import dev.micelio.core.objects.memory.MemoryObjectStore;
import dev.micelio.core.objects.signed.SignedUrls;
import dev.micelio.s3.loopback.Faults;
import dev.micelio.s3.loopback.LoopbackS3;
import dev.micelio.s3.loopback.Manner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;

/// A loopback server for one test.
final class Loopback implements AutoCloseable {
  static final MachineEnv ENV = new MachineEnv();

  private final ObjectStore beneath;
  private final LoopbackS3 server;

  Loopback(Manner manner, long seed) throws IOException {
    this(new MemoryObjectStore(ENV, unusedUrls()), manner, seed, Clock.systemUTC());
  }

  Loopback(Path directory) throws IOException {
    this(
        DirectoryObjectStore.open(ENV, directory, unusedUrls()),
        Manner.DOCUMENTED,
        0,
        Clock.systemUTC());
  }

  Loopback(ObjectStore beneath, Manner manner, long seed, Clock clock) throws IOException {
    this.beneath = beneath;
    this.server = new LoopbackS3(beneath, manner, seed, 0, clock);
  }

  /// The server signs requests for itself.
  static SignedUrls unusedUrls() {
    return SignedUrls.withFreshSecret(ENV, URI.create("http://127.0.0.1/unused"));
  }

  URI endpoint() {
    return server.endpoint();
  }

  S3Settings settings() {
    return S3Settings.of(new S3Address(LoopbackS3.BUCKET, ""), endpoint())
        .as(new S3Credentials(LoopbackS3.ACCESS_KEY, LoopbackS3.SECRET_KEY));
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
