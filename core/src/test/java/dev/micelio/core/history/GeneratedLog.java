package dev.micelio.core.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Author;
import dev.micelio.core.landing.Base;
import dev.micelio.core.landing.Landing;
import dev.micelio.core.landing.Landings;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

/// A log in memory, with chance landings: hot and rare paths, names that are a file in one landing
/// and a directory in another, and now and then thousands of paths at once. It is its own oracle:
/// it answers by reading everything.
final class GeneratedLog implements Landings, ChainHashes {
  private static final List<String> WORDS =
      List.of("src", "main", "test", "a", "b", "lib", "docs", "x.java", "y.txt", "ä", "z");
  private static final Digest TREE = Digest.of(new byte[0]);
  private static final int COMMIT = 7;

  private final long seed;
  private final List<Landing> landings = new ArrayList<>();
  private final Random random;
  private long read;

  GeneratedLog(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  static GeneratedLog of(long seed, int size) {
    var log = new GeneratedLog(seed);
    log.grow(size);
    return log;
  }

  void grow(int size) {
    while (landings.size() < size) {
      add(random.nextInt(1500) == 0 ? codemod() : some());
    }
  }

  private SortedSet<TreePath> some() {
    var paths = new TreeSet<TreePath>();
    int count = random.nextInt(8) == 0 ? random.nextInt(12) : 1 + random.nextInt(2);
    while (paths.size() < count) {
      paths.add(path());
    }
    return paths;
  }

  private SortedSet<TreePath> codemod() {
    var paths = new TreeSet<TreePath>();
    int number = random.nextInt(4);
    for (int i = 0; i < 2500; i++) {
      paths.add(new TreePath("mod%d/package%d/File%d.java".formatted(number, i % 61, i)));
    }
    return paths;
  }

  TreePath path() {
    var path = new StringBuilder();
    int depth = 1 + random.nextInt(4);
    for (int i = 0; i < depth; i++) {
      path.append(i > 0 ? "/" : "").append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return new TreePath(
        random.nextInt(3) == 0 ? path.toString() : path + "/f" + random.nextInt(2000));
  }

  /// The next landing changes these.
  void add(SortedSet<TreePath> paths) {
    long position = landings.size() + 1L;
    landings.add(landing(seed, position, paths));
  }

  static Landing landing(long seed, long position, SortedSet<TreePath> paths) {
    var changes = new ArrayList<Difference>();
    for (var path : paths) {
      var entry = new Entry(path, EntryKind.FILE, TREE, position);
      changes.add(
          position % 3 == 0
              ? new Difference(path, null, entry)
              : new Difference(path, entry, null));
    }
    return new Landing(
        position,
        session(seed, position),
        "goal " + position,
        new Author("ana", "agent"),
        new Base(position - 1, TREE),
        TREE,
        changes,
        List.of(),
        List.of(),
        Hlc.of(1_000_000 + position, 0));
  }

  static Id session(long seed, long position) {
    var digest = Digest.of(("session " + position + " of " + seed).getBytes(UTF_8));
    return new Id(
        (digest.first() & ~0xf000L) | 0x7000L,
        (digest.second() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
  }

  int size() {
    return landings.size();
  }

  /// How many landings were read.
  long read() {
    return read;
  }

  void resetRead() {
    read = 0;
  }

  @Override
  public List<Landing> read(long first, long last) {
    if (last - first >= READ_MAX) {
      throw new IllegalArgumentException("too many");
    }
    read += last - first + 1;
    return List.copyOf(landings.subList((int) first - 1, (int) last));
  }

  /// As if each commit held seven landings.
  @Override
  public Digest at(long position) {
    if (position < 1 || position > landings.size()) {
      throw new Problem(
          Problem.Kind.UNAVAILABLE, "test.unlisted", "nothing has landed at " + position, "wait");
    }
    long commit = (position + COMMIT - 1) / COMMIT;
    return Digest.of(("commit " + commit + " of " + seed).getBytes(UTF_8));
  }

  static boolean touches(Landing landing, TreePath path) {
    return landing.changes().stream()
        .map(change -> change.path().text())
        .anyMatch(text -> text.equals(path.text()) || text.startsWith(path.text() + "/"));
  }

  Optional<Landing> newest(TreePath path, long after, long upTo) {
    for (long position = upTo; position > after; position--) {
      var landing = landings.get((int) position - 1);
      if (touches(landing, path)) {
        return Optional.of(landing);
      }
    }
    return Optional.empty();
  }

  List<Landing> touches(TreePath path, long upTo, int limit) {
    return landings.subList(0, (int) upTo).reversed().stream()
        .filter(landing -> touches(landing, path))
        .limit(limit)
        .toList();
  }

  /// A file that some landing changed, a directory above one, or something that is in none.
  TreePath someQuestion() {
    var changes = landings.get(random.nextInt(landings.size())).changes();
    if (changes.isEmpty() || random.nextInt(6) == 0) {
      return new TreePath(path() + "/not-there");
    }
    String text = changes.get(random.nextInt(changes.size())).path().text();
    int slash = text.lastIndexOf('/');
    return new TreePath(slash > 0 && random.nextBoolean() ? text.substring(0, slash) : text);
  }

  Random random() {
    return random;
  }

  Id sessionAt(long position) {
    return landings.get((int) position - 1).session();
  }

  Landing at(int position) {
    return landings.get(position - 1);
  }
}
