package dev.micelio.core.session;

import dev.micelio.core.blob.BlobFormat;
import dev.micelio.core.blob.BlobWriter;
import dev.micelio.core.blob.Existing;
import dev.micelio.core.env.Env;
import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Author;
import dev.micelio.core.landing.Lander;
import dev.micelio.core.landing.Offer;
import dev.micelio.core.landing.Outcome;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Offers sessions for landing: what a session is when it is read lands, or nothing of it. What is
/// added to it meanwhile stays in it, and is named as late once it is marked as landed.
public final class SessionLander {
  private static final int AT_ONCE_MAX = 16;

  private final Env env;
  private final ObjectStore project;
  private final Sessions sessions;
  private final Lander lander;
  private final BlobWriter blobs;

  /// `project` is the project's own object store.
  public SessionLander(Env env, ObjectStore project, Sessions sessions, Lander lander) {
    this.env = env;
    this.project = project;
    this.sessions = sessions;
    this.lander = lander;
    blobs = new BlobWriter(env, project, Existing.BELIEVED, AT_ONCE_MAX);
  }

  /// As [Lander#land], with all that the session wants stored before.
  public Outcome land(Id id) {
    var session =
        sessions
            .find(id)
            .orElseThrow(() ->
                invalid(
                    "session.not-found",
                    "there is no session " + id,
                    "list the sessions of this project"))
            .session();
    checkReady(session);
    store(session);
    return lander.land(offer(session));
  }

  private static void checkReady(Session session) {
    if (session.status() instanceof Status.Abandoned) {
      throw invalid(
          "session.abandoned",
          "session " + session.id() + " was abandoned",
          "start a new session with its changes");
    }
    var unsettled = session.unsettled();
    if (session.isActive() && !unsettled.isEmpty()) {
      throw invalid(
          "session.unsettled",
          "session %s has conflicts that nobody has settled: %s"
              .formatted(
                  session.id(),
                  unsettled.stream()
                      .map(change -> change.path().text())
                      .collect(Collectors.joining(", "))),
          "put each of these files as it is to be, then land the session again");
    }
  }

  private void store(Session session) {
    var inline = new ArrayList<FileContent.Inline>();
    var elsewhere = new ArrayList<PathChange.Put>();
    for (var change : session.changes()) {
      if (change.change() instanceof PathChange.Put put) {
        switch (put.content()) {
          case FileContent.Inline content -> inline.add(content);
          case FileContent.Stored _ -> elsewhere.add(put);
        }
      }
    }
    env.all("session-blob", inline, AT_ONCE_MAX, content -> blobs.write(content.bytes()));
    requireAll(elsewhere);
  }

  /// Whoever put them into the session has uploaded them before.
  private void requireAll(List<PathChange.Put> puts) {
    var found =
        env.all(
            "session-blob-head",
            puts,
            AT_ONCE_MAX,
            put -> project.head(BlobFormat.key(put.content().digest())));
    for (int i = 0; i < puts.size(); i++) {
      if (found.get(i) instanceof Lookup.Absent) {
        throw Offer.missingBlob(puts.get(i).path(), puts.get(i).content().digest());
      }
    }
  }

  private static Offer offer(Session session) {
    var owner = session.start().owner();
    var agent = owner.agent();
    return new Offer(
        session.id(),
        session.since(),
        session.base(),
        session.start().goal(),
        new Author(owner.principal(), agent == null ? "" : agent.name()),
        session.onTree(),
        session.build().attestations());
  }

  private static Problem invalid(String code, String what, String next) {
    return new Problem(Problem.Kind.INVALID, code, what, next);
  }
}
