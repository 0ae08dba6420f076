package dev.micelio.core.objects.faulty;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.env.Env;
import dev.micelio.core.env.Event;
import dev.micelio.core.env.Killed;
import dev.micelio.core.env.SeededEnv;
import dev.micelio.core.id.Ids;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Memory;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;

/// Several machines increment a counter by version-conditional puts, over a network that the seed
/// makes bad in a way of its own. Each machine is started again when it has crashed; it keeps the
/// ids of its increments, as it would on disk.
final class CounterStory {
  private static final Key COUNTER = new Key("counter");
  private static final int WRITERS = 4;
  private static final int EACH = 4;
  private static final int CRASHES_MAX = 5;

  /// What a writer does when it does not know whether its put has happened.
  enum Rule {
    LOOK_FOR_YOUR_OWN_WRITE,
    TAKE_IT_FOR_DONE,
    WRITE_AGAIN
  }

  /// The ids in the order in which they were counted, the number beside them, and every call.
  record Ending(long count, List<String> counted, List<String> intended, List<Event> history) {
    boolean isExact() {
      return count == intended.size()
          && counted.stream().sorted().toList().equals(intended.stream().sorted().toList());
    }
  }

  private record State(long count, List<String> ids) {
    static State parse(String text) {
      var words = List.of(text.split(" "));
      return new State(Long.parseLong(words.getFirst()), words.subList(1, words.size()));
    }

    State plus(String id) {
      var more = new ArrayList<>(ids);
      more.add(id);
      return new State(count + 1, more);
    }

    Body body() {
      return Body.of((count + " " + String.join(" ", ids)).strip().getBytes(UTF_8));
    }
  }

  private final SeededEnv env;
  private final ObjectStore truth;
  private final Rule rule;
  private final List<String> intended = new ArrayList<>();

  private CounterStory(long seed, Rule rule) {
    this.env = new SeededEnv(seed);
    this.truth = Memory.open(env);
    this.rule = rule;
  }

  static Ending run(long seed, Rule rule) {
    return new CounterStory(seed, rule).run();
  }

  private Ending run() {
    var state =
        env.run(() -> {
          truth.put(COUNTER, new State(0, List.of()).body(), Condition.ABSENT);
          env.all("machine", IntStream.range(0, WRITERS).boxed().toList(), WRITERS, this::live);
          env.sleep(Duration.ofMinutes(1)); // what is late has arrived by now
          return State.parse(Memory.text(truth, COUNTER.text()));
        });
    return new Ending(state.count, state.ids, intended, env.history());
  }

  private int live(int number) {
    var machine = env.skewed(Duration.ofSeconds(number));
    var ids = new Ids(machine);
    for (int i = 0; i < EACH; i++) {
      String id = ids.next().toString();
      intended.add(id);
      incrementDespiteCrashes(machine, id);
    }
    return number;
  }

  private void incrementDespiteCrashes(Env machine, String id) {
    for (int crashes = 0; ; crashes++) {
      var possible = EnumSet.allOf(Fault.class);
      if (crashes == CRASHES_MAX) {
        possible.removeAll(EnumSet.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER));
      }
      var faults = Faults.swarm(machine.random(), possible);
      try {
        increment(machine, new FaultyObjectStore(machine, truth, faults), id);
        return;
      } catch (Killed _) {
        machine.sleep(
            Duration.ofMillis(100)); // another process of that machine, from the beginning
      }
    }
  }

  private void increment(Env machine, ObjectStore objects, String id) {
    boolean done = false;
    while (!done) {
      try {
        done = tryIncrement(objects, id);
      } catch (Problem unanswered) {
        if (rule == Rule.TAKE_IT_FOR_DONE) {
          return;
        }
        machine.sleep(Duration.ofMillis(1 + machine.random().nextInt(50)));
      }
    }
  }

  private boolean tryIncrement(ObjectStore objects, String id) {
    try (var fetch = objects.get(COUNTER)) {
      if (!(fetch instanceof Fetch.Found found)) {
        return false; // a read of the time before the first put
      }
      var state = State.parse(new String(found.bytes(10_000), UTF_8));
      if (rule != Rule.WRITE_AGAIN && state.ids.contains(id)) {
        return true;
      }
      var condition = Condition.matches(found.version());
      return objects.put(COUNTER, state.plus(id).body(), condition) instanceof PutAnswer.Stored;
    }
  }
}
