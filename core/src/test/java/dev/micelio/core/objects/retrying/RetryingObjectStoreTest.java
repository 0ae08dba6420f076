package dev.micelio.core.objects.retrying;

import dev.micelio.core.objects.MemoryContract;
import dev.micelio.core.objects.ObjectStore;

final class RetryingObjectStoreTest extends MemoryContract {
  @Override
  protected ObjectStore decorate(ObjectStore memory) {
    return new RetryingObjectStore(env, memory, RetryPolicy.USUAL);
  }
}
