package dev.micelio.bench;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.history.ChainHashes;
import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Author;
import dev.micelio.core.landing.Base;
import dev.micelio.core.landing.Landing;
import dev.micelio.core.landing.Landings;
import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.TreePath;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/// A log of any length that takes no room: each landing follows from its position. As in real
/// projects half of them change one or two files, one in a hundred more than twenty, and a
/// hundredth of the files takes a fifth of the changes.
final class GeneratedLandings implements Landings, ChainHashes {
  private static final int FILES = 1_000_000;
  private static final int FILES_OF_A_CODEMOD = 1_800;

  private final AtomicLong read = new AtomicLong();

  static TreePath path(Random random) {
    double rank = random.nextDouble();
    return MonorepoPaths.path((int) (FILES * rank * rank * rank));
  }

  private static SortedSet<TreePath> paths(long position) {
    var random = new Random(position * 0x9e3779b97f4a7c15L);
    var paths = new TreeSet<TreePath>();
    int count = count(random);
    while (paths.size() < count) {
      paths.add(path(random));
    }
    return paths;
  }

  private static int count(Random random) {
    int chance = random.nextInt(10_000);
    if (chance < 2) {
      return FILES_OF_A_CODEMOD;
    }
    if (chance < 100) {
      return 20 + random.nextInt(20);
    }
    if (chance < 1_000) {
      return 6 + random.nextInt(5);
    }
    return chance < 5_000 ? 2 + random.nextInt(3) : 1;
  }

  /// A path that a landing changes.
  TreePath pathAt(long position, int number) {
    var paths = List.copyOf(paths(position));
    return paths.get(number % paths.size());
  }

  @Override
  public List<Landing> read(long first, long last) {
    var landings = new ArrayList<Landing>();
    for (long position = first; position <= last; position++) {
      landings.add(landing(position));
    }
    read.addAndGet(landings.size());
    return landings;
  }

  /// How many landings were read since the last reset.
  long read() {
    return read.get();
  }

  void reset() {
    read.set(0);
  }

  private static Landing landing(long position) {
    var random = new Random(position);
    var tree = digest(random);
    var changes = new ArrayList<Difference>();
    for (var path : paths(position)) {
      var before = new Entry(path, EntryKind.FILE, digest(random), random.nextInt(20_000));
      var after = new Entry(path, EntryKind.FILE, digest(random), random.nextInt(20_000));
      changes.add(new Difference(path, before, after));
    }
    return new Landing(
        position,
        new Id((position << 16) | 0x7000L, (random.nextLong() >>> 2) | Long.MIN_VALUE),
        "Do what was asked for in session " + position,
        new Author("ana@example.org", "agent-7"),
        new Base(position - 1, tree),
        tree,
        changes,
        List.of(),
        List.of(digest(random)),
        Hlc.of(1_700_000_000_000L + position, 0));
  }

  private static Digest digest(Random random) {
    return new Digest(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }

  /// As if three landings made a commit.
  @Override
  public Digest at(long position) {
    return Digest.of(ByteBuffer.allocate(Long.BYTES).putLong(position / 3).array());
  }
}
