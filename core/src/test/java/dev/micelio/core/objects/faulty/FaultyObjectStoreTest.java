package dev.micelio.core.objects.faulty;

import dev.micelio.core.objects.MemoryContract;
import dev.micelio.core.objects.ObjectStore;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

/// Invariant 1: the contract holds without faults, and when the object store is merely slow.
final class FaultyObjectStoreTest {

  @Nested
  final class Invariant1_withoutFaultsTheContractHolds extends MemoryContract {
    @Override
    protected ObjectStore decorate(ObjectStore memory) {
      return new FaultyObjectStore(env, memory, Faults.NONE);
    }
  }

  @Nested
  final class Invariant1_whenMerelySlowTheContractHolds extends MemoryContract {
    @Override
    protected ObjectStore decorate(ObjectStore memory) {
      var slow = Faults.NONE.with(Fault.SLOW, 0.1).delayedAtMost(Duration.ofMillis(1));
      return new FaultyObjectStore(env, memory, slow);
    }
  }

  @Nested
  final class AStaleCacheThatIsNeverStaleKeepsTheContract extends MemoryContract {
    @Override
    protected ObjectStore decorate(ObjectStore memory) {
      return new StaleCache(env, memory, 0, _ -> true);
    }
  }
}
