package dev.micelio.core.session;

import static dev.micelio.core.session.Samples.delete;
import static dev.micelio.core.session.Samples.digest;
import static dev.micelio.core.session.Samples.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Author;
import dev.micelio.core.landing.Base;
import dev.micelio.core.landing.Landing;
import dev.micelio.core.landing.LineMerged;
import dev.micelio.core.objects.ManualEnv;
import dev.micelio.core.objects.Memory;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.ObjectStoreNodes;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One session that landed at 20, on a head where some of what it wanted was there already and some
/// was merged; told from the landing alone.
final class LandedChangesTest {
  private final ManualEnv env = new ManualEnv();
  private final ObjectStore objects = Memory.open(env);
  private final ObjectStoreNodes nodes = new ObjectStoreNodes(env, objects, "");
  private final Tree empty = new Tree(Tree.empty(nodes), nodes);
  private final Project project = Project.over(env, objects);

  private final Digest base =
      tree(
          put("edited", "0"),
          put("gone", "0"),
          put("lines", "0"),
          put("mode", "0"),
          put("too", "0"));
  private final Digest before =
      tree(put("edited", "0"), put("lines", "theirs"), put("mode", "theirs"), put("too", "1"));
  private final Digest after =
      tree(
          put("edited", "1"),
          put("lines", "both"),
          executable("mode", "theirs"),
          put("new", "1"),
          put("too", "1"));
  private final Id session = project.ids().next();
  private Landing landing = landing(List.of());

  private Digest tree(PathChange... changes) {
    return empty.apply(Arrays.stream(changes).map(PathChange::onTree).toList(), nodes);
  }

  private static PathChange executable(String path, String text) {
    var put = (PathChange.Put) put(path, text);
    return new PathChange.Put(put.path(), false, EntryKind.EXECUTABLE, put.content());
  }

  private Landing landing(List<LineMerged> merges) {
    var changes = new ArrayList<Difference>();
    empty.at(before).diff(after, changes::add);
    return new Landing(
        20,
        session,
        "make it fast",
        new Author("pedro", "codex"),
        new Base(17, base),
        after,
        changes,
        merges,
        List.of(),
        Hlc.of(1, 0));
  }

  @BeforeEach
  void start() {
    landing =
        landing(
            List.of(
                new LineMerged(
                    new TreePath("lines"), "diff3-histogram-1", digest("0"), digest("ours"))));
    project
        .sessions()
        .start(new NewSession(session, "make it fast", Samples.OWNER, new Base(17, base)));
    project.put(
        session,
        put("edited", "1"),
        delete("gone"),
        put("lines", "ours"),
        executable("mode", "0"),
        put("new", "1"),
        put("too", "1"));
  }

  private List<String> lateAfterMarking() {
    var kept = Project.done(project.sessions().markLanded(landing, empty));
    assertThat(project.sessions().markLanded(landing, empty))
        .isEqualTo(new SessionAnswer.Done(kept));
    return ((Status.Landed) kept.session().status()).late().stream().map(TreePath::text).toList();
  }

  @Test
  void whatWasThereAlreadyOrWasMergedLanded() {
    assertThat(lateAfterMarking()).isEmpty();
  }

  @Test
  void whatCameLaterIsLate() {
    project.put(
        session,
        put("edited", "2"),
        put("gone", "2"),
        put("lines", "ours, later"),
        executable("mode", "2"),
        delete("new"),
        put("other", "2"),
        put("too", "2"));
    assertThat(lateAfterMarking())
        .containsExactly("edited", "gone", "lines", "mode", "new", "other", "too");
  }

  @Test
  void whatWasTakenBackAfterItLandedIsLate() {
    project.sessions().dropChange(session, project.ids().next(), new TreePath("new"));
    project.sessions().dropChange(session, project.ids().next(), new TreePath("gone"));
    assertThat(lateAfterMarking()).containsExactly("new"); // gone was gone already
  }

  @Test
  void aSessionSyncedPastItsOwnLandingIsLateWithWhatItHasLeft() {
    List<MergedChange> left = List.of(new MergedChange(put("other", "2"), null));
    project.sessions().sync(project.kept(session), project.ids().next(), new Base(20, after), left);
    assertThat(lateAfterMarking()).containsExactly("other");
  }

  @Test
  void theLandingOfAnUnknownSessionIsNobodys() {
    var unknown =
        new Landing(
            20,
            project.ids().next(),
            "g",
            landing.author(),
            landing.base(),
            after,
            landing.changes(),
            List.of(),
            List.of(),
            landing.at());
    assertThat(project.sessions().markLanded(unknown, empty)).isEqualTo(new SessionAnswer.Absent());
  }

  @Test
  void theListOfChangesIsThatOfTheSession() {
    var wanted = project.session(session).onTree();
    assertThat(LandedChanges.of(project.session(session), landing, empty))
        .containsExactlyInAnyOrderElementsOf(new ArrayList<Change>(wanted));
  }
}
