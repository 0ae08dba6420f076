package dev.micelio.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.env.Env;
import dev.micelio.core.id.Id;
import dev.micelio.core.id.Ids;
import dev.micelio.core.objects.ObjectStore;
import java.util.List;

/// The sessions of a project and words for what a test does with them.
record Project(Sessions sessions, Ids ids) {

  static Project over(Env env, ObjectStore objects) {
    return new Project(new Sessions(env, objects, Samples.PROJECT), new Ids(env));
  }

  Id started() {
    var id = ids.next();
    assertThat(sessions.start(Samples.start(id))).isInstanceOf(StartAnswer.Started.class);
    return id;
  }

  Kept kept(Id session) {
    return sessions.find(session).orElseThrow();
  }

  Session session(Id session) {
    return kept(session).session();
  }

  Kept put(Id session, PathChange... changes) {
    return done(sessions.putChanges(session, ids.next(), List.of(changes)));
  }

  static Kept done(SyncAnswer answer) {
    assertThat(answer).isInstanceOf(SessionAnswer.Done.class);
    return ((SessionAnswer.Done) answer).kept();
  }
}
