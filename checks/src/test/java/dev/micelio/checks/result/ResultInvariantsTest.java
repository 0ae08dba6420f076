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
import dev.micelio.core.testkit.Jvm;
import dev.micelio.core.tree.NodesInMemory;
import dev.micelio.core.tree.Tree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
final class ResultInvariantsTest {
  private final MachineEnv env = new MachineEnv();
  @TempDir Path home;

  private List<Path> files(String shelf) throws IOException {
    try (var files = Files.list(home.resolve(shelf))) {
      return files.toList();
    }
  }

  private LocalResults filled() {
    var results = LocalResults.open(env, home);
    byte[] attestation = "attestation".getBytes(UTF_8);
    var log = Samples.log("log");
    var result = result("question", Outcome.PASSED, 1, log).withAttestation(Digest.of(attestation));
    assertThat(results.keep(List.of(result), Optional.of(attestation), List.of(log)))
        .isEqualTo(new KeepAnswer.Kept());
    var nodes = new NodesInMemory();
    assertThat(results.keepTree(Tree.empty(nodes), nodes)).isEqualTo(new KeepAnswer.Kept());
    return results;
  }

  private static String all(LocalResults results) {
    var empty = Tree.empty(new NodesInMemory());
    return results.known(List.of(digest("question"))).size()
        + " known, "
        + results.byOutputs(List.of(digest("outputs of question"))).size()
        + " by outputs, "
        + results.history(Samples.PROJECT, "unit", Samples.SYSTEM).size()
        + " in history, "
        + results.attestation(digest("attestation")).isPresent()
        + " attestation, "
        + results.packedLog(Samples.log("log").log()).isPresent()
        + " log, "
        + results.tree(empty).isPresent()
        + " tree";
  }

  @Test
  void invariant1_whatIsOddIsNotKnownAndIsRemoved() throws IOException {
    assertThat(all(filled()))
        .isEqualTo("1 known, 1 by outputs, 1 in history, true attestation, true log, true tree");
    var nothing = "0 known, 0 by outputs, 0 in history, false attestation, false log, false tree";
    var shelves = List.of("results", "outputs", "history", "attestations", "logs", "trees");
    for (var harm : Harm.values()) {
      filled();
      for (var shelf : shelves) {
        for (var file : files(shelf)) {
          harm.on(file);
        }
      }
      assertThat(all(LocalResults.open(env, home))).as(harm.name()).isEqualTo(nothing);
      for (var shelf : shelves) {
        assertThat(files(shelf)).as(shelf + " after " + harm).isEmpty();
      }
    }
  }

  private enum Harm {
    TORN {
      @Override
      void on(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
      }
    },
    EMPTY {
      @Override
      void on(Path file) throws IOException {
        Files.write(file, new byte[0]);
      }
    },
    FLIPPED {
      @Override
      void on(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
      }
    },
    FOREIGN {
      @Override
      void on(Path file) throws IOException {
        Files.writeString(file, "no mic wrote this, and it is long enough to have a header");
      }
    },
    SEALED_NONSENSE {
      @Override
      void on(Path file) throws IOException {
        Files.write(file, SealedBytes.seal(0x4d49434b, "nonsense".getBytes(UTF_8)));
      }
    },
    A_DIRECTORY {
      @Override
      void on(Path file) throws IOException {
        Files.delete(file);
        Files.createDirectory(file);
      }
    },
    A_LINK {
      @Override
      void on(Path file) throws IOException {
        var elsewhere = file.resolveSibling("../" + file.getFileName() + ".moved");
        Files.move(file, elsewhere);
        Files.createSymbolicLink(file, elsewhere);
      }
    };

    abstract void on(Path file) throws IOException;
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"chmod,000,0 known", "chown,65534,1 known"})
  void invariant1_whatCanNotBeOpenedOrTouchedStays(String command, String word, String known)
      throws Exception {
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "only root can give a file away");
    filled();
    var file = files("results").getFirst();
    Files.setLastModifiedTime(file, FileTime.fromMillis(env.nowMillis() - 86_400_000));
    assertThat(new ProcessBuilder(command, word, file.toString()).start().waitFor()).isZero();
    var words = new ArrayList<>(List.of("setpriv", "--bounding-set", "-all", "--inh-caps", "-all"));
    words.addAll(Jvm.command(ReadsWithoutRights.class, home.toString(), "question").command());
    var process = new ProcessBuilder(words).redirectErrorStream(true).start();
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .isEqualTo(known + System.lineSeparator());
    assertThat(file).exists();
  }

  @Test
  void invariant1_aResultUnderAnotherNameIsNoHit() throws IOException {
    var results = filled();
    var other = digest("another question");
    for (var shelf : List.of("results", "outputs")) {
      Files.move(files(shelf).getFirst(), home.resolve(shelf).resolve(other.hex()));
    }
    assertThat(results.known(List.of(other))).isEmpty();
    assertThat(results.byOutputs(List.of(other))).isEmpty();
  }

  @Test
  void invariant2_whoIsKilledAnywhereLeavesNoResultWithAHole() throws Exception {
    for (int round = 0; round < 6; round++) {
      var process = Jvm.command(KeepsUntilKilled.class, home.toString(), "r" + round).start();
      assertThat(firstLine(process)).isEqualTo("keeps");
      Thread.sleep(30 + 37L * round);
      process.destroyForcibly().waitFor();
      var results = LocalResults.open(env, home);
      for (int i = 0; i < KeepsUntilKilled.QUESTIONS; i++) {
        var key = digest("question " + i);
        for (var known : results.known(List.of(key)).getOrDefault(key, List.of())) {
          assertThat(results.attestation(known.attestation().orElseThrow())).isPresent();
          assertThat(results.packedLog(known.log().orElseThrow())).isPresent();
        }
      }
    }
    assertThat(LocalResults.open(env, home).history(Samples.PROJECT, "unit", Samples.SYSTEM))
        .isNotEmpty();
  }

  @Test
  void invariant2_aResultThatNamesWhatIsNotThereIsNotKept() {
    var results = LocalResults.open(env, home);
    var plain = result("question", Outcome.PASSED, 1);
    var ofAttestation = plain.withAttestation(digest("nowhere"));
    var ofLog = result("question", Outcome.PASSED, 1, Samples.log("nowhere"));
    for (var result : List.of(ofAttestation, ofLog)) {
      assertThat(results.keep(List.of(plain, result), Optional.empty(), List.of()))
          .isInstanceOf(KeepAnswer.NotKept.class);
    }
    assertThat(results.known(List.of(plain.key()))).isEmpty();
  }

  @Test
  void invariant3_whatSaysNothingOfTheCheckIsNeverKept() {
    for (var outcome : List.of(Outcome.CANCELLED, Outcome.INFRASTRUCTURE)) {
      assertThatThrownBy(() -> result("question", outcome, 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void invariant4_theCacheStaysWithinItsBoundsAndTheOldestGoesFirst() throws IOException {
    var results = LocalResults.open(env, home, new Bounds(40 * 4096, 1000));
    for (int i = 0; i < 100; i++) {
      var result = result("question " + i, Outcome.PASSED, 1);
      assertThat(results.keep(List.of(result), Optional.empty(), List.of()))
          .isEqualTo(new KeepAnswer.Kept());
      var time = FileTime.fromMillis(env.nowMillis() - 7_200_000 + i * 1000L);
      for (var shelf : List.of("results", "outputs", "history")) {
        for (var file : files(shelf)) {
          if (Files.getLastModifiedTime(file).toMillis() > env.nowMillis() - 3_600_000) {
            Files.setLastModifiedTime(file, time);
          }
        }
      }
      assertThat(files("results").size() + files("outputs").size() + files("history").size())
          .isLessThanOrEqualTo(40);
    }
    assertThat(results.known(List.of(digest("question 99")))).isNotEmpty();
    assertThat(results.known(List.of(digest("question 0")))).isEmpty();
  }

  @Test
  void invariant4_aFileTooManyGoesToo() throws IOException {
    var results = LocalResults.open(env, home, new Bounds(1L << 30, 10));
    for (int i = 0; i < 20; i++) {
      results.keep(
          List.of(result("question " + i, Outcome.PASSED, 1)), Optional.empty(), List.of());
    }
    assertThat(files("results").size() + files("outputs").size() + files("history").size())
        .isLessThanOrEqualTo(10);
  }

  @Test
  void invariant5_ofManyThreadsOneHoldsAKeyAtATime() {
    var results = LocalResults.open(env, home);
    var inside = new AtomicInteger();
    var waits = new AtomicInteger();
    var most =
        env.all(
            "holder",
            List.of(1, 2, 3, 4, 5, 6),
            6,
            _ -> {
              int seen = 0;
              for (int i = 0; i < 20; i++) {
                try (var hold =
                    results.hold(digest("key"), waits::incrementAndGet, new Cancellation())) {
                  assertThat(hold.isHeld()).isTrue();
                  seen = Math.max(seen, inside.incrementAndGet());
                  Thread.onSpinWait();
                  inside.decrementAndGet();
                }
              }
              return seen;
            });
    assertThat(most).containsOnly(1);
    try (var one = results.hold(digest("key"), () -> {}, new Cancellation());
        var other = results.hold(digest("other"), () -> {}, new Cancellation())) {
      assertThat(one.isHeld() && other.isHeld())
          .as("keys do not stand in each other's way")
          .isTrue();
    }
  }

  @Test
  void invariant5_aKilledHolderHoldsNothing() throws Exception {
    var process = Jvm.command(HoldsUntilKilled.class, home.toString(), "key").start();
    assertThat(firstLine(process)).isEqualTo("held");
    var results = LocalResults.open(env, home);
    var told = new ArrayList<String>();
    var cancellation = new Cancellation();
    var givesUp =
        results.hold(
            digest("key"),
            () -> {
              told.add("waits");
              cancellation.cancel();
            },
            cancellation);
    assertThat(givesUp.isHeld()).isFalse();
    givesUp.close();
    assertThat(told).containsExactly("waits");
    try (var other = results.hold(digest("other"), () -> told.add("no"), new Cancellation())) {
      assertThat(other.isHeld()).isTrue();
    }
    var taken =
        env.fork(
            "waiter",
            () -> results.hold(digest("key"), () -> told.add("again"), new Cancellation()));
    Thread.sleep(200);
    assertThat(taken.isDone()).isFalse();
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    try (var hold = taken.await()) {
      assertThat(hold.isHeld()).isTrue();
    }
    assertThat(told).containsExactly("waits", "again");
  }

  static String firstLine(Process process) throws IOException {
    var line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
    return line == null ? "" : line;
  }
}
