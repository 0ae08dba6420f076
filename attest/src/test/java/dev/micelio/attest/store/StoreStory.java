package dev.micelio.attest.store;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.env.Killed;
import dev.micelio.core.env.SeededEnv;
import dev.micelio.core.objects.Memory;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.faulty.Fault;
import dev.micelio.core.objects.faulty.Faults;
import dev.micelio.core.objects.faulty.FaultyObjectStore;
import dev.micelio.core.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;

/// Several machines put the same few attestations over a network that the seed makes bad. Each
/// machine is started again when it has crashed, and at last gives up an attestation.
final class StoreStory {
  private static final int MACHINES = 3;
  private static final int ATTESTATIONS = 4;
  private static final int TRIES_MAX = 6;

  /// Each receipt that somebody was answered, and the ids of all that somebody tried to put.
  record Ending(SeededEnv env, ObjectStore truth, List<Receipt> answered, List<Digest> offered) {}

  private final SeededEnv env;
  private final ObjectStore truth;
  private final List<Receipt> answered = new ArrayList<>();
  private final List<byte[]> offered = new ArrayList<>();

  private StoreStory(long seed) {
    env = new SeededEnv(seed);
    truth = Memory.open(env);
  }

  static Ending told(long seed) {
    var story = new StoreStory(seed);
    story.env.run(() -> {
      for (int i = 0; i < ATTESTATIONS; i++) {
        story.offered.add(StoreInvariantsTest.signed(story.env));
      }
      var machines = IntStream.range(0, MACHINES).boxed().toList();
      story.env.all("machine", machines, MACHINES, story::live);
      story.env.sleep(Duration.ofMinutes(1)); // what is late has arrived by now
      return null;
    });
    return new Ending(
        story.env, story.truth, story.answered, story.offered.stream().map(Digest::of).toList());
  }

  private int live(int number) {
    var machine = env.skewed(Duration.ofSeconds(number));
    for (byte[] attestation : offered) {
      for (int tries = 0; tries < TRIES_MAX; tries++) {
        if (tryToPut(machine, attestation)) {
          break;
        }
        machine.sleep(Duration.ofMillis(1 + machine.random().nextInt(1500)));
      }
    }
    return number;
  }

  private boolean tryToPut(Env machine, byte[] attestation) {
    var faults = Faults.swarm(machine.random(), EnumSet.allOf(Fault.class));
    try {
      var objects = new FaultyObjectStore(machine, truth, faults);
      answered.add(new Attestations(machine, objects).put(attestation));
      return true;
    } catch (Killed _) {
      return false;
    } catch (Problem problem) {
      if (problem.kind() != Problem.Kind.UNAVAILABLE) {
        throw problem;
      }
      return false;
    }
  }
}
