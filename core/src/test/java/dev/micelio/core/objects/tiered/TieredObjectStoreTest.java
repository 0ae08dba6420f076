package dev.micelio.core.objects.tiered;

import dev.micelio.core.objects.MemoryContract;
import dev.micelio.core.objects.ObjectStore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

final class TieredObjectStoreTest extends MemoryContract {
  @TempDir Path directory;

  @Override
  protected ObjectStore decorate(ObjectStore memory) {
    return new TieredObjectStore(
        env,
        memory,
        Sha.ADDRESSING,
        1 << 20,
        List.of(Tier.memory(1 << 24), Tier.directory(env, directory, 1 << 24)));
  }
}
