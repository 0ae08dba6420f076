package dev.micelio.core.session;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.id.Id;
import dev.micelio.core.id.Ids;
import dev.micelio.core.landing.Base;
import dev.micelio.core.landing.Landing;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.Page;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectId;
import dev.micelio.core.project.ProjectKeys;
import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The sessions of one project. Any number of processes may use them at the same time: what one of
/// them was answered is there.
///
/// A problem of kind `UNAVAILABLE` says nothing about the outcome. Who calls again with the same
/// ids of messages, decisions, runs and writes has it done once.
public final class Sessions {
  private static final String SUFFIX = ".bin";

  private final ObjectStore objects;
  private final SessionObjects sessions;
  private final Ids ids;

  /// `objects` are the project's own.
  public Sessions(Env env, ObjectStore objects, ProjectId project) {
    this.objects = objects;
    this.sessions = new SessionObjects(env, objects, project);
    this.ids = new Ids(env);
  }

  public StartAnswer start(NewSession session) {
    return sessions.start(session);
  }

  public Optional<Kept> find(Id session) {
    return sessions.read(session);
  }

  /// Sessions after `after`, from the first one when it is null. Reads none of them.
  public SessionPage list(@Nullable Id after, int limit) {
    Page.checkLimit(limit);
    var found = new ArrayList<Id>();
    String last = after == null ? "" : ProjectKeys.session(after).text();
    while (true) {
      var page = objects.list(ProjectKeys.SESSIONS, last, limit - found.size());
      for (var entry : page.entries()) {
        last = entry.key().text();
        id(entry.key()).ifPresent(found::add);
      }
      if (!page.more() || found.size() == limit) {
        return new SessionPage(found, page.more());
      }
    }
  }

  /// Empty for what others put below the sessions.
  private static Optional<Id> id(Key key) {
    String name = key.text().substring(ProjectKeys.SESSIONS.length());
    if (!name.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    try {
      var id = Id.parse(name.substring(0, name.length() - SUFFIX.length()));
      return Optional.of(id);
    } catch (Problem _) { // no id, so no session
      return Optional.empty();
    }
  }

  public SessionAnswer appendMessages(Id session, List<Message> messages) {
    return writeActive(
        session,
        ids.next(),
        now -> now.conversation().hasMessages(messages),
        (now, at) -> now.with(now.conversation().plusMessages(messages, at)));
  }

  public SessionAnswer appendDecisions(Id session, List<Decision> decisions) {
    return writeActive(
        session,
        ids.next(),
        now -> now.conversation().hasDecisions(decisions),
        (now, at) -> now.with(now.conversation().plusDecisions(decisions, at)));
  }

  /// Each change takes the place of the one that its path had, with its mark. `write` is the
  /// caller's: the same one again does nothing.
  public SessionAnswer putChanges(Id session, Id write, List<PathChange> changes) {
    return writeActive(session, write, _ -> changes.isEmpty(), (now, at) -> now.put(changes, at));
  }

  /// The session leaves the path as its base has it.
  public SessionAnswer dropChange(Id session, Id write, TreePath path) {
    return writeActive(session, write, now -> !now.wants(path), (now, _) -> now.drop(path));
  }

  /// The change of this path, if it has a mark, loses it: it is right as it is.
  public SessionAnswer settle(Id session, Id write, TreePath path) {
    return writeActive(
        session, write, now -> !now.isInConflict(path), (now, _) -> now.settle(path));
  }

  public SessionAnswer recordCheck(Id session, BuildContext.CheckRun run) {
    return writeActive(
        session,
        ids.next(),
        now -> now.build().has(run),
        (now, at) -> now.with(now.build().plus(run, at)));
  }

  public SessionAnswer addAttestations(Id session, List<Digest> attestations) {
    return writeActive(
        session,
        ids.next(),
        now -> now.build().has(attestations),
        (now, _) -> now.with(now.build().plus(attestations)));
  }

  /// Moves the base, and makes the changes those that the merge of `from` with it gave. Nothing
  /// happens when the session is not `from` any more.
  public SyncAnswer sync(Kept from, Id write, Base base, List<MergedChange> changes) {
    if (base.position() < from.session().base().position()) {
      throw new Problem(
          Problem.Kind.INVALID,
          "session.base-moves-back",
          "the base of session %s is at position %d and can not go back to %d"
              .formatted(from.session().id(), from.session().base().position(), base.position()),
          "sync to the head, or start a new session from there");
    }
    return sessions.write(
        from.session().id(),
        write,
        (kept, at) -> {
          if (!kept.session().isActive()) {
            return new Step.ReadOnly();
          }
          return kept.version().equals(from.version())
              ? new Step.To(kept.session().sync(base, changes, at))
              : new Step.Outdated();
        });
  }

  public SessionAnswer abandon(Id session) {
    return answer(
        sessions.write(
            session,
            ids.next(),
            (kept, _) ->
                switch (kept.session().status()) {
                  case Status.Active _ -> new Step.To(kept.session().with(Status.ABANDONED));
                  case Status.Abandoned _ -> new Step.Unchanged();
                  case Status.Landed _ -> new Step.ReadOnly();
                }));
  }

  /// Says that the session is in the landing log, which is the truth: so anybody may say it, again,
  /// and also of a session that was abandoned while it landed. `landed` are the changes that the
  /// lander had read in it; where it wants something else by now, the paths are named as late.
  public SessionAnswer markLanded(Id session, long position, List<Change> landed) {
    return answer(
        sessions.write(
            session,
            ids.next(),
            (kept, _) ->
                switch (kept.session().status()) {
                  case Status.Landed(long known, _) when known == position -> new Step.Unchanged();
                  case Status.Landed(long known, _) -> throw landedTwice(session, known, position);
                  case Status.Active _, Status.Abandoned _ ->
                      new Step.To(kept.session().land(position, landed));
                }));
  }

  /// The same, by whoever finds the landing in the log. `nodes` is any tree that can read the nodes
  /// of the project's others: what the landing does not say stands in them.
  public SessionAnswer markLanded(Landing landing, Tree nodes) {
    var known = find(landing.session());
    if (known.isEmpty()) {
      return new SessionAnswer.Absent();
    }
    var session = known.get().session();
    boolean marked =
        session.status() instanceof Status.Landed(long at, _) && at == landing.position();
    return marked
        ? new SessionAnswer.Done(known.get())
        : markLanded(session.id(), landing.position(), LandedChanges.of(session, landing, nodes));
  }

  private static Problem landedTwice(Id session, long known, long position) {
    return new Problem(
        Problem.Kind.BUG,
        "session.landed-twice",
        "session %s landed at position %d and is said to have landed at %d"
            .formatted(session, known, position),
        "report it, with the two commits of the landing log");
  }

  /// What is `there` already is done, also in a session that has ended since: so who did not hear
  /// an answer hears the right one when he asks again.
  private SessionAnswer writeActive(
      Id session, Id write, Predicate<Session> there, BiFunction<Session, Hlc, Session> next) {
    return answer(
        sessions.write(
            session,
            write,
            (kept, at) -> {
              if (there.test(kept.session())) {
                return new Step.Unchanged();
              }
              return kept.session().isActive()
                  ? new Step.To(next.apply(kept.session(), at))
                  : new Step.ReadOnly();
            }));
  }

  private static SessionAnswer answer(SyncAnswer answer) {
    return switch (answer) {
      case SessionAnswer known -> known;
      case SyncAnswer.Changed _ ->
          throw new IllegalStateException("only a sync depends on a version");
    };
  }
}
