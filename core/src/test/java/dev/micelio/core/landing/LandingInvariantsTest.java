package dev.micelio.core.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.id.Id;
import dev.micelio.core.merge.Conflict;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.ForwardingObjectStore;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Memory;
import dev.micelio.core.objects.Page;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.objects.faulty.Fault;
import dev.micelio.core.objects.faulty.Faults;
import dev.micelio.core.objects.measured.MeasuredObjectStore;
import dev.micelio.core.objects.measured.Operation;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectKeys;
import dev.micelio.core.testkit.Seeds;
import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.ObjectStoreNodes;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LandingInvariantsTest {
  private static final Faults WEATHER =
      Faults.NONE
          .delayedAtMost(Duration.ofSeconds(3))
          .with(Fault.ERROR_BEFORE, 0.05)
          .with(Fault.ERROR_AFTER, 0.05)
          .with(Fault.LATE, 0.03)
          .with(Fault.TRUNCATED, 0.01)
          .with(Fault.SLOW, 0.1);

  @Seeds(15)
  void invariant1_landersThatKnowNothingOfEachOtherKeepOneChain(long seed) {
    var story =
        new LandingStory(seed)
            .lander(Duration.ZERO, Faults.NONE)
            .lander(Duration.ofSeconds(100), Faults.NONE)
            .lander(Duration.ofSeconds(-1000), Faults.NONE)
            .agents(5, 4)
            .run();
    assertThat(story.judged()).isNotEmpty();
  }

  @Test
  void invariant1_aCommitThatSomebodyChangedBreaksTheChain() {
    var bench = new LandingBench();
    bench.in(() -> {
      bench.land(bench.put("a", "1"));
      var first = Memory.bytes(bench.story.truth, ProjectKeys.commit(1));
      bench.land(bench.put("b", "1"));
      var commit = CommitFormat.decode(first);
      var forged =
          CommitFormat.encode(
              new Commit(commit.previous(), commit.landings(), List.of(new byte[] {1})));
      Memory.put(bench.story.truth, ProjectKeys.commit(1).text(), forged);
      assertThatThrownBy(() -> bench.story.log.readOn(Tail.EMPTY, _ -> {}))
          .isInstanceOfSatisfying(
              Problem.class, p -> assertThat(p.code()).isEqualTo("log.broken-chain"));
      return null;
    });
  }

  @Seeds(30)
  void invariant2_whateverTheWeatherNothingLandsTwice(long seed) {
    var story =
        new LandingStory(seed)
            .lander(Duration.ZERO, WEATHER)
            .lander(Duration.ofSeconds(200), WEATHER)
            .agents(5, 3)
            .run();
    story.judged();
  }

  @Test
  void invariant2_aSessionThatWasSyncedPastItsOwnLandingIsFoundThere() {
    var bench = new LandingBench();
    bench.in(() -> {
      var start = bench.head();
      var session = Id.next(bench.story.env);
      var landed = bench.lander().land(bench.offer(session, start, bench.put("a", "1")));
      bench.land(bench.put("b", "1"));
      var synced =
          new Offer(
              session,
              start.position(),
              bench.head(),
              "goal",
              new Author("ana", ""),
              List.of(bench.put("a", "1")),
              List.of());
      assertThat(bench.lander().land(synced)).isEqualTo(landed);
      assertThat(bench.head().position()).isEqualTo(2);
      return null;
    });
  }

  @Test
  void invariant3_anAnswerThatWasLostIsSettledByTheSameBytes() {
    var bench = new LandingBench();
    bench.in(() -> {
      var unanswering =
          new ForwardingObjectStore(bench.story.truth) {
            int lost;

            @Override
            public PutAnswer put(Key key, Body body, Condition condition) {
              var answer = super.put(key, body, condition);
              if (key.equals(ProjectKeys.commit(1)) && lost++ == 0) {
                throw new Problem(
                    Problem.Kind.UNAVAILABLE, "test.lost", "the answer is lost", "try again");
              }
              return answer;
            }
          };
      var outcome =
          bench.lander(unanswering, Judge.ALL).land(bench.offer(bench.head(), bench.put("a", "1")));
      assertThat(outcome).isInstanceOf(Outcome.Landed.class);
      assertThat(bench.head().position()).isEqualTo(1);
      return null;
    });
  }

  @Test
  void invariant3_aPutThatIsNeverAnsweredIsUndecidedAndAskingAgainSettlesIt() {
    var bench = new LandingBench();
    bench.in(() -> {
      var deaf =
          new ForwardingObjectStore(bench.story.truth) {
            boolean hears;

            @Override
            public PutAnswer put(Key key, Body body, Condition condition) {
              var answer = super.put(key, body, condition);
              if (key.equals(ProjectKeys.commit(1)) && !hears) {
                throw new Problem(
                    Problem.Kind.UNAVAILABLE, "test.lost", "the answer is lost", "try again");
              }
              return answer;
            }
          };
      var lander = bench.lander(deaf, Judge.ALL);
      var offer = bench.offer(bench.head(), bench.put("a", "1"));
      assertThat(lander.land(offer)).isInstanceOf(Outcome.Undecided.class);
      deaf.hears = true;
      assertThat(lander.land(offer)).isInstanceOf(Outcome.Landed.class);
      assertThat(bench.head().position()).isEqualTo(1);
      return null;
    });
  }

  @Test
  void invariant3_aDenialNamesItsReasonsAndNothingLands() {
    var bench = new LandingBench();
    bench.in(() -> {
      var reasons = List.of(new Verdict.Reason("TEST", "because"));
      var outcome =
          bench
              .lander(bench.story.truth, _ -> new Verdict.Denied(reasons))
              .land(bench.offer(bench.head(), bench.put("a", "1")));
      assertThat(outcome).isEqualTo(new Outcome.Denied(Tail.EMPTY.base(), reasons));
      assertThat(bench.head().position()).isZero();
      return null;
    });
  }

  @Test
  void invariant4_aReaderFindsTheNodesThatOnlyTheCommitsHave() {
    var bench = new LandingBench();
    bench.in(() -> {
      var uncared =
          new Lander(
              bench.story.env,
              bench.story.truth,
              new ScannedPast(bench.story.log),
              Judge.ALL,
              new Caretaker(
                  bench.story.env,
                  new ForwardingObjectStore(bench.story.truth) {
                    @Override
                    public PutAnswer put(Key key, Body body, Condition condition) {
                      throw new Problem(
                          Problem.Kind.UNAVAILABLE, "test.down", "it is down", "try again");
                    }
                  },
                  _ -> {},
                  _ -> {},
                  LandingStory.PATIENCE),
              LandingStory.PATIENCE);
      var landed = (Outcome.Landed) uncared.land(bench.offer(bench.head(), bench.put("a", "1")));
      assertThat(new ObjectStoreNodes(bench.story.env, bench.story.truth, "").find(landed.tree()))
          .isEmpty();
      var cold = new ProjectNodes(bench.story.env, bench.story.truth, bench.story.log);
      assertThat(new Tree(landed.tree(), cold).get(new TreePath("a"))).isPresent();
      return null;
    });
  }

  @Test
  void invariant5_whatAnotherSessionChangedIsAConflictThatNamesIt() {
    var bench = new LandingBench();
    bench.in(() -> {
      bench.land(bench.put("a", "1"), bench.put("keep", "1"));
      var base = bench.head();
      var theirs = bench.land(bench.put("a", "2"));
      var outcome =
          (Outcome.Conflicted)
              bench.lander().land(bench.offer(base, bench.put("a", "3"), bench.put("new", "1")));
      assertThat(outcome.head()).isEqualTo(new Base(theirs.position(), theirs.tree()));
      var path = outcome.paths().getFirst();
      assertThat(path.conflict().kind()).isEqualTo(Conflict.Kind.EDIT_EDIT);
      assertThat(path.by()).hasValueSatisfying(by -> assertThat(by.position()).isEqualTo(2));
      var partial =
          new Tree(
              outcome.partial(),
              new ProjectNodes(bench.story.env, bench.story.truth, bench.story.log));
      assertThat(partial.get(new TreePath("new"))).isPresent();
      assertThat(outcome.clean()).hasSize(1);
      return null;
    });
  }

  @Test
  void invariant5_editsOfDifferentLinesAreBothInTheResult() {
    var bench = new LandingBench();
    bench.in(() -> {
      bench.land(bench.put("a", "one\ntwo\nthree\nfour\nfive\n"));
      var base = bench.head();
      bench.land(bench.put("a", "ONE\ntwo\nthree\nfour\nfive\n"));
      var landed =
          (Outcome.Landed)
              bench
                  .lander()
                  .land(
                      bench.offer(
                          base,
                          bench.put("a", EntryKind.EXECUTABLE, "one\ntwo\nthree\nfour\nFIVE\n")));
      var landing = bench.story.log.read(landed.position(), landed.position()).getFirst();
      assertThat(landing.merges()).hasSize(1);
      assertThat(landing.changes().getFirst().after())
          .isEqualTo(
              ((Change.Put) bench.put("a", EntryKind.EXECUTABLE, "ONE\ntwo\nthree\nfour\nFIVE\n"))
                  .entry());
      return null;
    });
  }

  @Test
  void invariant5_aFileAndADirectoryOfOneNameAreAConflictOnBothPaths() {
    var bench = new LandingBench();
    bench.in(() -> {
      var base = bench.head();
      bench.land(bench.put("a/b/c", "1"));
      var outcome =
          (Outcome.Conflicted) bench.lander().land(bench.offer(base, bench.put("a", "1")));
      assertThat(outcome.paths())
          .extracting(path -> path.conflict().path().text(), path -> path.conflict().kind())
          .containsExactly(
              tuple("a", Conflict.Kind.FILE_DIRECTORY),
              tuple("a/b/c", Conflict.Kind.FILE_DIRECTORY));
      return null;
    });
  }

  @Test
  void invariant6_aClockThatGoesBackMakesNoLandingEarlier() {
    var bench = new LandingBench();
    bench.in(() -> {
      var first = bench.land(bench.put("a", "1"));
      var late = bench.story.env.skewed(Duration.ofDays(-1));
      var lander =
          new Lander(
              late,
              bench.story.truth,
              new ScannedPast(bench.story.log),
              Judge.ALL,
              new Caretaker(late, bench.story.truth, _ -> {}, _ -> {}, LandingStory.PATIENCE),
              LandingStory.PATIENCE);
      var second = (Outcome.Landed) lander.land(bench.offer(bench.head(), bench.put("b", "1")));
      assertThat(second.at()).isGreaterThan(first.at());
      return null;
    });
  }

  @Test
  void invariant6_aClockThatIsFarAheadIsRefused() {
    var bench = new LandingBench();
    bench.in(() -> {
      var early = bench.story.env.skewed(Duration.ofMinutes(6));
      var lander =
          new Lander(
              early,
              bench.story.truth,
              new ScannedPast(bench.story.log),
              Judge.ALL,
              new Caretaker(early, bench.story.truth, _ -> {}, _ -> {}, LandingStory.PATIENCE),
              LandingStory.PATIENCE);
      assertThatThrownBy(() -> lander.land(bench.offer(bench.head(), bench.put("b", "1"))))
          .isInstanceOfSatisfying(
              Problem.class, p -> assertThat(p.code()).isEqualTo("hlc.too-far-ahead"));
      return null;
    });
  }

  @Seeds(10)
  void invariant7_theHintOnlyGoesForwardAndWhatIsBehindItIsDone(long seed) {
    var story = new LandingStory(seed);
    var hints = new ArrayList<Long>();
    var watched =
        new ForwardingObjectStore(story.truth) {
          @Override
          public PutAnswer put(Key key, Body body, Condition condition) {
            var answer = super.put(key, body, condition);
            if (key.equals(ProjectKeys.HEAD) && answer instanceof PutAnswer.Stored) {
              hints.add(ByteBuffer.wrap(body.readExactly()).getLong());
            }
            return answer;
          }
        };
    story.watch(watched);
    story.lander(Duration.ZERO, WEATHER).lander(Duration.ZERO, WEATHER).agents(4, 3).run();
    story.judged();
    assertThat(hints).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aHeadThatIsWrongOrGoneCostsTimeAndNoTruth() {
    var bench = new LandingBench();
    bench.in(() -> {
      for (int i = 0; i < 12; i++) {
        bench.land(bench.put("f" + i, "1"));
      }
      var truth = bench.head();
      for (byte[] head :
          List.of(
              new byte[] {1, 2, 3},
              new byte[48],
              HeadHint.of(new Tail(1_000_000, truth.tree(), Tail.EMPTY.at(), Commit.NONE)).encode(),
              HeadHint.of(new Tail(3, Tail.EMPTY.tree(), Tail.EMPTY.at(), Commit.NONE)).encode())) {
        Memory.put(bench.story.truth, "head", head);
        assertThat(bench.head()).isEqualTo(truth);
      }
      bench.story.truth.delete(ProjectKeys.HEAD);
      assertThat(bench.head()).isEqualTo(truth);
      bench.land(bench.put("g", "1"));
      return null;
    });
  }

  @Test
  void aListingThatLagsHidesNothing() {
    var bench = new LandingBench();
    bench.in(() -> {
      for (int i = 0; i < 12; i++) {
        bench.land(bench.put("f" + i, "1"));
      }
      var truth = bench.head();
      for (int shown = 0; shown < 12; shown++) {
        int known = shown;
        var lagging =
            new ForwardingObjectStore(bench.story.truth) {
              @Override
              public Page list(String prefix, String after, int limit) {
                var page = super.list(prefix, after, limit);
                return new Page(
                    page.entries().stream()
                        .filter(e -> e.key().compareTo(ProjectKeys.commit(known + 1)) < 0)
                        .toList(),
                    false);
              }
            };
        assertThat(new LandingLog(bench.story.env, lagging).tail().base()).isEqualTo(truth);
      }
      return null;
    });
  }

  @Test
  void aBaseThatTheLogDoesNotHaveIsRefused() {
    var bench = new LandingBench();
    bench.in(() -> {
      bench.land(bench.put("a", "1"));
      var elsewhere = new Base(1, Digest.of(new byte[] {7}));
      assertThatThrownBy(() -> bench.lander().land(bench.offer(elsewhere, bench.put("b", "1"))))
          .isInstanceOfSatisfying(
              Problem.class, p -> assertThat(p.code()).isEqualTo("landing.false-base"));
      var future = new Base(9, bench.head().tree());
      assertThatThrownBy(() -> bench.lander().land(bench.offer(future, bench.put("b", "1"))))
          .isInstanceOfSatisfying(
              Problem.class, p -> assertThat(p.code()).isEqualTo("landing.unknown-base"));
      return null;
    });
  }

  @Test
  void aColdLanderReadsWhatLandedBeforeOnceHoweverManyOldSessionsAsk() {
    var bench = new LandingBench();
    bench.in(() -> {
      var offers = new ArrayList<Offer>();
      for (int i = 0; i < 20; i++) {
        var offer = bench.offer(bench.head(), bench.put("f" + i, "1"));
        bench.lander().land(offer);
        offers.add(offer);
      }
      bench.caretaker().run();
      var measured = new MeasuredObjectStore(bench.story.env, bench.story.truth);
      var cold = bench.lander(measured, Judge.ALL);
      for (var offer : offers) {
        assertThat(cold.land(offer)).isInstanceOf(Outcome.Landed.class);
      }
      assertThat(measured.measurement(Operation.GET).calls()).isLessThan(20 + 10);
      return null;
    });
  }
}
