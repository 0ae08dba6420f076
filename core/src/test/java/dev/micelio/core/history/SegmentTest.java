package dev.micelio.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.landing.Commit;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Memory;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.Range;
import dev.micelio.core.tree.TreePath;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class SegmentTest {
  private final Env env = new MachineEnv();
  private final ObjectStore objects = Memory.open(env);

  private static SegmentWriter writer(GeneratedLog log, int pairsMax) {
    return new SegmentWriter(1, Commit.NONE, log.at(1000L), pairsMax);
  }

  private static byte[] segment(GeneratedLog log, int pairsMax) {
    var writer = writer(log, pairsMax);
    log.read(1, 1000).forEach(writer::add);
    return writer.finish();
  }

  @Test
  void aLargeLandingStaysInTheLogAlone() {
    var log = new GeneratedLog(1);
    log.grow(500);
    var paths = new TreeSet<TreePath>();
    for (int i = 0; i < 30_000; i++) {
      paths.add(new TreePath("generated/part%d/file%d".formatted(i % 100, i)));
    }
    log.add(paths);
    log.grow(1000);
    byte[] bytes = segment(log, SegmentHead.PAIRS_MAX);
    assertThat(bytes.length).isLessThan(2_000_000);
    objects.put(new Span(Level.THOUSAND, 1).key(), Body.of(bytes), Condition.ABSENT);
    var index = new DerivedObjects(objects).segment(new Span(Level.THOUSAND, 1)).orElseThrow();
    assertThat(index.holds(501)).isFalse();
    assertThat(index.holds(502)).isTrue();
    var history = new History(env, objects, log, log);
    log.resetRead();
    for (String path : new String[] {"generated", "generated/part7", "generated/part9/file2909"}) {
      assertThat(history.touches(new TreePath(path), 1000, 2)).containsExactly(log.at(501));
    }
    assertThat(log.read()).isEqualTo(3);
  }

  @Test
  void aSegmentOfTooManyFingerprintsIsOpenAndSaysNoToNothing() {
    var log = GeneratedLog.of(2, 10_000);
    byte[] open = segment(log, 50);
    assertThat(SegmentHead.decode(1, open).open()).isTrue();
    var span = new Span(Level.THOUSAND, 1);
    objects.put(span.key(), Body.of(open), Condition.ABSENT);
    var index = new DerivedObjects(objects).segment(span).orElseThrow();
    assertThat(index.positions(17, 990, 5000))
        .containsExactly(1000, 999, 998, 997, 996, 995, 994, 993, 992, 991);
    var builder = new HistoryBuilder(env, objects, log, log);
    builder.build(1_000);
    builder.build(10_000);
    var filter = new DerivedObjects(objects).filter(new Span(Level.TEN_THOUSAND, 1)).orElseThrow();
    assertThat(filter.mayHold(17)).isTrue();
    assertThat(filter.lacking(Set.of(17L))).isEmpty();
    HistoryInvariantsTest.assertExact(new History(env, objects, log, log), log, 20);
  }

  @Test
  void aSegmentHasAThousandLandingsInTheirOrder() {
    var log = GeneratedLog.of(3, 1001);
    assertThatThrownBy(() -> writer(log, 100_000).add(log.at(2)))
        .isInstanceOf(IllegalArgumentException.class);
    var writer = writer(log, 100_000);
    log.read(1, 999).forEach(writer::add);
    assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
    writer.add(log.at(1000));
    assertThatThrownBy(() -> writer.add(log.at(1001))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void oneLandingIsOneRangeOfTheSegment() {
    var log = GeneratedLog.of(4, 1000);
    byte[] bytes = segment(log, SegmentHead.PAIRS_MAX);
    var span = new Span(Level.THOUSAND, 1);
    objects.put(span.key(), Body.of(bytes), Condition.ABSENT);
    var index = new DerivedObjects(objects).segment(span).orElseThrow();
    for (int position : new int[] {1, 2, 500, 1000}) {
      if (index.holds(position)) {
        byte[] landing = Memory.bytes(objects, span.key(), index.range(position));
        assertThat(index.landing(position, landing)).isEqualTo(log.at(position));
        landing[landing.length / 2] ^= 4;
        assertThatThrownBy(() -> index.landing(position, landing)).hasMessageContaining("segment");
      }
    }
    assertThat(index.range(1).offset()).isGreaterThan(SegmentHead.SIZE_BYTES);
    assertThat(index.range(1000)).isNotEqualTo(Range.ALL);
  }

  @Test
  void everyDirectoryAboveAChangedPathHasItsFingerprint() {
    var landing =
        GeneratedLog.landing(
            1,
            1,
            new TreeSet<>(
                Set.of(
                    new TreePath("a"),
                    new TreePath("a.b/c"),
                    new TreePath("b/c/d"),
                    new TreePath("b/ce/d/e"))));
    var set = new FingerprintSet(100);
    Fingerprints.add(landing, set);
    var expected = new HashSet<Long>();
    for (String path :
        new String[] {"a", "a.b", "a.b/c", "b", "b/c", "b/c/d", "b/ce", "b/ce/d", "b/ce/d/e"}) {
      expected.add(Fingerprint.of(new TreePath(path)));
    }
    expected.add(Fingerprint.of(landing.session()));
    assertThat(set.sorted())
        .containsExactlyInAnyOrder(expected.stream().mapToLong(Long::longValue).toArray());
    assertThat(set.sorted()).isSortedAccordingTo(Long::compareUnsigned);
  }

  @Test
  void aSetThatIsTooFullSaysSoAndHoldsNothing() {
    var set = new FingerprintSet(1500);
    for (int i = 0; i < 1500; i++) {
      set.add(Digest.of(new byte[] {(byte) i, (byte) (i >> 8)}).first());
      set.add(Digest.of(new byte[] {(byte) i, (byte) (i >> 8)}).first());
    }
    assertThat(set.sorted()).hasSize(1500);
    assertThat(set.tooMany()).isFalse();
    set.add(17);
    assertThat(set.sorted()).isEmpty();
    assertThat(set.tooMany()).isTrue();
    set.add(18);
    assertThat(set.sorted()).isEmpty();
  }
}
