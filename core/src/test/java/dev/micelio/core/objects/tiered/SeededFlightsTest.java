package dev.micelio.core.objects.tiered;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.env.Killed;
import dev.micelio.core.env.SeededEnv;
import dev.micelio.core.env.Task;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Memory;
import dev.micelio.core.objects.ScriptedObjectStore;
import dev.micelio.core.objects.faulty.Fault;
import dev.micelio.core.objects.faulty.Faults;
import dev.micelio.core.objects.faulty.FaultyObjectStore;
import dev.micelio.core.objects.retrying.RetryPolicy;
import dev.micelio.core.objects.retrying.RetryingObjectStore;
import dev.micelio.core.testkit.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Readers of the same objects in any order, and their deaths at any call.
final class SeededFlightsTest {
  private static final int READERS = 64;
  private static final int OBJECTS = 3;

  @Seeds(50)
  void inAnyOrderReadersOfOneKeyCauseOneFetch(long seed) {
    var env = new SeededEnv(seed);
    var remote = new ScriptedObjectStore(Memory.open(env));
    var objects = objects(env, remote, Tier.memory(1 << 20));
    read(env, remote, objects);
    assertThat(remote.calls().stream().filter(call -> call.startsWith("get"))).hasSize(OBJECTS);
    assertThat(objects.isIdle()).isTrue();
  }

  @Seeds(100)
  void whoeverDiesWhereverNobodyIsLeftWaiting(long seed) {
    var env = new SeededEnv(seed);
    var remote = new ScriptedObjectStore(Memory.open(env));
    var objects = objects(env, remote);
    env.killWithChance("reader", 0.1);
    env.killWithChance("fetch", 0.1);
    int served = read(env, remote, objects);
    assertThat(served).isPositive();
    assertThat(objects.isIdle()).isTrue();
  }

  @Seeds(100)
  void aFetchThatIsKilledFromOutsideAtAnyMomentIsTakenUp(long seed) {
    var env = new SeededEnv(seed);
    var remote = new ScriptedObjectStore(Memory.open(env));
    var objects = objects(env, remote);
    env.fork(
        "killer",
        () -> {
          for (int number = 1; number < 2 * READERS; number++) {
            env.sleep(Duration.ofNanos(env.random().nextLong(50_000)));
            env.kill(number == 1 ? "fetch" : "fetch#" + number);
          }
          return true;
        });
    assertThat(read(env, remote, objects)).isEqualTo(READERS);
    assertThat(objects.isIdle()).isTrue();
  }

  @Seeds(50)
  void overABadNetworkEveryReaderIsServedTheRightBytes(long seed) {
    var env = new SeededEnv(seed);
    var remote = new ScriptedObjectStore(Memory.open(env));
    var faults = Faults.NONE;
    for (var fault : List.of(Fault.ERROR_BEFORE, Fault.ERROR_AFTER, Fault.SLOW, Fault.TRUNCATED)) {
      faults = faults.with(fault, 0.2);
    }
    var policy =
        new RetryPolicy(40, Duration.ofHours(1), Duration.ofMillis(10), Duration.ofSeconds(1));
    var patient = new RetryingObjectStore(env, new FaultyObjectStore(env, remote, faults), policy);
    var objects =
        new TieredObjectStore(env, patient, Sha.ADDRESSING, 1 << 20, List.of(Tier.memory(1 << 20)));
    assertThat(read(env, remote, objects)).isEqualTo(READERS);
  }

  private static TieredObjectStore objects(
      SeededEnv env, ScriptedObjectStore remote, Tier... tiers) {
    return new TieredObjectStore(env, remote, Sha.ADDRESSING, 1 << 20, List.of(tiers));
  }

  /// How many of the readers lived and read what was to be read.
  private static int read(SeededEnv env, ScriptedObjectStore remote, TieredObjectStore objects) {
    return env.run(() -> {
      var readers = new ArrayList<Task<Boolean>>();
      for (int object = 0; object < OBJECTS; object++) {
        byte[] bytes = Sha.bytes(object, 1000);
        Memory.put(remote, Sha.key(bytes).text(), bytes);
      }
      for (int i = 0; i < READERS; i++) {
        byte[] bytes = Sha.bytes(i % OBJECTS, 1000);
        Key key = Sha.key(bytes);
        readers.add(
            env.fork(
                "reader",
                () -> {
                  assertThat(Memory.bytes(objects, key)).isEqualTo(bytes);
                  return true;
                }));
      }
      int served = 0;
      for (var reader : readers) {
        try {
          served += reader.await() ? 1 : 0;
        } catch (Killed _) {
          // dead readers want nothing any more
        }
      }
      return served;
    });
  }
}
