package dev.micelio.core.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.id.Id;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.ForwardingObjectStore;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.objects.Range;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectKeys;
import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Mistakes that version control over objects has been seen to make, each with what happens here
/// instead.
final class LandingMistakesTest {
  private final LandingBench bench = new LandingBench();

  private static Problem down() {
    return new Problem(Problem.Kind.UNAVAILABLE, "test.down", "it is down", "try again");
  }

  private Tree tree(Base base) {
    return new Tree(
        base.tree(), new ProjectNodes(bench.story.env, bench.story.truth, bench.story.log));
  }

  /// If the base were the head at the time of landing, nothing would ever be a conflict.
  @Test
  void theBaseIsWhatTheSessionSawAndNotTheHeadWhenItLands() {
    bench.in(() -> {
      bench.land(bench.put("a", "1"));
      var seen = bench.head();
      bench.land(bench.put("a", "theirs"));
      assertThat(bench.lander().land(bench.offer(seen, bench.put("a", "ours"))))
          .isInstanceOf(Outcome.Conflicted.class);
      return null;
    });
  }

  /// A head that moves before the record of what moved it is there lets others see no conflict.
  @Test
  void whoDiesRightAfterTheCommitHasLeftAllThatOthersNeed() {
    bench.in(() -> {
      var base = bench.head();
      var dying =
          new ForwardingObjectStore(bench.story.truth) {
            boolean dead;

            @Override
            public PutAnswer put(Key key, Body body, Condition condition) {
              if (dead) {
                throw down();
              }
              var answer = super.put(key, body, condition);
              dead = key.equals(ProjectKeys.commit(1));
              return answer;
            }
          };
      assertThat(bench.lander(dying, Judge.ALL).land(bench.offer(base, bench.put("a", "1"))))
          .isInstanceOf(Outcome.Landed.class);
      assertThat(bench.lander().land(bench.offer(base, bench.put("a", "2"))))
          .isInstanceOf(Outcome.Conflicted.class);
      return null;
    });
  }

  /// An error taken for an empty tree would land a project with nothing but this session's files.
  @Test
  void anErrorWhileATreeIsReadLandsNothing() {
    bench.in(() -> {
      bench.land(bench.put("a", "1"), bench.put("b", "1"));
      var base = bench.head();
      bench.land(bench.put("c", "1"));
      bench.caretaker().run();
      var broken =
          new ForwardingObjectStore(bench.story.truth) {
            @Override
            public Fetch get(Key key, Range range) {
              if (key.text().startsWith("trees/")) {
                throw down();
              }
              return super.get(key, range);
            }
          };
      assertThatThrownBy(
              () -> bench.lander(broken, Judge.ALL).land(bench.offer(base, bench.put("d", "1"))))
          .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("test.down"));
      assertThat(bench.head().position()).isEqualTo(2);
      assertThat(tree(bench.head()).get(new TreePath("a"))).isPresent();
      return null;
    });
  }

  /// A log whose head is gone is no new project.
  @Test
  void aProjectWhoseHeadIsGoneDoesNotBeginAgain() {
    bench.in(() -> {
      var first = bench.land(bench.put("a", "1"));
      bench.story.truth.delete(ProjectKeys.HEAD);
      var second = bench.land(bench.put("b", "1"));
      assertThat(second.position()).isEqualTo(first.position() + 1);
      assertThat(tree(bench.head()).get(new TreePath("a"))).isPresent();
      return null;
    });
  }

  /// A log that lost a commit looks like a shorter one.
  @Test
  void anEndBeforeAGapIsNoEnd() {
    bench.in(() -> {
      var tails = new ArrayList<Tail>();
      for (String path : List.of("a", "b", "c")) {
        bench.land(bench.put(path, "1"));
        tails.add(bench.story.log.tail());
      }
      tails.forEach(bench.story.log::requireEnd); // what landed since is no gap
      bench.story.log.requireEnd(Tail.EMPTY);
      bench.story.truth.delete(ProjectKeys.commit(2));
      var shorter = bench.story.log.readOn(Tail.EMPTY, _ -> {});
      assertThat(shorter).isEqualTo(tails.getFirst());
      assertThatThrownBy(() -> bench.story.log.requireEnd(shorter))
          .isInstanceOf(Problem.class)
          .hasMessage("the commit at position 3 lies behind a gap: there is none at position 2");
      return null;
    });
  }

  /// A commit that is gone is no place to land: the log would have two ends.
  @Test
  void aProjectWithAGapInItsLogAndNoHeadIsNotLandedOn() {
    bench.in(() -> {
      for (int i = 0; i < 4; i++) {
        bench.land(bench.put("f" + i, "1"));
      }
      bench.story.truth.delete(ProjectKeys.HEAD);
      bench.story.truth.delete(ProjectKeys.commit(3));
      assertThatThrownBy(
              () -> bench.lander().land(bench.offer(Tail.EMPTY.base(), bench.put("g", "1"))))
          .isInstanceOfSatisfying(
              Problem.class, p -> assertThat(p.code()).isEqualTo("log.broken-chain"));
      return null;
    });
  }

  /// A session that conflicted once must not conflict for ever.
  @Test
  void aSessionLandsAfterItsConflictWasSettled() {
    bench.in(() -> {
      bench.land(bench.put("a", "1"));
      var base = bench.head();
      bench.land(bench.put("a", "theirs"));
      var session = Id.next(bench.story.env);
      var outcome =
          (Outcome.Conflicted)
              bench.lander().land(bench.offer(session, base, bench.put("a", "ours")));
      var settled =
          new Offer(
              session,
              base.position(),
              outcome.head(),
              "goal",
              new Author("ana", ""),
              List.of(bench.put("a", "both")),
              List.of());
      assertThat(bench.lander().land(settled)).isInstanceOf(Outcome.Landed.class);
      return null;
    });
  }

  @Test
  void emptyFilesAndFilesThatAreNoTextLandAsTheyAre() {
    bench.in(() -> {
      var empty = (Change.Put) bench.put("empty", "");
      var binary = (Change.Put) bench.put("binary", "\0\u00ff\0");
      bench.land(empty, binary);
      assertThat(tree(bench.head()).get(new TreePath("empty"))).contains(empty.entry());
      assertThat(tree(bench.head()).get(new TreePath("binary"))).contains(binary.entry());
      return null;
    });
  }

  @Test
  void twoThatLandOneSessionAtTheSameTimeAreToldTheSame() {
    bench.in(() -> {
      var lander = bench.lander();
      var other = bench.lander();
      var offer = bench.offer(bench.head(), bench.put("a", "1"));
      var env = bench.story.env;
      var answers =
          List.of(
              env.fork("one", () -> lander.land(offer)),
              env.fork("same", () -> lander.land(offer)),
              env.fork("two", () -> other.land(offer)));
      assertThat(answers.stream().map(task -> task.await()).distinct()).hasSize(1);
      assertThat(bench.head().position()).isEqualTo(1);
      return null;
    });
  }
}
