package dev.micelio.core.session;

import dev.micelio.core.env.Env;
import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.id.Id;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.project.ProjectId;
import dev.micelio.core.project.ProjectKeys;
import java.util.Optional;
import java.util.function.BiFunction;

/// Reads sessions, and writes them by compare-and-set: read, make the next one, put it if nobody
/// wrote meanwhile, else begin again. A put that was not answered may have happened, or may yet:
/// what is read next tells, because each write leaves its id in the session.
final class SessionObjects {
  private final Env env;
  private final ObjectStore objects;
  private final ProjectId project;

  SessionObjects(Env env, ObjectStore objects, ProjectId project) {
    this.env = env;
    this.objects = objects;
    this.project = project;
  }

  Optional<Kept> read(Id id) {
    try (var fetch = objects.get(ProjectKeys.session(id))) {
      return switch (fetch) {
        case Fetch.Absent _ -> Optional.empty();
        case Fetch.Found found -> {
          byte[] bytes = found.bytes(SessionFormat.STORED_BYTES_MAX);
          var session = SessionFormat.decode(project, id, bytes);
          yield Optional.of(new Kept(session, found.version(), bytes.length));
        }
      };
    }
  }

  StartAnswer start(NewSession start) {
    return new Attempts(env, start.id()).until(() -> tryStart(start));
  }

  private Optional<StartAnswer> tryStart(NewSession start) {
    var known = read(start.id());
    if (known.isPresent()) {
      return Optional.of(
          known.get().session().start().equals(start)
              ? new StartAnswer.Started(known.get())
              : new StartAnswer.Taken());
    }
    var session = Session.begin(project, start, Hlc.after(Hlc.ZERO, env.nowMillis()));
    return put(session, SessionFormat.encode(session), Condition.ABSENT)
        .map(StartAnswer.Started::new);
  }

  /// The step is given the session and the time of the write.
  SyncAnswer write(Id id, Id write, BiFunction<Kept, Hlc, Step> step) {
    return new Attempts(env, id).until(() -> tryWrite(id, write, step));
  }

  private Optional<SyncAnswer> tryWrite(Id id, Id write, BiFunction<Kept, Hlc, Step> step) {
    var known = read(id);
    if (known.isEmpty()) {
      return Optional.of(new SessionAnswer.Absent());
    }
    var kept = known.get();
    if (kept.session().has(write)) {
      return Optional.of(new SessionAnswer.Done(kept));
    }
    // Later than all that the session has, so that no two of its states have the same bytes, and an
    // object store that takes a hash for a version can not mix them up. A wrong clock harms the
    // times of this session alone: nothing else learns them.
    var at = Hlc.after(kept.session().writes().updated(), env.nowMillis());
    return switch (step.apply(kept, at)) {
      case Step.Unchanged _ -> Optional.of(new SessionAnswer.Done(kept));
      case Step.ReadOnly _ -> Optional.of(new SessionAnswer.ReadOnly(kept));
      case Step.Outdated _ -> Optional.of(new SyncAnswer.Changed(kept));
      case Step.To(var next) -> {
        var session = next.written(write, at);
        byte[] bytes = SessionFormat.encode(session);
        requireRoom(kept, session, bytes.length);
        yield put(session, bytes, Condition.matches(kept.version())).map(SessionAnswer.Done::new);
      }
    };
  }

  /// Empty when the race was lost.
  private Optional<Kept> put(Session session, byte[] bytes, Condition condition) {
    var answer = objects.put(ProjectKeys.session(session.id()), Body.of(bytes), condition);
    return switch (answer) {
      case PutAnswer.Stored(var version) -> Optional.of(new Kept(session, version, bytes.length));
      case PutAnswer.Lost _ -> Optional.empty();
    };
  }

  /// Whoever makes a large session smaller, or ends it, may do so.
  private static void requireRoom(Kept before, Session after, int sizeBytes) {
    boolean grows = sizeBytes > before.sizeBytes() && after.isActive();
    int sizeMax = grows ? SessionFormat.ACTIVE_BYTES_MAX : SessionFormat.STORED_BYTES_MAX;
    if (sizeBytes > sizeMax) {
      throw Bounds.full(
          "session %s would have %d bytes where at most %d are allowed"
              .formatted(after.id(), sizeBytes, sizeMax));
    }
  }
}
