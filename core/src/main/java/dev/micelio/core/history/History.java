package dev.micelio.core.history;

import dev.micelio.core.env.Env;
import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Landing;
import dev.micelio.core.landing.Landings;
import dev.micelio.core.landing.Past;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.tree.TreePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which landing touched a path, and where a session landed: answers about the log of one project,
/// always exact. Segments and roll-ups make it fast. Where they are missing, damaged, unreadable or
/// another log's, it takes longer.
///
/// A path is *touched* by a landing that changes it or, where it is a directory, something below
/// it.
public final class History implements Past {
  /// As many as one session may change.
  public static final int PATHS_MAX = Landing.CHANGES_MAX;

  public static final int PAGE_MAX = 1000;

  private final Env env;
  private final DerivedObjects derived;
  private final Landings log;
  private final ChainHashes chains;

  /// `project` is the project's own object store, `log` and `chains` are its landing log's.
  public History(Env env, ObjectStore project, Landings log, ChainHashes chains) {
    this.env = env;
    this.derived = new DerivedObjects(project);
    this.log = log;
    this.chains = chains;
  }

  /// For each path the newest landing behind `after`, up to and with `upTo`, that touched it. Paths
  /// that none touched are not in it. All positions up to `upTo` must have landed.
  @Override
  public Map<TreePath, Landing> newest(Set<TreePath> paths, long after, long upTo) {
    if (paths.size() > PATHS_MAX) {
      throw new IllegalArgumentException(paths.size() + " paths, where " + PATHS_MAX + " may be");
    }
    var questions = new LinkedHashMap<TreePath, Question>();
    paths.stream().sorted().forEach(path -> questions.put(path, Question.touching(path, 1)));
    answer(List.copyOf(questions.values()), after, upTo);
    var newest = new LinkedHashMap<TreePath, Landing>();
    questions.forEach(
        (path, question) -> question.found().forEach(landing -> newest.put(path, landing)));
    return newest;
  }

  /// The landings up to and with `upTo` that touched this file or directory, the newest first, at
  /// most `limit`. Where there are as many, the next page is up to the position before the last.
  public List<Landing> touches(TreePath path, long upTo, int limit) {
    if (limit < 1 || limit > PAGE_MAX) {
      throw new IllegalArgumentException("a page has 1 to " + PAGE_MAX + ", not " + limit);
    }
    var question = Question.touching(path, limit);
    answer(List.of(question), 0, upTo);
    return question.found();
  }

  /// The landing of a session behind `after`, up to and with `upTo`.
  @Override
  public Optional<Landing> find(Id session, long after, long upTo) {
    var question = Question.landingOf(session);
    answer(List.of(question), after, upTo);
    return question.found().stream().findFirst();
  }

  private void answer(List<Question> questions, long after, long upTo) {
    if (after < 0) {
      throw new IllegalArgumentException("no position is negative: " + after);
    }
    if (!questions.isEmpty() && upTo > after) {
      new Descent(env, derived, log, chains, after, upTo).answer(questions);
    }
  }
}
