package dev.micelio.s3;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.ObjectStoreContract;
import dev.micelio.core.objects.memory.MemoryObjectStore;
import dev.micelio.core.objects.signed.SignedUrls;
import dev.micelio.s3.loopback.LoopbackS3;
import dev.micelio.s3.loopback.Manner;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

final class S3ObjectStoreOnLoopbackTest extends ObjectStoreContract {
  private final MachineEnv env = new MachineEnv();
  private @Nullable LoopbackS3 server;

  @Override
  protected ObjectStore open() throws IOException {
    var urls = SignedUrls.withFreshSecret(env, URI.create("http://127.0.0.1/unused"));
    server = new LoopbackS3(new MemoryObjectStore(env, urls), Manner.DOCUMENTED, 0);
    return S3ObjectStore.open(env, Loopback.settings(server), "");
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }
}
