package dev.micelio.core.session;

import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Base;
import dev.micelio.core.project.ProjectId;
import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// The complete state of one session. It is the whole of an object, so it has as many parts as it
/// has; `changes` are in the order of their paths, one for each.
public record Session(
    ProjectId project,
    NewSession start,
    Base base,
    Status status,
    Conversation conversation,
    List<SessionChange> changes,
    BuildContext build,
    Writes writes) {
  public static final int CHANGES_MAX = 100_000;

  public Session {
    changes = List.copyOf(changes);
    Bounds.count("changes", changes.size(), CHANGES_MAX);
    if (base.position() < start.base().position()) {
      throw new IllegalArgumentException("a base never moves back");
    }
    for (int i = 1; i < changes.size(); i++) {
      if (changes.get(i - 1).path().compareTo(changes.get(i).path()) >= 0) {
        throw new IllegalArgumentException("changes stand in the order of their paths, one each");
      }
    }
  }

  static Session begin(ProjectId project, NewSession start, Hlc at) {
    return new Session(
        project,
        start,
        start.base(),
        Status.ACTIVE,
        Conversation.EMPTY,
        List.of(),
        BuildContext.EMPTY,
        new Writes(at, at, List.of()));
  }

  public Id id() {
    return start.id();
  }

  /// The position at which it was started. Its own landing, if there is one, is behind it, however
  /// often it was synced.
  public long since() {
    return start.base().position();
  }

  public boolean isActive() {
    return status instanceof Status.Active;
  }

  /// The changes in conflict, which must be settled before it can land.
  public List<SessionChange> unsettled() {
    return changes.stream().filter(change -> change.conflict() != null).toList();
  }

  /// What it does to its base, in the order of the paths.
  public List<Change> onTree() {
    return changes.stream().map(change -> change.change().onTree()).toList();
  }

  boolean wants(TreePath path) {
    return find(path).isPresent();
  }

  boolean isInConflict(TreePath path) {
    return find(path).filter(change -> change.conflict() != null).isPresent();
  }

  private Optional<SessionChange> find(TreePath path) {
    return changes.stream().filter(change -> change.path().equals(path)).findFirst();
  }

  boolean has(Id write) {
    return writes.newest().contains(write);
  }

  Session with(Conversation conversation) {
    return new Session(project, start, base, status, conversation, changes, build, writes);
  }

  Session with(BuildContext build) {
    return new Session(project, start, base, status, conversation, changes, build, writes);
  }

  Session with(Status status) {
    return new Session(project, start, base, status, conversation, changes, build, writes);
  }

  Session written(Id write, Hlc at) {
    return new Session(
        project, start, base, status, conversation, changes, build, writes.plus(write, at));
  }

  private Session with(Base base, TreeMap<TreePath, SessionChange> changes) {
    return new Session(
        project,
        start,
        base,
        status,
        conversation,
        new ArrayList<>(changes.values()),
        build,
        writes);
  }

  private TreeMap<TreePath, SessionChange> byPath() {
    var byPath = new TreeMap<TreePath, SessionChange>();
    changes.forEach(change -> byPath.put(change.path(), change));
    return byPath;
  }

  /// Of several changes of one path the last one counts.
  Session put(List<PathChange> more, Hlc at) {
    var byPath = byPath();
    more.forEach(change -> byPath.put(change.path(), new SessionChange(change, at, null)));
    return with(base, byPath);
  }

  Session drop(TreePath path) {
    var byPath = byPath();
    byPath.remove(path);
    return with(base, byPath);
  }

  Session settle(TreePath path) {
    var byPath = byPath();
    byPath.computeIfPresent(path, (_, change) -> change.settled());
    return with(base, byPath);
  }

  /// A change that the merge left alone keeps its time.
  Session sync(Base next, List<MergedChange> merged, Hlc at) {
    var before = byPath();
    var after = new TreeMap<TreePath, SessionChange>();
    for (var change : merged) {
      var path = change.change().path();
      var old = before.get(path);
      var stamp = old != null && old.change().equals(change.change()) ? old.at() : at;
      if (after.put(path, new SessionChange(change.change(), stamp, change.conflict())) != null) {
        throw new IllegalArgumentException("a sync makes one change of " + path);
      }
    }
    return with(next, after);
  }

  Session land(long position, List<Change> landed) {
    return with(new Status.Landed(position, late(position, landed)));
  }

  /// Where what the session wants is not what landed, in either direction.
  private List<TreePath> late(long position, List<Change> landed) {
    var byPath = new TreeMap<TreePath, Change>();
    landed.forEach(change -> byPath.put(change.path(), change));
    var late = new ArrayList<TreePath>();
    for (var change : onTree()) {
      if (!Objects.equals(byPath.remove(change.path()), change)) {
        late.add(change.path());
      }
    }
    // a session that was synced past its landing has no more what its base has by it
    if (base.position() < position) {
      late.addAll(byPath.keySet());
    }
    late.sort(null);
    return late;
  }
}
