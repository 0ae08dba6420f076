package dev.micelio.s3;

import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.ObjectStoreContract;
import dev.micelio.s3.loopback.Manner;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

final class S3ObjectStoreOnLoopbackTest extends ObjectStoreContract {
  private @Nullable Loopback server;

  @Override
  protected ObjectStore open() throws IOException {
    server = new Loopback(Manner.DOCUMENTED, 0);
    return server.open();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }
}
