package dev.micelio.core.objects.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.Page;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.objects.Version;
import dev.micelio.core.objects.signed.SignedUrls;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Jvm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
final class DirectoryInvariantsTest {
  private static final Key KEY = new Key("deep/Down/key");
  private static final Key NEIGHBOUR = new Key("deep/neighbour");

  private final MachineEnv env = new MachineEnv();
  private final SignedUrls urls = SignedUrls.withFreshSecret(env, URI.create("http://127.0.0.1/"));
  private final Collection<ObjectStore> opened = new ConcurrentLinkedQueue<>();

  @TempDir Path scratch;

  @AfterEach
  void closeAll() {
    opened.forEach(ObjectStore::close);
  }

  private DirectoryObjectStore open(Path directory) {
    var objects = DirectoryObjectStore.open(env, directory, urls);
    opened.add(objects);
    return objects;
  }

  enum Change {
    PUT_ABSENT,
    PUT_ANY,
    PUT_MATCHING,
    DELETE
  }

  /// A process ends itself before its first step, in the next run before its second, and so on,
  /// until one comes to its end.
  @ParameterizedTest
  @EnumSource
  @Tag("slow")
  void invariant1_aCrashBetweenAnyTwoStepsLeavesTheOldObjectOrTheNewOne(Change change)
      throws Exception {
    int crashes = 0;
    for (boolean ended = false; !ended; crashes++) {
      var directory = scratch.resolve(change.name() + crashes);
      var objects = open(directory);
      objects.put(NEIGHBOUR, text("neighbour"), Condition.ANY);
      boolean before = change != Change.PUT_ABSENT;
      if (before) {
        objects.put(KEY, text("old"), Condition.ANY);
      }
      objects.close();
      ended = runUntilStep(directory, change, crashes);

      var after = open(directory);
      String found = read(after, KEY);
      String wanted = change == Change.DELETE ? "" : "new".repeat(200_000);
      assertThat(found).as("after step %d", crashes).isIn(before ? "old" : "", wanted);
      if (ended) {
        assertThat(found).isEqualTo(wanted);
      }
      assertThat(read(after, NEIGHBOUR)).isEqualTo("neighbour");
      assertThat(after.put(KEY, text("later"), Condition.ANY)).isInstanceOf(PutAnswer.Stored.class);
      assertThat(read(after, KEY)).isEqualTo("later");
      after.delete(KEY);
      after.close();
      assertThat(filesOf(directory.resolve("objects")))
          .as("after step %d", crashes)
          .containsExactly("deep", "deep/=", "deep/neighbour+");
      assertThat(filesOf(directory.resolve("tmp"))).isEmpty();
    }
    assertThat(crashes).as("steps").isGreaterThan(change == Change.DELETE ? 4 : 8);
  }

  private static boolean runUntilStep(Path directory, Change change, int step) throws Exception {
    var child =
        Jvm.command(CrashingProcess.class, directory.toString(), change.name(), "" + step).start();
    String said = new String(child.getInputStream().readAllBytes(), UTF_8);
    int exit = child.waitFor();
    assertThat(exit).as(said).isIn(0, CrashingProcess.CRASHED);
    return exit == 0;
  }

  @Test
  void invariant2_whatACrashLeavesBehindIsRemovedWhenTheDirectoryIsNextOpened() throws Exception {
    open(scratch).close();
    Files.createDirectories(scratch.resolve("tmp/0"));
    Files.createDirectories(scratch.resolve("tmp/7"));
    Files.writeString(scratch.resolve("tmp/0/3"), "half a body");
    Files.writeString(scratch.resolve("tmp/7/9"), "half a body");
    var living = open(scratch);
    assertThat(filesOf(scratch.resolve("tmp"))).containsExactly("0");
    open(scratch);
    assertThat(filesOf(scratch.resolve("tmp"))).containsExactly("0", "1");
    living.close();
    open(scratch);
    assertThat(filesOf(scratch.resolve("tmp"))).containsExactly("0", "1");
  }

  @Test
  void invariant2_directoriesThatAreEmptyAreRemoved() throws Exception {
    var objects = open(scratch);
    objects.put(new Key("a/b/" + "c".repeat(400) + "/d"), text("x"), Condition.ANY);
    objects.put(new Key("a/e"), text("x"), Condition.ANY);
    objects.delete(new Key("a/b/" + "c".repeat(400) + "/d"));
    assertThat(filesOf(scratch.resolve("objects"))).containsExactly("a", "a/=", "a/e+");
    objects.delete(new Key("a/e"));
    assertThat(filesOf(scratch.resolve("objects"))).isEmpty();
  }

  @Test
  void invariant3_differentKeysHaveDifferentFilesOnAnyFileSystem() {
    var paths = new HashSet<String>();
    var keys =
        Stream.of(
                "a",
                "A",
                "a/b",
                "a+",
                "a=",
                "a,",
                "a.",
                "a./b",
                "a,/b",
                "a,2e",
                "ab",
                "a/+",
                "=",
                "+",
                "a\u0301",
                "á",
                "Á",
                "@41",
                "x".repeat(128),
                "x".repeat(129),
                "x".repeat(128) + "/x",
                "x".repeat(128) + "=/x",
                "x".repeat(128) + ".",
                "x".repeat(127) + ".",
                "x".repeat(127) + "./y",
                "x".repeat(128) + "./y",
                "x".repeat(127) + "A",
                "x".repeat(126) + "A/y",
                "\ud83d\ude00",
                "İ",
                "i")
            .map(Key::new)
            .toList();
    for (var key : keys) {
      var path = Names.file(scratch, key);
      assertThat(path.toString()).isEqualTo(path.toString().toLowerCase(Locale.ROOT));
      assertThat(paths.add(path.toString())).as("%s is alone at %s", key, path).isTrue();
      scratch
          .relativize(path)
          .forEach(name ->
              assertThat(name.toString())
                  .hasSizeLessThan(140)
                  .matches("[-._a-z0-9,@`~]*[-_a-z0-9,@`~+=]"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          head             | head+
          Projects/a b     | @50rojects/a,20b+
          v1./é            | v1.,/~c3~a9+
          a=/`_{           | a@3d/`60_~7b+
          """)
  void keysHaveThePathsThatTheFormatSays(String key, String path) {
    assertThat(Names.file(scratch, new Key(key))).isEqualTo(scratch.resolve(path));
  }

  @Test
  void anObjectFileHasTheBytesThatTheFormatSays() throws Exception {
    var stored = (PutAnswer.Stored) open(scratch).put(KEY, text("body"), Condition.ANY);
    assertThat(
            HexFormat.of()
                .formatHex(Files.readAllBytes(Names.file(scratch.resolve("objects"), KEY))))
        .isEqualTo(
            "4d49434f" + "00000001" + stored.version().text() + "0000000000000004" + "626f6479");
    assertThat(Files.readString(scratch.resolve("format")))
        .isEqualTo("micelio object directory 1\n");
  }

  @Test
  void aCutSegmentStandsInItsPlaceOfAListing() {
    var objects = open(scratch);
    String piece = "x".repeat(127);
    var keys =
        Stream.of(
                "x",
                "x/a",
                piece,
                piece + "x",
                piece + "x-",
                piece + "x/b",
                piece + "x0",
                piece + "x./c",
                piece + "./d",
                piece + ".",
                piece + "/e",
                piece + "A",
                piece + "A/f",
                piece + "é",
                piece + "é/g",
                piece + "y",
                piece.repeat(3) + "/h",
                piece.repeat(3))
            .sorted(Key.TEXT_ORDER)
            .toList();
    keys.forEach(key -> objects.put(new Key(key), text(key), Condition.ABSENT));
    for (int from = 0; from < keys.size(); from++) {
      assertThat(objects.list("", keys.get(from), 1000).entries())
          .extracting(entry -> entry.key().text())
          .isEqualTo(keys.subList(from + 1, keys.size()));
      String prefix = keys.get(from);
      assertThat(objects.list(prefix, "", 1000).entries())
          .extracting(entry -> entry.key().text())
          .isEqualTo(keys.stream().filter(key -> key.startsWith(prefix)).toList());
    }
  }

  @Test
  void invariant3_escapedNamesAreInTheOrderOfTheKeys() {
    var characters = new ArrayList<String>();
    for (int c = 0x20; c < 0x7f; c++) {
      characters.add(Character.toString(c));
    }
    characters.addAll(List.of("é", "\u07ff", "\ud7ff", "\ue000", "\uffff", "\ud83d\ude00"));
    for (String left : characters) {
      assertThat(Names.unescape(Names.escape("a" + left))).isEqualTo("a" + left);
      for (String right : characters) {
        assertThat(Integer.signum(Names.escape(left).compareTo(Names.escape(right))))
            .as("%s and %s", left, right)
            .isEqualTo(Integer.signum(Key.TEXT_ORDER.compare(left, right)));
      }
    }
  }

  @Test
  void invariant4_aDirectoryWithOtherThingsIsRefusedAndLeftAsItIs() throws Exception {
    Files.writeString(scratch.resolve("holiday.jpg"), "");
    assertRefused("objects.foreign-directory", scratch);
    assertThat(filesOf(scratch)).containsExactly("holiday.jpg");
  }

  @Test
  void invariant4_aDirectoryOfALaterFormatIsRefused() throws Exception {
    open(scratch).close();
    Files.writeString(scratch.resolve("format"), "micelio object directory 2\n");
    assertRefused("objects.directory-format", scratch);
  }

  @Test
  void invariant4_aFileIsNoDirectory() throws Exception {
    Files.writeString(scratch.resolve("file"), "");
    assertRefused("objects.not-a-directory", scratch.resolve("file"));
    assertRefused("objects.not-a-directory", scratch.resolve("file/below"));
  }

  @Test
  void invariant4_aDirectoryIsBegunThroughALinkAndWhereItsParentsAreMissing() throws Exception {
    open(scratch.resolve("real/deep")).put(KEY, text("x"), Condition.ANY);
    Files.createSymbolicLink(scratch.resolve("link"), scratch.resolve("real/deep"));
    assertThat(read(open(scratch.resolve("link")), KEY)).isEqualTo("x");
  }

  @Test
  void manyMayBeginTheSameDirectoryAtTheSameTime() throws Exception {
    for (int round = 0; round < 10; round++) {
      var directory = scratch.resolve("begun" + round);
      var stores = env.all("open", List.of(1, 2, 3, 4, 5, 6), 6, _ -> open(directory));
      assertThat(stores).hasSize(6);
      assertThat(filesOf(directory))
          .contains("format")
          .noneMatch(file -> file.startsWith("format-"));
    }
  }

  private void assertRefused(String code, Path directory) {
    assertThatThrownBy(() -> open(directory))
        .isInstanceOfSatisfying(
            Problem.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.kind()).isEqualTo(Problem.Kind.INVALID);
            });
  }

  // ---- what the file system may do to us

  @Test
  void aDamagedFileIsCorruptAndNeverRead() throws Exception {
    var objects = open(scratch);
    var file = Names.file(scratch.resolve("objects"), KEY);
    objects.put(KEY, text("a body of some length"), Condition.ANY);
    byte[] whole = Files.readAllBytes(file);
    for (int length : List.of(0, 5, 31, 32, whole.length - 1)) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      assertProblem(Problem.Kind.CORRUPT, "objects.damaged-file", () -> objects.get(KEY));
      assertProblem(Problem.Kind.CORRUPT, "objects.damaged-file", () -> objects.head(KEY));
    }
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length + 1));
    assertProblem(Problem.Kind.CORRUPT, "objects.damaged-file", () -> objects.get(KEY));
    whole[0] ^= 1;
    Files.write(file, whole);
    assertProblem(Problem.Kind.CORRUPT, "objects.damaged-file", () -> objects.get(KEY));
    assertProblem(
        Problem.Kind.CORRUPT,
        "objects.damaged-file",
        () -> objects.put(KEY, text("x"), Condition.matches(new Version("0"))));
    Files.write(file, new byte[3]);
    assertProblem(Problem.Kind.CORRUPT, "objects.damaged-file", () -> objects.list("", "", 10));
    assertThat(objects.put(KEY, text("healed"), Condition.ANY))
        .isInstanceOf(PutAnswer.Stored.class);
    assertThat(read(objects, KEY)).isEqualTo("healed");
  }

  @Test
  void nothingIsReadThroughASymbolicLink() throws Exception {
    var objects = open(scratch.resolve("store"));
    objects.put(KEY, text("x"), Condition.ANY);
    var tree = scratch.resolve("store/objects");
    var outside = scratch.resolve("outside");
    Files.createDirectory(outside);
    Files.copy(Names.file(tree, KEY), outside.resolve("stolen+"));
    Files.createSymbolicLink(tree.resolve("stolen+"), outside.resolve("stolen+"));
    var stolen = new Key("stolen");
    assertProblem(Problem.Kind.CORRUPT, "objects.symbolic-link", () -> objects.get(stolen));
    assertProblem(Problem.Kind.CORRUPT, "objects.symbolic-link", () -> objects.head(stolen));
    assertProblem(Problem.Kind.CORRUPT, "objects.symbolic-link", () -> objects.list("", "", 10));
    assertThat(objects.put(stolen, text("mine"), Condition.ABSENT))
        .isInstanceOf(PutAnswer.Lost.class);
    Files.delete(tree.resolve("stolen+"));
    Files.createSymbolicLink(tree.resolve("linked"), outside);
    assertProblem(Problem.Kind.CORRUPT, "objects.symbolic-link", () -> objects.list("", "", 10));
  }

  @Test
  void foreignFilesInTheTreeAreNoObjects() throws Exception {
    var objects = open(scratch);
    objects.put(KEY, text("x"), Condition.ANY);
    for (String name : List.of(".DS_Store", ".nfs0001", "a b+", "a,zz+", "%41+", "x,+", "é+")) {
      Files.writeString(scratch.resolve("objects").resolve(name), "");
    }
    assertThat(objects.list("", "", 10).entries()).extracting(Page.Entry::key).containsExactly(KEY);
  }

  @Test
  void aDirectoryThatWasTakenAwayIsNotAnEmptyOne() throws Exception {
    var objects = open(scratch.resolve("store"));
    objects.put(KEY, text("x"), Condition.ANY);
    Files.move(scratch.resolve("store"), scratch.resolve("elsewhere"));
    for (var call :
        List.<Runnable>of(
            () -> objects.get(KEY),
            () -> objects.head(KEY),
            () -> objects.list("", "", 1),
            () -> objects.put(KEY, text("y"), Condition.ANY),
            () -> objects.put(KEY, text("y"), Condition.ABSENT),
            () -> objects.delete(KEY))) {
      assertProblem(Problem.Kind.UNAVAILABLE, "objects.directory-gone", call);
    }
    assertThat(scratch.resolve("store")).doesNotExist();
    Files.move(scratch.resolve("elsewhere"), scratch.resolve("store"));
    assertThat(read(objects, KEY)).isEqualTo("x");
  }

  @Test
  void aFullDiskLeavesNothingBehind() throws Exception {
    var small = mount("tmpfs", "size=300k,nr_inodes=200");
    try {
      var objects = open(small.resolve("store"));
      objects.put(KEY, text("kept"), Condition.ANY);
      var large = Body.of(new byte[400_000]);
      for (var condition : List.of(Condition.ANY, Condition.ABSENT)) {
        assertProblem(
            Problem.Kind.UNAVAILABLE,
            "objects.disk-full",
            () -> objects.put(new Key("large"), large, condition));
      }
      assertProblem(
          Problem.Kind.UNAVAILABLE,
          "objects.disk-full",
          () -> objects.put(KEY, large, Condition.ANY));
      assertThat(read(objects, KEY)).isEqualTo("kept");
      assertThat(objects.head(new Key("large"))).isInstanceOf(Lookup.Absent.class);
      assertThat(filesOf(small.resolve("store/tmp"))).containsExactly("0");
      objects.put(new Key("fits"), Body.of(new byte[100_000]), Condition.ANY);
      objects.close();
    } finally {
      unmount(small);
    }
  }

  @Test
  void aReadOnlyFileSystemIsNamed() throws Exception {
    var mounted = mount("tmpfs", "size=2m");
    try {
      var objects = open(mounted.resolve("store"));
      objects.put(KEY, text("kept"), Condition.ANY);
      objects.close();
      run("mount", "-o", "remount,ro", mounted.toString());
      assertProblem(
          Problem.Kind.DENIED, "objects.directory-read-only", () -> open(mounted.resolve("store")));
    } finally {
      unmount(mounted);
    }
  }

  private Path mount(String type, String options) throws Exception {
    var at = scratch.resolve("mounted");
    Files.createDirectory(at);
    var mounting = new ProcessBuilder("mount", "-t", type, "-o", options, type, at.toString());
    int exit = mounting.redirectErrorStream(true).start().waitFor();
    assumeThat(exit).as("this user may mount file systems").isZero();
    return at;
  }

  private void unmount(Path at) throws Exception {
    closeAll();
    run("umount", at.toString());
  }

  private static void run(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  @Test
  void anInterruptedThreadDisturbsNoOtherOne() throws Exception {
    var objects = open(scratch);
    var version = ((PutAnswer.Stored) objects.put(KEY, text("0"), Condition.ANY)).version();
    for (int i = 0; i < 20; i++) {
      var interrupted =
          Thread.ofPlatform()
              .start(() -> {
                Thread.currentThread().interrupt();
                try {
                  objects.put(NEIGHBOUR, text("x"), Condition.ANY);
                } catch (Problem e) {
                  assertThat(e.kind()).isEqualTo(Problem.Kind.INTERRUPTED);
                }
              });
      var answer = objects.put(KEY, text("" + i), Condition.matches(version));
      version = ((PutAnswer.Stored) answer).version();
      interrupted.join();
    }
    assertThat(read(objects, KEY)).isEqualTo("19");
  }

  @Test
  void aVersionIsNeverTheSameAgain() {
    var objects = open(scratch);
    var versions = new HashSet<PutAnswer>();
    for (int i = 0; i < 50; i++) {
      assertThat(versions.add(objects.put(KEY, text("same"), Condition.ANY))).isTrue();
    }
  }

  // ---- words of the tests above

  private static void assertProblem(Problem.Kind kind, String code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            Problem.class,
            e -> {
              assertThat(e.code()).as(e.what()).isEqualTo(code);
              assertThat(e.kind()).isEqualTo(kind);
            });
  }

  private static Body text(String text) {
    return Body.of(text.getBytes(UTF_8));
  }

  private static String read(ObjectStore objects, Key key) {
    try (var fetch = objects.get(key)) {
      return switch (fetch) {
        case Fetch.Absent _ -> "";
        case Fetch.Found found -> new String(found.bytes(1 << 20), UTF_8);
      };
    }
  }

  private static List<String> filesOf(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      return files
          .filter(file -> !file.equals(directory))
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
