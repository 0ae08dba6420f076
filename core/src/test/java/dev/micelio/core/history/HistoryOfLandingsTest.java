package dev.micelio.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Caretaker;
import dev.micelio.core.landing.Judge;
import dev.micelio.core.landing.Lander;
import dev.micelio.core.landing.Landing;
import dev.micelio.core.landing.LandingAgents;
import dev.micelio.core.landing.LandingLog;
import dev.micelio.core.landing.LogJudge;
import dev.micelio.core.landing.Patience;
import dev.micelio.core.landing.ScannedPast;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.Memory;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.project.ProjectKeys;
import dev.micelio.core.tree.TreePath;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Segments of landings that landers really made say what the log says.
@Tag("slow")
final class HistoryOfLandingsTest {
  private static final int AGENTS = 8;
  private static final int SESSIONS_EACH = 290;

  private final MachineEnv env = new MachineEnv();
  private final ObjectStore objects = Memory.open(env);
  private final LandingLog log = new LandingLog(env, objects);
  private final History history = new History(env, objects, log, log::chainAt);

  private Lander lander() {
    var builder = new HistoryBuilder(env, objects, log, log::chainAt);
    var caretaker =
        new Caretaker(
            env, objects, _ -> {}, tail -> builder.build(tail.position()), Patience.USUAL);
    return new Lander(env, objects, history, Judge.ALL, caretaker, Patience.USUAL);
  }

  @Test
  void whatTheLogSaysIsWhatTheHistorySays() {
    var agents = new LandingAgents(env, objects, List.of(lander(), lander()));
    env.all(
        "agent",
        IntStream.range(0, AGENTS).boxed().toList(),
        AGENTS,
        number -> {
          var random = new Random();
          for (int session = 0; session < SESSIONS_EACH; session++) {
            agents.land(Id.next(env), random);
          }
          return number;
        });
    new Caretaker(env, objects, _ -> {}, _ -> {}, Patience.USUAL).run();
    var landed = LogJudge.judge(env, objects);
    agents.agreeWith(landed);
    long tail = log.tail().position();
    assertThat(tail).isGreaterThan(2000);
    new HistoryBuilder(env, objects, log, log::chainAt).build(tail);
    assertThat(objects.head(ProjectKeys.segment(1001))).isInstanceOf(Lookup.Found.class);

    var scanned = new ScannedPast(log);
    var paths = new HashSet<TreePath>();
    landed.values().forEach(l -> l.changes().forEach(change -> paths.add(change.path())));
    paths.add(new TreePath("src"));
    paths.add(new TreePath("never/touched"));
    var random = new Random();
    for (int i = 0; i < 30; i++) {
      long after = random.nextLong(tail);
      assertThat(history.newest(paths, after, tail)).isEqualTo(scanned.newest(paths, after, tail));
    }
    var all = landed.values().stream().sorted(Comparator.comparingLong(Landing::position)).toList();
    for (int i = 0; i < 30; i++) {
      var some = all.get(random.nextInt(all.size()));
      assertThat(history.find(some.session(), 0, tail)).contains(some);
      assertThat(history.find(some.session(), some.position(), tail)).isEmpty();
    }
    assertThat(history.find(Id.next(env), 0, tail)).isEmpty();
  }
}
