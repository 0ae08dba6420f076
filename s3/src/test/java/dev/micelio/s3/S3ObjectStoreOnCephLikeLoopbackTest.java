package dev.micelio.s3;

import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.ObjectStoreContract;
import dev.micelio.s3.loopback.Manner;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/// The whole contract on a server with the weaknesses of Ceph up to 18, for machines without Ceph.
@Tag("slow")
final class S3ObjectStoreOnCephLikeLoopbackTest extends ObjectStoreContract {
  private @Nullable Loopback server;

  @Override
  protected ObjectStore open() throws IOException {
    server = new Loopback(Manner.CEPH_18, 0);
    return server.open();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }
}
