package dev.micelio.core.objects.memory;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.ObjectStoreContract;
import dev.micelio.core.objects.signed.SignedUrlEndpoint;
import org.junit.jupiter.api.AfterEach;

final class MemoryObjectStoreTest extends ObjectStoreContract {
  private final MachineEnv env = new MachineEnv();
  private final SignedUrlEndpoint endpoint = new SignedUrlEndpoint(env);

  @Override
  protected ObjectStore open() {
    var objects = new MemoryObjectStore(env, endpoint.urls());
    endpoint.serve(objects);
    return objects;
  }

  @AfterEach
  void closeEndpoint() {
    endpoint.close();
  }
}
