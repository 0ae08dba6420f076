package dev.micelio.sim.story;

import dev.micelio.core.env.Env;
import dev.micelio.core.history.History;
import dev.micelio.core.history.HistoryBuilder;
import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Caretaker;
import dev.micelio.core.landing.Judge;
import dev.micelio.core.landing.Lander;
import dev.micelio.core.landing.Landing;
import dev.micelio.core.landing.LandingLog;
import dev.micelio.core.landing.Past;
import dev.micelio.core.landing.Patience;
import dev.micelio.core.landing.Verdict;
import dev.micelio.core.merge.MergedChanges;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.project.ProjectId;
import dev.micelio.core.session.Sessions;
import dev.micelio.core.tree.TreePath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What one process of a forge is made of: the real thing, with nothing in place of anything.
record ForgeProcess(Env env, ObjectStore project) {
  private static final ProjectId PROJECT = new ProjectId(0, 1);
  static final String LOCKED = "locked";
  private static final Patience PATIENCE =
      new Patience(
          Duration.ofSeconds(20),
          Duration.ofMillis(20),
          Duration.ofSeconds(1),
          Duration.ofMillis(100));

  /// Denies whoever touches one file: what it says follows from the proposal alone.
  private static final Judge JUDGE =
      proposal ->
          proposal.changes().stream().anyMatch(change -> change.path().text().equals(LOCKED))
              ? new Verdict.Denied(List.of(new Verdict.Reason(LOCKED, "it is locked")))
              : new Verdict.Allowed(List.of());

  LandingLog log() {
    return new LandingLog(env, project);
  }

  Caretaker caretaker() {
    var sessions = sessions();
    var builder = new HistoryBuilder(env, project, log(), log()::chainAt);
    return new Caretaker(
        env,
        project,
        landing ->
            sessions.markLanded(
                landing.session(), landing.position(), MergedChanges.toApply(landing.changes())),
        tail -> builder.build(tail.position()),
        PATIENCE);
  }

  Sessions sessions() {
    return new Sessions(env, project, PROJECT);
  }

  History history() {
    return new History(env, project, log(), log()::chainAt);
  }

  Lander lander() {
    return new Lander(env, project, past(history()), JUDGE, caretaker(), PATIENCE);
  }

  private static Past past(History history) {
    return new Past() {
      @Override
      public Optional<Landing> find(Id session, long after, long upTo) {
        return history.find(session, after, upTo);
      }

      @Override
      public Map<TreePath, Landing> newest(Set<TreePath> paths, long after, long upTo) {
        return history.newest(paths, after, upTo);
      }
    };
  }
}
