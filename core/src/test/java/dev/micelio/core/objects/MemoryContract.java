package dev.micelio.core.objects;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.memory.MemoryObjectStore;
import dev.micelio.core.objects.signed.SignedUrlEndpoint;
import org.junit.jupiter.api.AfterEach;

/// The contract of a decorator, over memory.
public abstract class MemoryContract extends ObjectStoreContract {
  protected final MachineEnv env = new MachineEnv();
  private final SignedUrlEndpoint endpoint = new SignedUrlEndpoint(env);

  protected abstract ObjectStore decorate(ObjectStore memory) throws Exception;

  @Override
  protected final ObjectStore open() throws Exception {
    var memory = new MemoryObjectStore(env, endpoint.urls());
    endpoint.serve(memory);
    return decorate(memory);
  }

  @AfterEach
  final void closeEndpoint() {
    endpoint.close();
  }
}
