package dev.micelio.core.snapshot;

import static dev.micelio.core.snapshot.Directories.entry;
import static dev.micelio.core.snapshot.Directories.paths;
import static dev.micelio.core.snapshot.Directories.problem;
import static dev.micelio.core.snapshot.Directories.read;
import static dev.micelio.core.snapshot.Directories.shell;
import static dev.micelio.core.snapshot.Directories.tree;
import static dev.micelio.core.snapshot.Directories.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.pattern.Patterns;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Seeds;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.NodesInMemory;
import dev.micelio.core.tree.Totals;
import dev.micelio.core.tree.Tree;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotInvariantsTest {
  private static final List<String> NAMES =
      List.of(
          "a", "b", "a.b", "a-b", "A", "é", " ", "a b", "-x", "\n", "\"", "\\", "ab", "a\u0001",
          "😀", ".x", "%41", "x.git");

  @TempDir Path directory;

  @Seeds(3)
  void invariant1_aSnapshotIsTheTreeOfExactlyTheFilesAndLinks(long seed) throws IOException {
    var entries = fill(new Random(seed), 150);
    write(directory, ".git/HEAD", "not of this tree");
    write(directory, ".mic/base", "nor is this");
    Files.createDirectories(directory.resolve("empty/of/all"));
    assertThat(read(Scope.all(directory)))
        .isEqualTo(
            new Snapshot(
                tree(entries),
                new Totals(entries.size(), entries.stream().mapToLong(Entry::size).sum())));
  }

  private List<Entry> fill(Random random, int count) throws IOException {
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < count; i++) {
      var names = new ArrayList<String>();
      for (int depth = 1 + random.nextInt(4); depth > 0; depth--) {
        names.add(NAMES.get(random.nextInt(NAMES.size())));
      }
      String path = String.join("/", names);
      var file = directory.resolve(path);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) || !isFree(file)) {
        continue;
      }
      Files.createDirectories(file.getParent());
      entries.add(make(random, path, file));
    }
    return entries;
  }

  /// No file stands where a directory has to.
  private boolean isFree(Path file) {
    for (var at = file.getParent(); at != null && !at.equals(directory); at = at.getParent()) {
      if (Files.isRegularFile(at) || Files.isSymbolicLink(at)) {
        return false;
      }
    }
    return true;
  }

  private static Entry make(Random random, String path, Path file) throws IOException {
    String content = "content ".repeat(random.nextInt(3)) + random.nextInt(5);
    if (random.nextInt(5) == 0) {
      Files.createSymbolicLink(file, Path.of("no/where/é/" + content));
      return entry(path, EntryKind.LINK, "no/where/é/" + content);
    }
    Files.writeString(file, content);
    boolean executable = random.nextInt(4) == 0;
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(executable ? "rwxr--r--" : "rw-r-xr-x"));
    return entry(path, executable ? EntryKind.EXECUTABLE : EntryKind.FILE, content);
  }

  @Test
  void invariant2_noLinkIsFollowed() throws Exception {
    write(directory, "d/file", "1");
    shell(
        directory,
        "ln -s . loop; ln -s d to-a-directory; ln -s d/file to-a-file; ln -s self self;"
            + " ln -s x//y/./ odd; ln -s \"$(printf '../\\344/')\" bytes");
    assertThat(paths(Scope.all(directory)))
        .containsExactly("bytes", "d/file", "loop", "odd", "self", "to-a-directory", "to-a-file");
    var nodes = new NodesInMemory();
    var bytes = new ArrayList<Entry>();
    new Tree(read(Scope.all(directory), Watcher.NOBODY, nodes).id(), nodes).forEach(bytes::add);
    assertThat(bytes.getFirst().digest())
        .isEqualTo(Digest.of(new byte[] {'.', '.', '/', (byte) 0344, '/'}));
    assertThat(bytes.get(3)).isEqualTo(entry("odd", EntryKind.LINK, "x//y/./"));
  }

  @Test
  void invariant3_whatATreeCanNotHoldIsToldByItsName() throws Exception {
    shell(
        directory,
        "mkfifo pipe; mkdir -p vendor/lib/.git sub e .Git f/g; echo gitdir: x > sub/.git;"
            + " echo x > e/.MIC; printf x > \"$(printf 'f/g/a\\344\\nb')\"; mkdir \"$(printf '\\377')\";"
            + " echo x > \"$(printf '\\377/y')\"");
    var problem = problem(Scope.all(directory));
    assertThat(problem.code()).isEqualTo("snapshot.refused");
    assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
    String repository =
        ": it is a repository of its own; leave it out, or remove its .git to have its files in"
            + " this tree";
    assertThat(problem.what().lines())
        .containsExactly(
            "a tree can not hold what is in " + directory + ":",
            "  \".Git\": version control keeps this name for itself, in any case",
            "  \"e/.MIC\": version control keeps this name for itself, in any case",
            "  \"f/g/a\\344\\nb\": its name is not UTF-8",
            "  \"pipe\": it is neither a file nor a link nor a directory",
            "  \"sub\"" + repository,
            "  \"vendor/lib\"" + repository,
            "  \"\\377\": its name is not UTF-8");
  }

  @Test
  void invariant3_aPathThatIsTooLongIsToldAndSoAreOnlySomeOfMany() throws Exception {
    String name = "n".repeat(200);
    shell(
        directory,
        "i=0; while [ $i -lt 25 ]; do mkfifo p$i; i=$((i+1)); done;"
            + " i=0; while [ $i -lt 22 ]; do mkdir %s; cd -P %s; i=$((i+1)); done; echo x > y"
                .formatted(name, name));
    try {
      var problem = problem(Scope.all(directory));
      var lines = problem.what().lines().toList();
      assertThat(problem.code()).isEqualTo("snapshot.refused");
      assertThat(lines).hasSize(1 + Faults.TOLD_MAX + 1);
      assertThat(lines.get(1))
          .startsWith("  \"nnn")
          .endsWith("…: its path has more than 4096 bytes");
      assertThat(lines.getLast()).isEqualTo("  and 6 more");
    } finally {
      shell(directory, "rm -rf " + name);
    }
  }

  @Test
  void invariant3_whatIsNotPermittedIsToldNotLeftOut() throws Exception {
    write(directory, "d/file", "1");
    write(directory, "file", "1");
    write(directory, "readable", "1");
    var nobody = PosixFilePermissions.fromString("---------");
    Files.setPosixFilePermissions(directory.resolve("file"), nobody);
    Files.setPosixFilePermissions(directory.resolve("d"), nobody);
    try {
      assumeThat(Files.isReadable(directory.resolve("file"))).as("we may read all").isFalse();
      var problem = problem(Scope.all(directory));
      assertThat(problem.code()).isEqualTo("snapshot.denied");
      assertThat(problem.kind()).isEqualTo(Problem.Kind.DENIED);
      assertThat(problem.what())
          .contains("\"d\": permission denied", "\"file\": permission denied");
    } finally {
      Files.setPosixFilePermissions(
          directory.resolve("d"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void invariant4_whatTheScopeLeavesOutIsNeitherReadNorTold() throws Exception {
    write(directory, "src/a.c", "1");
    write(directory, "src/deep/b.c", "2");
    shell(directory, "mkfifo pipe src/pipe; mkdir -p lib/.git \"$(printf '\\377')\"; mkfifo lib/p");
    var inputs = Scope.all(directory).of(Patterns.of(List.of("src/**", "!src/pipe")));
    assertThat(paths(inputs)).containsExactly("src/a.c", "src/deep/b.c");
    write(directory, ".micignore", "pipe\n/lib\n[\u0001-\u007f]*.c\n!a.c\n");
    Files.write(
        directory.resolve(".gitignore"), new byte[] {(byte) 0377, '\n', '.', 'g', '*', '\n'});
    assertThat(paths(Scope.all(directory).respectingIgnores()))
        .containsExactly(".micignore", "src/a.c");
  }

  @Seeds(3)
  void invariant4_aSnapshotOfInputsIsTheRestrictedTree(long seed) throws IOException {
    fill(new Random(seed), 150);
    var nodes = new NodesInMemory();
    var all = read(Scope.all(directory), Watcher.NOBODY, nodes);
    for (var texts :
        List.of(List.of("a/**"), List.of("**/*b"), List.of("**", "!a/**", "a/b"), List.of("b"))) {
      var patterns = Patterns.of(texts);
      var restricted = new Tree(all.id(), nodes).restrict(patterns, nodes);
      assertThat(read(Scope.all(directory).of(patterns)))
          .isEqualTo(new Snapshot(restricted.id(), restricted.totals()));
    }
  }

  @Test
  void invariant5_aFileThatChangedWhileItWasReadIsReadAgain() throws IOException {
    var file = write(directory, "a", "before");
    var calls = new AtomicInteger();
    var snapshot =
        read(
            Scope.all(directory),
            (_, bytes) -> {
              if (bytes > 0 && calls.getAndIncrement() == 0) {
                append(file, " and after");
              }
            },
            new NodesInMemory());
    assertThat(calls.get()).isGreaterThan(1);
    assertThat(snapshot.id())
        .isEqualTo(tree(List.of(entry("a", EntryKind.FILE, "before and after"))));
  }

  @Test
  void invariant5_aFileThatNeverRestsIsTold() throws IOException {
    var file = write(directory, "a\nb", "1");
    write(directory, "rests", "1");
    var problem =
        problem(
            Scope.all(directory),
            (_, bytes) -> {
              if (bytes > 0) {
                append(file, "1");
              }
            });
    assertThat(problem.code()).isEqualTo("snapshot.changed");
    assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
    assertThat(problem.what())
        .isEqualTo(
            """
            %s changed while it was read:
              "a\\nb": read 3 times, it changed each time\
            """
                .formatted(directory));
  }

  @Test
  void invariant5_aDirectoryThatChangedWhileItWasListedIsListedAgain() throws IOException {
    write(directory, "a", "1");
    var calls = new AtomicInteger();
    var walk =
        new Walk(
            Scope.all(directory),
            new Faults(directory),
            Memory.NONE,
            listed -> {
              var files = list(listed);
              if (calls.getAndIncrement() == 0) {
                write(directory, "b", "1");
              }
              return files;
            });
    assertThat(calls.get()).isEqualTo(2);
    var found = new ArrayList<String>();
    for (var file = walk.next(); file != null; file = walk.next()) {
      found.add(file.path().text());
    }
    assertThat(found).containsExactly("a", "b");
  }

  @Test
  void invariant5_aDirectoryThatNeverRestsOrBecomesALinkIsTold() throws IOException {
    write(directory, "d/a", "1");
    write(directory, "outside", "1");
    var calls = new AtomicInteger();
    var restless = new Faults(directory);
    var walk =
        new Walk(
            Scope.all(directory.resolve("d")),
            restless,
            Memory.NONE,
            listed -> {
              write(directory, "d/" + calls.incrementAndGet(), "1");
              return list(listed);
            });
    assertThat(walk.next()).isNull();
    assertThatThrownBy(restless::demandNone)
        .hasMessageEndingWith("\"\": listed 3 times, it changed each time");
    var swapped = new Faults(directory);
    var other =
        new Walk(
            Scope.all(directory),
            swapped,
            Memory.NONE,
            listed -> {
              if (listed.endsWith("d")) {
                Files.move(listed, directory.resolve("moved"));
                Files.createSymbolicLink(listed, Path.of("."));
              }
              return list(listed);
            });
    var found = new ArrayList<String>();
    for (var file = other.next(); file != null; file = other.next()) {
      found.add(file.path().text());
    }
    assertThat(found).containsExactly("outside");
    assertThatThrownBy(swapped::demandNone)
        .hasMessageEndingWith("\"d\": it was a directory before");
  }

  private static List<Path> list(Path listed) throws IOException {
    try (var files = Files.list(listed)) {
      return files.toList();
    }
  }

  @Test
  void invariant5_aFileThatGoesOrBecomesSomethingElseIsTold() throws IOException {
    var file = write(directory, "a", "1");
    assertThat(problem(Scope.all(directory), (_, _) -> delete(file)).what())
        .endsWith("\"a\": it was gone when it was to be read");
    write(directory, "a", "1");
    assertThat(
            problem(
                    Scope.all(directory),
                    (_, _) -> {
                      delete(file);
                      makeDirectory(file);
                    })
                .what())
        .endsWith("\"a\": it was a file before");
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void makeDirectory(Path file) {
    try {
      Files.createDirectories(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void invariant6_onlySomeBytesAreInMemoryAtOnce() throws IOException {
    int files = 2 * DirectoryReader.GROUPS_MAX;
    for (int i = 0; i < files; i++) {
      try (var sparse = new RandomAccessFile(directory.resolve("f" + i).toFile(), "rw")) {
        sparse.setLength(DirectoryReader.GROUP_BYTES_MAX);
      }
    }
    var largest = new AtomicLong();
    var env = new CountingEnv();
    var snapshot =
        new DirectoryReader(
                env, Scope.all(directory), (_, bytes) -> largest.accumulateAndGet(bytes, Math::max))
            .read(new NodesInMemory());
    assertThat(snapshot.totals())
        .isEqualTo(new Totals(files, (long) files * DirectoryReader.GROUP_BYTES_MAX));
    assertThat(largest.get()).isEqualTo(FileReader.BUFFER_BYTES);
    assertThat(env.forked()).isEqualTo(files);
    assertThat(env.mostAtOnce()).isEqualTo(DirectoryReader.GROUPS_MAX);
  }

  /// Edits of all kinds, some of them hidden as well as anybody can hide them, some at the same
  /// moment as a reading, with caches of all readings before.
  @Seeds(3)
  void invariant7_aStatCacheChangesNothingOfASnapshot(long seed) throws Exception {
    var histories =
        new EditHistory(new Random(seed), Files.createDirectory(directory.resolve("d")));
    var home = directory.resolve("home");
    for (int round = 0; round < 12; round++) {
      histories.edit(15);
      if (round % 3 != 0) {
        Thread.sleep(120);
      }
      var scope = Scope.all(directory.resolve("d")).respectingIgnores();
      var without = read(scope);
      for (int again = 0; again < 3; again++) {
        var cache = StatCache.open(new MachineEnv(), home, directory.resolve("d"));
        var with =
            new DirectoryReader(new MachineEnv(), scope, Watcher.NOBODY, cache)
                .read(new NodesInMemory());
        assertThat(with).as("round " + round + "\n" + histories).isEqualTo(without);
      }
    }
  }

  @Seeds(3)
  void invariant8_sightingsHoldOnlyWhileASnapshotWouldBeTheSame(long seed) throws Exception {
    var histories =
        new EditHistory(new Random(seed), Files.createDirectory(directory.resolve("d")));
    var home = directory.resolve("home");
    var scope = Scope.all(directory.resolve("d")).respectingIgnores();
    int held = 0;
    for (int round = 0; round < 40; round++) {
      if (round % 4 == 0) {
        histories.edit(10);
        Thread.sleep(120);
      }
      var cache = StatCache.open(new MachineEnv(), home, directory.resolve("d"));
      var before =
          new DirectoryReader(new MachineEnv(), scope, Watcher.NOBODY, cache)
              .read(new NodesInMemory());
      histories.edit(round % 2);
      var seen = cache.sightings();
      if (seen.isPresent() && seen.get().hold(new MachineEnv())) {
        assertThat(read(scope)).as("round " + round + "\n" + histories).isEqualTo(before);
        held++;
      }
    }
    assertThat(held).isGreaterThan(5);
  }
}
