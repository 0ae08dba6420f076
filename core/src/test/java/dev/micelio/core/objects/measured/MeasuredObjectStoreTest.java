package dev.micelio.core.objects.measured;

import dev.micelio.core.objects.MemoryContract;
import dev.micelio.core.objects.ObjectStore;

final class MeasuredObjectStoreTest extends MemoryContract {
  @Override
  protected ObjectStore decorate(ObjectStore memory) {
    return new MeasuredObjectStore(env, memory);
  }
}
