package dev.micelio.sim.story;

import dev.micelio.core.env.Bounds;
import dev.micelio.core.env.Promise;
import dev.micelio.core.env.SeededEnv;
import dev.micelio.core.env.Task;
import dev.micelio.core.history.History;
import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Landing;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.memory.MemoryObjectStore;
import dev.micelio.core.objects.signed.SignedUrls;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectKeys;
import dev.micelio.core.tree.TreePath;
import dev.micelio.sim.law.Laws;
import dev.micelio.sim.law.Ledger;
import dev.micelio.sim.law.Seen;
import dev.micelio.sim.law.Violated;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// One scenario played: agents land sessions through landers that know nothing of each other, over
/// one object store that each of them sees through faults. First things go wrong, then they do not
/// any more and everything must be decided. Used once.
public final class Simulation {
  private static final int OBJECT_BYTES_MAX = 1 << 27;
  private static final Bounds BOUNDS = new Bounds(Long.MAX_VALUE >> 8, 0);

  private static final int SESSIONS_ASKED_MAX = 50;

  /// How many lines of a trace are kept.
  public static final int TRACE_MAX = 100_000;

  private final Scenario scenario;
  final SeededEnv env;
  final Trace trace;
  final Weather weather;
  final Tally tally = new Tally();
  final MemoryObjectStore truth;
  final Ledger ledger;
  private final Watch watch;
  private final Promise<Boolean> ended;
  private final List<LanderMachine> landers = new ArrayList<>();
  private Optional<Ending.Broken> broken = Optional.empty();
  private long undecided;

  private Simulation(Scenario scenario, boolean traced) {
    this.scenario = scenario;
    env = new SeededEnv(scenario.seed(), BOUNDS);
    trace = new Trace(env, traced ? TRACE_MAX : 0);
    watch = new Watch(env);
    truth = new MemoryObjectStore(watch, urls());
    ledger = new Ledger(this::object, Laws.all(env::nowMillis));
    watch.tell(key -> changed(new Key(key)));
    weather = new Weather(this);
    ended = env.promise();
  }

  /// `traced`: whether the ending tells what happened, which takes time.
  public static Ending run(Scenario scenario, boolean traced) {
    return new Simulation(scenario, traced).run();
  }

  private SignedUrls urls() {
    return SignedUrls.withFreshSecret(env, URI.create("http://127.0.0.1:1/"));
  }

  private Optional<byte[]> object(Key key) {
    return watch.quietly(() ->
        truth.get(key) instanceof Fetch.Found found
            ? Optional.of(found.bytes(OBJECT_BYTES_MAX))
            : Optional.empty());
  }

  private Ending run() {
    try {
      env.run(this::live);
    } catch (Problem problem) {
      if (broken.isEmpty()) {
        broken =
            Optional.of(
                new Ending.Broken("every run ends", problem.code() + ": " + problem.what()));
      }
    } catch (RuntimeException | AssertionError e) {
      if (broken.isEmpty()) {
        broken = Optional.of(new Ending.Broken("nothing fails without a problem", e.toString()));
      }
    }
    return new Ending(
        scenario,
        broken,
        ledger.position(),
        env.events(),
        env.nanos(),
        env.fingerprint(),
        tally.counts(),
        trace.lines());
  }

  private Object live() {
    var random = new SplittableRandom(scenario.seed() ^ 0x5eed);
    var supervisors = new ArrayList<Task<Object>>();
    for (int i = 1; i <= scenario.at(Dial.LANDERS); i++) {
      var lander = new LanderMachine(this, "lander-" + i, random.split());
      landers.add(lander);
      supervisors.add(env.fork("supervisor", lander::supervise));
    }
    var workers = new ArrayList<Task<Object>>();
    undecided =
        (long) scenario.at(Dial.AGENTS) * scenario.at(Dial.AT_ONCE) * scenario.at(Dial.SESSIONS);
    for (int i = 1; i <= scenario.at(Dial.AGENTS); i++) {
      var agent = new AgentMachine(this, "agent-" + i, random.split());
      for (int slot = 0; slot < scenario.at(Dial.AT_ONCE); slot++) {
        var journal = new Journal(scenario.at(Dial.SESSIONS));
        var own = random.split();
        workers.add(env.fork("supervisor", () -> agent.supervise(journal, own)));
      }
    }
    var sky = env.fork("weather", () -> weather.change(random.split()));
    workers.forEach(Task::await);
    weather.heal();
    sky.await();
    ended.complete(true);
    supervisors.forEach(Task::await);
    finish();
    return supervisors;
  }

  /// Whatever is late has arrived, and somebody who begins anew reads it all.
  private void finish() {
    env.sleep(Duration.ofMinutes(1));
    var process = new ForgeProcess(env, truth);
    process.caretaker().run();
    see(new Seen.ReadTail(ledger.position(), process.log().tail()));
    see(asked(process.history()));
    see(new Seen.Ended());
  }

  private Seen asked(History history) {
    var newest = new HashMap<TreePath, Long>();
    history
        .newest(Set.copyOf(ledger.paths()), 0, ledger.position())
        .forEach((path, landing) -> newest.put(path, landing.position()));
    var landed = new HashMap<Id, Long>();
    ledger.sessions().keySet().stream()
        .sorted()
        .limit(SESSIONS_ASKED_MAX)
        .forEach(session ->
            landed.put(
                session,
                history.find(session, 0, ledger.position()).map(Landing::position).orElse(0L)));
    return new Seen.Asked(newest, landed);
  }

  Scenario scenario() {
    return scenario;
  }

  List<LanderMachine> landers() {
    return landers;
  }

  /// Decided when everything has ended.
  Promise<Boolean> ended() {
    return ended;
  }

  /// Whether as many sessions have landed as were wanted.
  boolean isLongEnough() {
    int landings = scenario.at(Dial.LANDINGS);
    return landings > 0 && ledger.position() >= landings;
  }

  /// How many sessions are not decided yet.
  long undecided() {
    return undecided;
  }

  void decided() {
    undecided--;
  }

  private void changed(Key key) {
    judge(() -> ledger.changed(key));
    if (key.text().startsWith(ProjectKeys.SESSIONS) && scenario.at(Dial.MESSAGES) > 0) {
      var id =
          Id.parse(key.text().substring(ProjectKeys.SESSIONS.length(), key.text().indexOf('.')));
      watch
          .quietly(() -> new ForgeProcess(watch, truth).sessions().find(id))
          .ifPresent(kept -> see(new Seen.Kept(kept.session())));
    }
  }

  void see(Seen seen) {
    judge(() ->
        watch.quietly(() -> {
          ledger.see(seen);
          return seen;
        }));
  }

  private void judge(Runnable look) {
    try {
      look.run();
    } catch (Violated violated) {
      end(Ending.Broken.of(violated));
    } catch (Problem unreadable) {
      end(new Ending.Broken("the log can be read", unreadable.what()));
    }
  }

  /// A law is broken: nothing happens after that.
  void end(Ending.Broken how) {
    if (broken.isEmpty()) {
      broken = Optional.of(how);
      trace.say("BROKEN", () -> how.law() + ": " + how.how());
    }
    env.end(
        new Problem(
            Problem.Kind.BUG,
            "sim.violated",
            how.law() + ": " + how.how(),
            "replay it with ./mic-sim --seed " + scenario.seed() + " --trace"));
  }
}
