package dev.micelio.core.landing;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.id.Id;
import dev.micelio.core.objects.ObjectStore;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One process's view of a log, which it reads on. What it knows is true and may be behind. For one
/// thread.
final class Follower {
  /// How many of the newest landings are known without reading.
  static final int RECENT_MAX = 20_000;

  private final LandingLog log;
  private final Past past;
  private final ProjectNodes nodes;
  private final Consumer<StoredCommit> watcher;
  private final NavigableMap<Long, Recent> recent = new TreeMap<>();
  private final Map<Id, Outcome.Landed> landed = new HashMap<>();
  private @Nullable Tail tail;
  private boolean lookedBack;

  /// What is remembered of a landing.
  private record Recent(Id session, Outcome.Landed landed) {}

  /// `watcher` is told of every commit that is seen, in their order.
  Follower(Env env, ObjectStore project, Past past, Consumer<StoredCommit> watcher) {
    log = new LandingLog(env, project);
    this.past = past;
    this.watcher = watcher;
    nodes = new ProjectNodes(env, project, log);
  }

  ProjectNodes nodes() {
    return nodes;
  }

  /// The tail as far as it was read; empty before the first time.
  Optional<Tail> known() {
    return Optional.ofNullable(tail);
  }

  /// Reads on to the end of the log.
  Tail catchUp() {
    var known = tail;
    var end = known == null ? log.tail(this::see) : log.readOn(known, this::see);
    tail = end;
    return end;
  }

  /// The next commit of the log. It is remembered though reading on may fail behind it.
  void see(StoredCommit commit) {
    nodes.see(commit);
    commit.commit().landings().forEach(this::remember);
    while (recent.size() > RECENT_MAX) {
      landed.remove(recent.pollFirstEntry().getValue().session());
    }
    tail = Tail.EMPTY.then(commit);
    watcher.accept(commit);
  }

  private void remember(Landing landing) {
    var outcome = new Outcome.Landed(landing.position(), landing.tree(), landing.at());
    recent.put(landing.position(), new Recent(landing.session(), outcome));
    landed.put(landing.session(), outcome);
  }

  /// Where a session landed behind `since`, if it has.
  Optional<Outcome.Landed> landed(Id session, long since) {
    if (since < unknown()) {
      lookBack();
    }
    var known = landed.get(session);
    if (known != null) {
      return Optional.of(known);
    }
    return since >= unknown()
        ? Optional.empty()
        : past.find(session, since, unknown())
            .map(found -> new Outcome.Landed(found.position(), found.tree(), found.at()));
  }

  /// The newest position of which nothing is remembered.
  private long unknown() {
    return recent.isEmpty() ? 0 : recent.firstKey() - 1;
  }

  /// Reads the landings before the ones that it saw, once: those may be in no segment yet, and
  /// every question to the past would read them again.
  private void lookBack() {
    if (!lookedBack) {
      long last = unknown();
      log.read(Math.max(1, last - Landings.READ_MAX + 1), last).forEach(this::remember);
      lookedBack = true;
    }
  }

  /// The tree of the project at a position that is not behind the tail.
  Digest treeAt(long position) {
    if (position == 0) {
      return Tail.EMPTY.tree();
    }
    var known = recent.get(position);
    return known == null ? log.read(position, position).getFirst().tree() : known.landed().tree();
  }
}
