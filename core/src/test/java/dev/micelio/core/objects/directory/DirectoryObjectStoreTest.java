package dev.micelio.core.objects.directory;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.ObjectStoreContract;
import dev.micelio.core.objects.signed.SignedUrlEndpoint;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryObjectStoreTest extends ObjectStoreContract {
  private final MachineEnv env = new MachineEnv();
  private final SignedUrlEndpoint endpoint = new SignedUrlEndpoint(env);

  @TempDir Path directory;

  @Override
  protected ObjectStore open() {
    var objects = DirectoryObjectStore.open(env, directory, endpoint.urls());
    endpoint.serve(objects);
    return objects;
  }

  @AfterEach
  void closeEndpoint() {
    endpoint.close();
  }
}
