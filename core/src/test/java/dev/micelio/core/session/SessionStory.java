package dev.micelio.core.session;

import dev.micelio.core.env.Env;
import dev.micelio.core.env.Killed;
import dev.micelio.core.env.SeededEnv;
import dev.micelio.core.id.Id;
import dev.micelio.core.id.Ids;
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
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Several machines work in one session over a network that the seed makes bad in a way of its own.
/// Each one says, decides and changes things in turn; a call that was not answered, or whose
/// machine crashed, is made again with the same ids until it is.
final class SessionStory {
  private static final int MACHINES = 4;
  private static final int ROUNDS = 3;
  private static final int CRASHES_MAX = 5;

  private final SeededEnv env;
  private final ObjectStore truth;
  final List<Id> said = new ArrayList<>();
  final List<Id> decided = new ArrayList<>();

  /// What each machine has put last at the path that is its own.
  final List<PathChange> put = new ArrayList<>();

  /// The same, of the paths that it took back.
  final List<PathChange> dropped = new ArrayList<>();

  private SessionStory(long seed) {
    this.env = new SeededEnv(seed);
    this.truth = Memory.open(env);
  }

  static SessionStory told(long seed) {
    var story = new SessionStory(seed);
    story.ending = story.env.run(story::run);
    return story;
  }

  private Session ending = Samples.small();

  Session ending() {
    return ending;
  }

  private Session run() {
    var session = new Ids(env).next();
    env.all(
        "machine", IntStream.range(0, MACHINES).boxed().toList(), MACHINES, n -> live(n, session));
    env.sleep(Duration.ofMinutes(1)); // what is late has arrived by now
    return Project.over(env, truth).session(session);
  }

  private int live(int number, Id session) {
    var machine = env.skewed(Duration.ofSeconds(number));
    var ids = new Ids(machine);
    persist(machine, sessions -> sessions.start(Samples.start(session)));
    for (int round = 0; round < ROUNDS; round++) {
      var message = Samples.message(ids.next(), number + "/" + round);
      said.add(message.id());
      persist(machine, sessions -> sessions.appendMessages(session, List.of(message)));
      var decision = Samples.decision(ids.next(), number + "/" + round);
      decided.add(decision.id());
      persist(machine, sessions -> sessions.appendDecisions(session, List.of(decision)));
      var change = Samples.put("own/" + number, "round " + round);
      var passing = Samples.put("passing/" + number, "round " + round);
      var write = ids.next();
      persist(machine, sessions -> sessions.putChanges(session, write, List.of(change, passing)));
      var drop = ids.next();
      persist(machine, sessions -> sessions.dropChange(session, drop, passing.path()));
      if (round == ROUNDS - 1) {
        put.add(change);
        dropped.add(passing);
      }
    }
    return number;
  }

  private void persist(Env machine, Consumer<Sessions> call) {
    int crashes = 0;
    while (true) {
      var possible = EnumSet.allOf(Fault.class);
      possible.remove(Fault.STALE); // no object store answers what was true before
      if (crashes == CRASHES_MAX) {
        possible.removeAll(EnumSet.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER));
      }
      var faults = Faults.swarm(machine.random(), possible);
      try {
        call.accept(
            Project.over(machine, new FaultyObjectStore(machine, truth, faults)).sessions());
        return;
      } catch (Killed _) {
        crashes++;
        machine.sleep(Duration.ofMillis(100)); // another process of that machine
      } catch (Problem problem) {
        if (problem.kind() != Problem.Kind.UNAVAILABLE) {
          throw problem;
        }
      }
    }
  }
}
