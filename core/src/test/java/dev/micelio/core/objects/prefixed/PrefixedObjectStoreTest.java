package dev.micelio.core.objects.prefixed;

import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.MemoryContract;
import dev.micelio.core.objects.ObjectStore;

final class PrefixedObjectStoreTest extends MemoryContract {
  @Override
  protected ObjectStore decorate(ObjectStore memory) {
    return new PrefixedObjectStore(memory, new Key("some/Prefix of ours"));
  }
}
