package dev.micelio.s3;

import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.ObjectStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// The whole contract on our own server over objects in a directory. Without the probe, which would
/// wait for the disk a hundred times before each test.
final class S3ObjectStoreOnLoopbackTest extends ObjectStoreContract {
  private @Nullable Loopback server;

  @TempDir Path directory;

  @Override
  protected ObjectStore open() throws IOException {
    server = new Loopback(directory);
    return server.openAs(Dialect.DOCUMENTED);
  }

  /// Each put waits for the disk.
  @Override
  protected int rounds() {
    return 8;
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }
}
