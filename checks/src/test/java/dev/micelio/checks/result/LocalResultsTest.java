package dev.micelio.checks.result;

import static dev.micelio.checks.result.Samples.digest;
import static dev.micelio.checks.result.Samples.result;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.checks.outcome.Outcome;
import dev.micelio.checks.process.Cancellation;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Jvm;
import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.NodesInMemory;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class LocalResultsTest {
  private final MachineEnv env = new MachineEnv();
  @TempDir Path home;
  private LocalResults results;

  @BeforeEach
  void open() {
    results = LocalResults.open(env, home);
  }

  private List<KnownResult> known(String question) {
    return results.known(List.of(digest(question))).getOrDefault(digest(question), List.of());
  }

  private void keep(KnownResult... kept) {
    assertThat(results.keep(List.of(kept), Optional.empty(), List.of()))
        .isEqualTo(new KeepAnswer.Kept());
  }

  @Test
  void whatWasKeptIsKnownTheNewestFirst() {
    var first = result("question", Outcome.FAILED, 1);
    var second = result("question", Outcome.PASSED, 2);
    keep(first, result("another", Outcome.PASSED, 1));
    keep(second);
    assertThat(results.known(List.of(digest("question"), digest("unheard of"))))
        .isEqualTo(Map.of(digest("question"), List.of(second, first)));
    assertThat(results.byOutputs(List.of(digest("outputs of question"))))
        .isEqualTo(Map.of(digest("outputs of question"), List.of(second, first)));
    assertThat(LocalResults.open(env, home).known(List.of(first.key()))).isNotEmpty();
  }

  @Test
  void passAndFailUnderOneKeyAreFlaky() {
    var passed = result("question", Outcome.PASSED, 1);
    var failed = result("question", Outcome.TIMED_OUT, 2);
    var unknown = result("question", Outcome.EVALUATION_ERROR, 3);
    assertThat(LocalResults.isFlaky(List.of(passed, failed))).isTrue();
    assertThat(LocalResults.isFlaky(List.of(passed, passed))).isFalse();
    assertThat(LocalResults.isFlaky(List.of(passed, unknown))).isFalse();
  }

  @Test
  void onlyTheNewestAttemptsAreKept() {
    for (int i = 1; i <= 30; i++) {
      keep(result("question", Outcome.FAILED, i));
    }
    var known = known("question");
    assertThat(known).hasSize(20);
    assertThat(known.getFirst().attempt()).isEqualTo(30);
    assertThat(known.getLast().attempt()).isEqualTo(11);
  }

  @Test
  void aFailureIsAdvisoryForADay() {
    long day = LocalResults.ADVISORY.toMillis();
    var passed = result("question", Outcome.PASSED, 1);
    var failed = result("question", Outcome.FAILED, 1);
    assertThat(passed.isAdvisoryAt(passed.finishedMillis())).isFalse();
    assertThat(failed.isAdvisoryAt(failed.finishedMillis() + day - 1)).isTrue();
    assertThat(failed.isAdvisoryAt(failed.finishedMillis() + day)).isFalse();
    assertThat(failed.isAdvisoryAt(failed.finishedMillis() - 1)).isFalse();
  }

  @Test
  void theTimeOfACheckIsTheMedianOfItsLastTenRuns() {
    assertThat(results.expectedMillis(Samples.PROJECT, "unit", Samples.SYSTEM)).isEmpty();
    for (int i = 1; i <= 15; i++) {
      keep(result("question " + i, Outcome.PASSED, i)); // took i · 100 ms
    }
    assertThat(results.expectedMillis(Samples.PROJECT, "unit", Samples.SYSTEM)).hasValue(1050);
    assertThat(results.expectedMillis(Samples.PROJECT, "unit", "another")).isEmpty();
    assertThat(results.history(Samples.PROJECT, "unit", Samples.SYSTEM).getFirst().attempt())
        .isEqualTo(15);
  }

  @Test
  void aRunThatIsAttestedTwiceIsOneInHistoryAndBothProveIt() {
    var attestations = List.of("one".getBytes(UTF_8), "two".getBytes(UTF_8));
    for (byte[] attestation : attestations) {
      var result = result("question", Outcome.PASSED, 1).withAttestation(Digest.of(attestation));
      results.keep(List.of(result), Optional.of(attestation), List.of());
    }
    assertThat(results.history(Samples.PROJECT, "unit", Samples.SYSTEM)).hasSize(1);
    assertThat(results.attestations(List.of(digest("question"), digest("other"))))
        .containsOnlyKeys(digest("question"))
        .hasEntrySatisfying(
            digest("question"),
            found -> assertThat(found).containsExactlyInAnyOrderElementsOf(attestations));
  }

  @Test
  void everyFieldComesBackAndALongDetailIsCut() {
    var log = Samples.log("text");
    var result = result("question", Outcome.FAILED, 3, log);
    results.keep(List.of(result), Optional.empty(), List.of(log));
    assertThat(known("question")).containsExactly(result);
    assertThat(results.packedLog(log.log())).contains(log.packed());
    var plain = result("question", Outcome.FAILED, 3);
    var talkative =
        new KnownResult(
            plain.key(),
            plain.project(),
            plain.name(),
            plain.system(),
            plain.source(),
            plain.tree(),
            plain.outcome(),
            -1,
            plain.startedMillis(),
            plain.finishedMillis(),
            plain.usage(),
            Optional.empty(),
            Optional.empty(),
            4,
            Optional.empty(),
            "ü".repeat(2000) + "\ud800");
    keep(talkative);
    assertThat(known("question").getFirst().detail()).isEqualTo("ü".repeat(500));
  }

  @Test
  void aTreeIsKeptWhole() {
    var nodes = new NodesInMemory();
    var changes = new ArrayList<Change>();
    for (int i = 0; i < 3000; i++) {
      changes.add(
          new Change.Put(
              new Entry(new TreePath("d/" + i), EntryKind.FILE, digest("content " + i), 10)));
    }
    var id = new Tree(Tree.empty(nodes), nodes).apply(changes, nodes);
    assertThat(results.tree(id)).isEmpty();
    assertThat(results.keepTree(id, nodes)).isEqualTo(new KeepAnswer.Kept());
    var kept = new Tree(id, LocalResults.open(env, home).tree(id).orElseThrow());
    var faults = new ArrayList<Problem>();
    kept.check(faults::add);
    assertThat(faults).isEmpty();
    assertThat(kept.totals().files()).isEqualTo(3000);
  }

  @Test
  void whatCanNotBeWrittenIsAnswered() throws IOException {
    Files.createFile(home.resolve("results"));
    assertThat(
            results.keep(
                List.of(result("question", Outcome.PASSED, 1)), Optional.empty(), List.of()))
        .isInstanceOfSatisfying(
            KeepAnswer.NotKept.class,
            answer -> assertThat(answer.why()).startsWith("cannot write to " + home + ": "));
    assertThat(results.known(List.of(digest("question")))).isEmpty();
  }

  @Test
  void aFullDiskIsAnsweredAndLeavesNothingHalf() throws Exception {
    // 8 KiB is room for the small files, and not for the log
    var child = Jvm.command(KeepsOnAFullDisk.class, home.toString()).command();
    var shell = new ArrayList<>(List.of("sh", "-c", "ulimit -f 16; exec \"$@\"", "sh"));
    shell.addAll(child);
    var process = new ProcessBuilder(shell).redirectErrorStream(true).start();
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .startsWith("NotKept[why=cannot write to " + home + ": ");
    assertThat(process.waitFor()).isZero();
    assertThat(results.known(List.of(digest("question")))).isEmpty();
    try (var left = Files.list(home.resolve("writing"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void twoMicsKeepOnOneDirectoryAndNoResultIsLost() throws Exception {
    var workers = IntStream.range(0, 4).boxed().toList();
    env.all(
        "mic",
        workers,
        4,
        worker -> {
          var mine = LocalResults.open(env, home);
          for (int i = 0; i < 4; i++) {
            var kept = result("question", Outcome.FAILED, 1 + worker * 4 + i);
            assertThat(mine.keep(List.of(kept), Optional.empty(), List.of()))
                .isEqualTo(new KeepAnswer.Kept());
          }
          return worker;
        });
    assertThat(known("question"))
        .extracting(KnownResult::attempt)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(1, 17).mapToObj(Long::valueOf).toList());
  }

  @Test
  void cleaningAllLeavesWhatIsHeld() {
    byte[] attestation = "proof".getBytes(UTF_8);
    var log = Samples.log("log");
    var held = result("held", Outcome.PASSED, 1, log).withAttestation(Digest.of(attestation));
    results.keep(List.of(held), Optional.of(attestation), List.of(log));
    keep(result("free", Outcome.PASSED, 1));
    try (var hold = results.hold(digest("held"), () -> {}, new Cancellation())) {
      assertThat(hold.isHeld()).isTrue();
      var cleaned = results.cleanAll();
      assertThat(cleaned.filesLeft()).isEqualTo(3);
      assertThat(cleaned.files()).isEqualTo(4);
      assertThat(cleaned.bytes()).isEqualTo(4 * 4096);
    }
    assertThat(results.known(List.of(digest("held"), digest("free")))).containsOnlyKeys(held.key());
    assertThat(results.packedLog(log.log())).isPresent();
    assertThat(results.cleanAll().filesLeft()).isZero();
    assertThat(results.known(List.of(digest("held")))).isEmpty();
    assertThat(results.clean()).isEqualTo(new Cleaned(0, 0, 0, 0));
  }

  private void neighbour(String path, int hoursOld) throws Exception {
    var file = home.resolve(path);
    Files.createDirectories(file.getParent());
    if (path.startsWith("nix/roots/")) {
      Files.createSymbolicLink(file, Path.of("/nix/store/nowhere"));
    } else {
      Files.createFile(file);
    }
    var touch = List.of("touch", "-h", "-d", hoursOld + " hours ago", file.toString());
    assertThat(new ProcessBuilder(touch).start().waitFor()).isZero();
  }

  private List<String> neighbours() throws IOException {
    try (var files = Files.walk(home)) {
      return files
          .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> home.relativize(file).toString())
          .filter(file -> !file.startsWith("locks/") && !file.startsWith("use/"))
          .sorted()
          .toList();
    }
  }

  private void fillNeighbours() throws Exception {
    int old = (int) Neighbours.AGE_MAX.toHours();
    for (String path : List.of("stat/0", "standing/0", "nix/settings-0", "nix/roots/built-0")) {
      neighbour(path + "a", old + 1);
      neighbour(path + "b", old - 1);
    }
    for (String path : List.of("stat/0.%s.tmp", "standing/0.%s.tmp", "nix/settings-0.%s")) {
      neighbour(path.formatted("a"), 2);
      neighbour(path.formatted("b"), 0);
    }
  }

  @Test
  void cleaningSweepsWhatIsOldOrLeftBesideIt() throws Exception {
    fillNeighbours();
    results.clean();
    assertThat(neighbours())
        .containsExactly(
            "nix/roots/built-0b",
            "nix/settings-0.b",
            "nix/settings-0b",
            "standing/0.b.tmp",
            "standing/0b",
            "stat/0.b.tmp",
            "stat/0b");
  }

  @Test
  void cleaningLeavesTheNewestOfTooMany() throws Exception {
    neighbour("stat/oldest", 3);
    for (int i = 0; i < Neighbours.BOUNDS.filesMax(); i++) {
      Files.createFile(home.resolve("stat").resolve("n" + i));
    }
    results.clean();
    assertThat(neighbours())
        .hasSize((int) Neighbours.BOUNDS.filesMax())
        .doesNotContain("stat/oldest");
  }

  @Test
  void cleaningAllLeavesOfNeighboursWhatIsInUse() throws Exception {
    fillNeighbours();
    var process = Jvm.command(HoldsUntilKilled.class, home.toString(), "held").start();
    try {
      assertThat(process.inputReader().readLine()).isEqualTo("held");
      results.cleanAll();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(neighbours())
        .containsExactly(
            "nix/roots/built-0a",
            "nix/roots/built-0b",
            "nix/settings-0.b",
            "standing/0.b.tmp",
            "stat/0.b.tmp");
    try (var hold = results.hold(digest("held"), () -> {}, new Cancellation())) {
      assertThat(hold.isHeld()).isTrue();
      results.cleanAll();
      assertThat(neighbours()).contains("nix/roots/built-0a", "nix/roots/built-0b");
    }
    results.cleanAll();
    assertThat(neighbours())
        .containsExactly("nix/settings-0.b", "standing/0.b.tmp", "stat/0.b.tmp");
  }

  @Test
  void theCacheHomeIsWhereTheSystemSays() {
    assertThat(CacheHome.of(Map.of("HOME", "/h"))).isEqualTo(Path.of("/h/.cache/mic"));
    assertThat(CacheHome.of(Map.of("HOME", "/h", "XDG_CACHE_HOME", "/c")))
        .isEqualTo(Path.of("/c/mic"));
    assertThat(CacheHome.of(Map.of("HOME", "/h", "XDG_CACHE_HOME", "relative")))
        .isEqualTo(Path.of("/h/.cache/mic"));
    assertThatThrownBy(() -> CacheHome.of(Map.of("HOME", "")))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("cache.no-home"));
  }
}
