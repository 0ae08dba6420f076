package dev.micelio.core.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.landing.Landing;
import dev.micelio.core.landing.Landings;
import dev.micelio.core.objects.Memory;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.measured.MeasuredObjectStore;
import dev.micelio.core.project.ProjectKeys;
import dev.micelio.core.tree.TreePath;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// All levels at once: a log of more than a million landings, and how many reads its questions
/// take.
@Tag("slow")
final class HistoryReadsTest {
  private static final int SIZE = 1_112_345;
  private static final int DIRECTORIES = 9_973;
  private final Env env = new MachineEnv();
  private final ObjectStore objects = Memory.open(env);
  private final Landings log =
      (first, last) ->
          LongStream.rangeClosed(first, last).mapToObj(HistoryReadsTest::landing).toList();
  private final ChainHashes chains = position -> Digest.of(("commit " + position).getBytes(UTF_8));

  private static TreePath file(long position) {
    return new TreePath("d" + position % DIRECTORIES + "/f" + position);
  }

  private static Landing landing(long position) {
    return GeneratedLog.landing(1, position, new TreeSet<>(Set.of(file(position))));
  }

  private void assertRight(History history) {
    var random = new Random(SIZE);
    for (int i = 0; i < 10; i++) {
      long position = 1L + random.nextInt(SIZE);
      var path = file(position);
      assertThat(history.newest(Set.of(path), 0, SIZE)).isEqualTo(Map.of(path, landing(position)));
      assertThat(history.newest(Set.of(path), position, SIZE)).isEmpty();
      assertThat(history.newest(Set.of(path), 0, position - 1)).isEmpty();
      assertThat(history.find(GeneratedLog.session(1, position), 0, SIZE))
          .contains(landing(position));
      var directory = new TreePath("d" + position % DIRECTORIES);
      assertThat(history.touches(directory, position, 3).stream().map(Landing::position).toList())
          .isEqualTo(
              LongStream.of(position, position - DIRECTORIES, position - 2L * DIRECTORIES)
                  .filter(each -> each > 0)
                  .boxed()
                  .toList());
    }
  }

  private long reads(int behind, int count) {
    var measured = new MeasuredObjectStore(env, objects);
    var paths = new HashSet<TreePath>();
    for (int i = 0; i < count; i++) {
      paths.add(new TreePath("d" + i + "/never-touched"));
    }
    var history = new History(env, measured, log, chains);
    assertThat(history.newest(paths, SIZE - behind, SIZE)).isEmpty();
    return HistoryInvariantsTest.reads(measured);
  }

  @Test
  void questionsTakeFewReadsAtEveryDistanceAndAnswersAreRight() {
    new HistoryBuilder(env, objects, log, chains).build(SIZE);
    for (int count : new int[] {3, 30}) {
      assertThat(reads(10, count)).isZero();
      assertThat(reads(1_000, count)).isLessThanOrEqualTo(3);
      assertThat(reads(100_000, count)).isLessThanOrEqualTo(20);
      assertThat(reads(1_000_000, count)).isLessThanOrEqualTo(32);
    }
    assertRight(new History(env, objects, log, chains));
    damage(RollUpHead.SIZE_BYTES + 5_000);
    assertRight(new History(env, objects, log, chains));
    damage(20);
    objects.delete(ProjectKeys.rollUp(2, 90_001));
    assertRight(new History(env, objects, log, chains));
  }

  private void damage(int at) {
    byte[] bytes = Memory.bytes(objects, ProjectKeys.rollUp(3, 1));
    bytes[at] ^= 1;
    Memory.put(objects, ProjectKeys.rollUp(3, 1).text(), bytes);
  }
}
