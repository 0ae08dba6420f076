package dev.micelio.core.objects.fitness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.DeleteAnswer;
import dev.micelio.core.objects.ForwardingObjectStore;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.Page;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.objects.Version;
import dev.micelio.core.objects.memory.MemoryObjectStore;
import dev.micelio.core.objects.signed.SignedUrlEndpoint;
import dev.micelio.core.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FitnessInvariantsTest {
  /// Enough to see what is broken in memory, and short.
  private static final Effort BRIEF =
      new Effort(32, 30, 60, Duration.ofMillis(300), 4, Duration.ofSeconds(2));

  private static final Effort BRIEF_WITHOUT_EXPIRY =
      new Effort(32, 30, 60, Duration.ofMillis(300), 4, Duration.ZERO);

  private final MachineEnv env = new MachineEnv();
  private final SignedUrlEndpoint endpoint = new SignedUrlEndpoint(env);
  private final MemoryObjectStore memory = new MemoryObjectStore(env, endpoint.urls());

  FitnessInvariantsTest() {
    endpoint.serve(memory);
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  private Fitness probe(ObjectStore objects, Effort effort) {
    return new FitnessProbe(objects, env, "", effort, _ -> {}).run();
  }

  private static List<Property> properties(List<Finding> findings) {
    return findings.stream().map(Finding::property).toList();
  }

  @Test
  void invariant1_aSoundObjectStoreIsNeverFoundBroken() {
    var fitness = probe(memory, BRIEF);
    assertThat(fitness.broken()).isEmpty();
    assertThat(fitness.findings()).extracting(Finding::verdict).containsOnly(Verdict.HELD);
    assertThat(properties(fitness.findings())).containsExactlyInAnyOrder(Property.values());
  }

  @Test
  void invariant1_theQuickFormFindsTheSame() {
    var fitness = probe(memory, Effort.QUICK);
    assertThat(fitness.broken()).isEmpty();
    assertThat(properties(fitness.findings())).doesNotContain(Property.SIGNED_EXPIRY);
  }

  @ParameterizedTest
  @EnumSource
  void everyBrokenPromiseIsNamed(BrokenObjectStore kind) {
    var effort = kind.broken() == Property.SIGNED_EXPIRY ? BRIEF : BRIEF_WITHOUT_EXPIRY;
    var fitness = probe(kind.over(memory), effort);
    assertThat(fitness.isFit()).isFalse();
    assertThat(properties(fitness.broken())).contains(kind.broken());
  }

  @Test
  void invariant2_answersThatSayNothingAreSettledByReading() {
    long seed = Long.getLong("seed", ThreadLocalRandom.current().nextLong());
    var fitness = probe(losingAnswers(new Random(seed), 0.1), BRIEF_WITHOUT_EXPIRY);
    assertThat(fitness.broken()).as("seed %d", seed).isEmpty();
  }

  /// Fails some calls before and some after their effect.
  private ObjectStore losingAnswers(Random random, double share) {
    return new ForwardingObjectStore(memory) {
      @Override
      public PutAnswer put(Key key, Body body, Condition condition) {
        lose(share / 2);
        var answer = super.put(key, body, condition);
        lose(share / 2);
        return answer;
      }

      @Override
      public void delete(Key key) {
        super.delete(key);
        lose(share);
      }

      private void lose(double share) {
        if (random.nextDouble() < share) {
          throw new Problem(
              Problem.Kind.UNAVAILABLE, "test.lost-answer", "the answer is lost", "read again");
        }
      }
    };
  }

  @Test
  void invariant3_anObjectStoreThatAnswersNoRaceIsNotJudged() {
    var mute =
        new ForwardingObjectStore(memory) {
          @Override
          public PutAnswer put(Key key, Body body, Condition condition) {
            if (condition instanceof Condition.Any) {
              return super.put(key, body, condition);
            }
            throw new Problem(
                Problem.Kind.UNAVAILABLE, "test.busy", "the object store is busy", "wait");
          }
        };
    assertThatThrownBy(() -> probe(mute, BRIEF_WITHOUT_EXPIRY))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
              assertThat(problem.code()).isEqualTo("fitness.undecided");
            });
  }

  @Test
  void invariant4_theProbeLeavesNothingBehindAndTouchesNothingElse() {
    var mine = new Key("projects/mine");
    memory.put(mine, Body.of(new byte[3]), Condition.ANY);
    var before = ((Lookup.Found) memory.head(mine)).version();
    probe(memory, BRIEF_WITHOUT_EXPIRY);
    assertThat(memory.list("", "", 10).entries()).extracting(Page.Entry::key).containsExactly(mine);
    assertThat(((Lookup.Found) memory.head(mine)).version()).isEqualTo(before);
  }

  @Test
  void aDeleteThatIsRefusedHonestlyIsNotOffered() {
    var refusing =
        new ForwardingObjectStore(memory) {
          @Override
          public DeleteAnswer delete(Key key, Version version) {
            throw new Problem(
                Problem.Kind.INVALID,
                "objects.conditional-delete",
                "this object store cannot delete by version",
                "delete without a version");
          }
        };
    var fitness = probe(refusing, BRIEF_WITHOUT_EXPIRY);
    assertThat(fitness.isFit()).isTrue();
    assertThat(fitness.findings().getLast().verdict()).isEqualTo(Verdict.NOT_OFFERED);
  }

  @Test
  void whatAKilledProbeLeftIsRemovedWhenItIsOldEnough() {
    var late =
        new ForwardingObjectStore(memory) {
          @Override
          public Page list(String prefix, String after, int limit) {
            var page = super.list(prefix, after, limit);
            return new Page(
                page.entries().stream()
                    .map(entry ->
                        entry.key().text().startsWith("fitness/killed/")
                            ? new Page.Entry(
                                entry.key(),
                                entry.size(),
                                entry.modifiedMillis() - Duration.ofHours(2).toMillis())
                            : entry)
                    .toList(),
                page.more());
          }
        };
    memory.put(new Key("fitness/killed/a"), Body.of(new byte[1]), Condition.ANY);
    memory.put(new Key("fitness/running/a"), Body.of(new byte[1]), Condition.ANY);
    probe(late, Effort.QUICK);
    assertThat(memory.list("", "", 10).entries())
        .extracting(entry -> entry.key().text())
        .containsExactly("fitness/running/a");
  }
}
