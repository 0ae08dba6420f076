package dev.micelio.core.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.id.Id;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Seeds;
import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.TreePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

final class CommitFormatTest {
  private static final int MUTATIONS = 300;
  private static final EntryKind[] KINDS = EntryKind.values();

  private static Digest digest(SplittableRandom random) {
    return new Digest(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }

  private static Entry entry(TreePath path, SplittableRandom random) {
    return new Entry(
        path, KINDS[random.nextInt(KINDS.length)], digest(random), random.nextLong(Long.MAX_VALUE));
  }

  private static Difference change(int number, SplittableRandom random) {
    var path = new TreePath("d%04d/é".formatted(number));
    return switch (random.nextInt(3)) {
      case 0 -> new Difference(path, null, entry(path, random));
      case 1 -> new Difference(path, entry(path, random), null);
      default -> new Difference(path, entry(path, random), entry(path, random));
    };
  }

  private static Commit commit(SplittableRandom random) {
    var landings = new ArrayList<Landing>();
    long first = 1 + random.nextLong(1_000_000);
    long at = 1 + random.nextLong(1L << 60);
    for (int i = 0; i <= random.nextInt(4); i++) {
      var changes = new ArrayList<Difference>();
      for (int c = random.nextInt(5); c > 0; c--) {
        changes.addFirst(change(c, random));
      }
      landings.add(
          new Landing(
              first + i,
              new Id(
                  0x7000L | random.nextLong() << 16,
                  0x8000_0000_0000_0000L | random.nextLong() >>> 2),
              "goal " + random.nextInt(),
              new Author("ana", random.nextBoolean() ? "" : "agent"),
              new Base(random.nextLong(first), digest(random)),
              digest(random),
              changes,
              random.nextBoolean()
                  ? List.of()
                  : List.of(
                      new LineMerged(
                          new TreePath("x"), "diff3-histogram-1", digest(random), digest(random))),
              random.nextBoolean() ? List.of() : List.of(digest(random)),
              new Hlc(at + i)));
    }
    var nodes = new ArrayList<byte[]>();
    for (int n = random.nextInt(3); n > 0; n--) {
      var node = new byte[random.nextInt(40)];
      random.nextBytes(node);
      nodes.add(node);
    }
    return new Commit(digest(random), landings, nodes);
  }

  @Seeds(50)
  void whatWasWrittenIsReadAgain(long seed) {
    var commit = commit(new SplittableRandom(seed));
    var read = CommitFormat.decode(CommitFormat.encode(commit));
    assertThat(read.previous()).isEqualTo(commit.previous());
    assertThat(read.landings()).isEqualTo(commit.landings());
    assertThat(read.nodes()).hasSameSizeAs(commit.nodes());
    for (int i = 0; i < read.nodes().size(); i++) {
      assertThat(read.nodes().get(i)).isEqualTo(commit.nodes().get(i));
    }
  }

  /// Hostile bytes are refused by a problem, or are the one way to write another commit.
  @Seeds(20)
  void noOtherBytesAreReadAndNothingElseIsThrown(long seed) {
    var random = new SplittableRandom(seed);
    byte[] bytes = CommitFormat.encode(commit(random));
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] hostile = mutate(bytes, random);
      try {
        assertThat(CommitFormat.encode(CommitFormat.decode(hostile))).isEqualTo(hostile);
      } catch (Problem problem) {
        assertThat(problem.kind()).isIn(Problem.Kind.CORRUPT, Problem.Kind.INVALID);
      }
    }
  }

  private static byte[] mutate(byte[] bytes, SplittableRandom random) {
    byte[] hostile = bytes.clone();
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(4)) {
      case 0 -> hostile[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> hostile[at] = (byte) random.nextInt(256);
      case 2 -> hostile = Arrays.copyOf(bytes, at);
      default -> {
        hostile = Arrays.copyOf(bytes, bytes.length + 1);
        System.arraycopy(bytes, at, hostile, at + 1, bytes.length - at);
      }
    }
    return hostile;
  }
}
