package dev.micelio.checks.standing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.checks.event.Event;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.checks.outcome.Usage;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.ForwardingEnv;
import dev.micelio.core.snapshot.DirectoryReader;
import dev.micelio.core.snapshot.Scope;
import dev.micelio.core.snapshot.Sightings;
import dev.micelio.core.snapshot.StatCache;
import dev.micelio.core.snapshot.Watcher;
import dev.micelio.core.tree.NodesInMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StandingInvariantsTest {
  private static final Digest SOME = Digest.of(new byte[] {1});

  /// The clock of whoever checks: ahead of that of files, so that nobody has to wait until files
  /// are settled. What is changed in a test is changed later all the same.
  private static final class Later extends ForwardingEnv {
    long ahead = 5_000;

    @Override
    public long nowMillis() {
      return super.nowMillis() + ahead;
    }
  }

  @TempDir Path top;
  private final Later env = new Later();
  private final Map<String, String> environment = new HashMap<>();
  private String mic = "mic 1";
  private Path directory;
  private Path elsewhere;

  @BeforeEach
  void make() throws IOException {
    directory = Files.createDirectory(top.resolve("d"));
    elsewhere = Files.createDirectories(top.resolve("elsewhere/second"));
    Files.createDirectory(top.resolve("elsewhere/first"));
    Files.writeString(directory.resolve("a"), "1");
    Files.createDirectory(directory.resolve("s"));
    Files.writeString(directory.resolve("s/b"), "2");
    Files.writeString(directory.resolve(".gitignore"), "out\n");
    tool(elsewhere.resolve("tool"));
    Files.writeString(elsewhere.resolve("key"), "key");
    Files.createSymbolicLink(elsewhere.resolve("link"), Path.of("key"));
    environment.put("PATH", top.resolve("elsewhere/first") + ":" + elsewhere);
    environment.put("LANG", "C");
  }

  private static void tool(Path file) throws IOException {
    Files.writeString(file, "#!/bin/sh\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private Event.Answered answered(String name, Outcome outcome, boolean ran) {
    return new Event.Answered(
        new Event.Id(name, "x86_64-linux"),
        outcome,
        ran,
        Digest.of(name.getBytes(StandardCharsets.UTF_8)),
        SOME,
        outcome == Outcome.PASSED ? 0 : 1,
        1_500,
        new Usage(OptionalLong.of(7), OptionalLong.empty()),
        ran ? OptionalLong.empty() : OptionalLong.of(9),
        Optional.of(SOME),
        Optional.empty(),
        2,
        true,
        "",
        List.of());
  }

  private StandingAnswers answers() {
    return new StandingAnswers(env, top.resolve("home"), mic);
  }

  private Optional<Event.Summary> ask() {
    return answers().ask(directory, environment);
  }

  private void keep(Event.Answered... checks) throws IOException {
    var surroundings =
        new Surroundings(env, environment)
            .program("tool")
            .variable("LANG")
            .variable("NONE")
            .file(elsewhere.resolve("link"))
            .file(elsewhere.resolve("settings"));
    var cache = StatCache.open(env, top.resolve("home"), directory);
    var snapshot =
        new DirectoryReader(env, Scope.all(directory).respectingIgnores(), Watcher.NOBODY, cache)
            .read(new NodesInMemory());
    answers()
        .keep(
            cache,
            surroundings,
            env.nowMillis() + 60_000,
            new Event.Summary(List.of(checks), 12, 13, snapshot.id()));
  }

  private void keepOne() throws IOException {
    keep(answered("one", Outcome.PASSED, true), answered("two", Outcome.PASSED, false));
    assertThat(ask()).isPresent();
  }

  /// Something that is done, and changes what decided an answer.
  private interface Change {
    void make() throws IOException;
  }

  private void endsBy(String what, Change change) throws Exception {
    keepOne();
    Thread.sleep(30); // longer than the clock of files stands still
    change.make();
    assertThat(ask()).as(what).isEmpty();
  }

  @Test
  void invariant1_anAnswerStandsWhileNothingThatDecidedItHasChanged() throws Exception {
    keepOne();
    var summary = ask().orElseThrow();
    assertThat(summary.checks())
        .extracting(check -> check.id().name())
        .containsExactly("one", "two");
    assertThat(summary.checks()).allMatch(check -> !check.ran());
    assertThat(summary.checks().getFirst().known().getAsLong())
        .isBetween(env.nowMillis() - 60_000, env.nowMillis());
    assertThat(summary.checks().getLast()).isEqualTo(answered("two", Outcome.PASSED, false));
    assertThat(summary.savedMillis()).isEqualTo(3_000);
    Files.createDirectory(directory.resolve(".git"));
    keepOne();
    Files.writeString(directory.resolve(".git/index"), "1");
    assertThat(ask()).as("version control's own state").isPresent();
    endsBy("a file", () -> Files.writeString(directory.resolve("s/b"), "3"));
    endsBy("a new file", () -> Files.writeString(directory.resolve("s/c"), "3"));
    endsBy("a file less", () -> Files.delete(directory.resolve("s/c")));
    endsBy("rules", () -> Files.writeString(directory.resolve(".gitignore"), "in\n"));
    endsBy("a tool", () -> tool(elsewhere.resolve("tool")));
    endsBy(
        "a link",
        () -> {
          Files.writeString(elsewhere.resolve("other"), "key");
          Files.delete(elsewhere.resolve("link"));
          Files.createSymbolicLink(elsewhere.resolve("link"), Path.of("other"));
        });
    endsBy("what a link leads to", () -> Files.writeString(elsewhere.resolve("other"), "yek"));
    endsBy(
        "settings that were not there", () -> Files.writeString(elsewhere.resolve("settings"), ""));
    endsBy("settings that were", () -> Files.delete(elsewhere.resolve("settings")));
    endsBy("a tool before the other", () -> tool(top.resolve("elsewhere/first/tool")));
    endsBy("a variable", () -> environment.put("LANG", "D"));
    endsBy("no variable", () -> environment.remove("LANG"));
    endsBy("a new variable", () -> environment.put("NONE", ""));
    endsBy("the path", () -> environment.put("PATH", elsewhere.toString()));
    endsBy("another mic", () -> mic = "mic 2");
    endsBy("time", () -> env.ahead += 60_000);
    endsBy("a clock that was set back", () -> env.ahead -= 1_000);
    endsBy(
        "another directory of this name",
        () -> {
          Files.move(directory, top.resolve("moved"));
          Files.createDirectory(directory);
        });
  }

  @Test
  void invariant1_whatChangesWhileTheAnswerIsSoughtIsNotKept() throws Exception {
    env.ahead = 0;
    Files.writeString(directory.resolve("a"), "2");
    keep(answered("one", Outcome.PASSED, true));
    assertThat(ask()).isEmpty();
    Thread.sleep(150);
    var surroundings = new Surroundings(env, environment);
    var cache = StatCache.open(env, top.resolve("home"), directory);
    var scope = Scope.all(directory).respectingIgnores();
    new DirectoryReader(env, scope, Watcher.NOBODY, cache).read(new NodesInMemory());
    Files.writeString(elsewhere.resolve("key"), "yek");
    surroundings.file(elsewhere.resolve("key"));
    var summary = new Event.Summary(List.of(answered("one", Outcome.PASSED, true)), 1, 0, SOME);
    answers().keep(cache, surroundings, Long.MAX_VALUE, summary);
    assertThat(ask()).isEmpty();
    Thread.sleep(150);
    surroundings = new Surroundings(env, environment).file(elsewhere.resolve("key"));
    answers().keep(cache, surroundings, Long.MAX_VALUE, summary);
    assertThat(ask()).isPresent();
  }

  @Test
  void invariant1_anAnswerIsNotTakenForTheFilesOfAnotherReading() throws Exception {
    var scope = Scope.all(directory).respectingIgnores();
    var early = StatCache.open(env, top.resolve("home"), directory);
    new DirectoryReader(env, scope, Watcher.NOBODY, early).read(new NodesInMemory());
    var surroundings = new Surroundings(env, environment);
    Thread.sleep(30);
    Files.writeString(directory.resolve("a"), "2");
    var late = StatCache.open(env, top.resolve("home"), directory);
    new DirectoryReader(env, scope, Watcher.NOBODY, late).read(new NodesInMemory());
    var summary = new Event.Summary(List.of(answered("one", Outcome.PASSED, true)), 1, 0, SOME);
    answers().keep(early, surroundings, Long.MAX_VALUE, summary);
    assertThat(ask()).isEmpty();
    answers().keep(late, surroundings, Long.MAX_VALUE, summary);
    assertThat(ask()).isPresent();
  }

  @Test
  void invariant2_onlyAnAnswerInWhichEverythingPassedIsKept() throws Exception {
    for (var outcome : Outcome.values()) {
      keep(answered("one", Outcome.PASSED, true), answered("two", outcome, true));
      assertThat(ask().isPresent()).as(outcome.word()).isEqualTo(outcome == Outcome.PASSED);
    }
    keepOne();
    keep(answered("one", Outcome.PASSED, true), answered("two", Outcome.FAILED, true));
    assertThat(ask()).as("what was kept before").isEmpty();
    keepOne();
    answers().forget(StatCache.open(env, top.resolve("home"), directory));
    assertThat(ask()).as("taken back").isEmpty();
    keepOne();
    answers().forgetAll();
    assertThat(ask()).as("all taken back").isEmpty();
    keep();
    assertThat(ask()).as("no checks at all").isEmpty();
  }

  @Test
  void invariant3_whatIsOddIsAsIfItWereNotThere() throws Exception {
    keepOne();
    var file = only();
    byte[] sound = Files.readAllBytes(file);
    for (int length = 0; length < sound.length; length++) {
      Files.write(file, Arrays.copyOf(sound, length));
      assertThat(ask()).as("cut to " + length).isEmpty();
    }
    for (int i = 0; i < sound.length; i++) {
      byte[] flipped = sound.clone();
      flipped[i] ^= (byte) (1 << (i % 8));
      Files.write(file, flipped);
      assertThat(ask()).as("flipped at " + i).isEmpty();
    }
    Files.write(file, sound);
    assertThat(ask()).isPresent();
    Files.delete(file);
    Files.createDirectory(file);
    assertThat(ask()).isEmpty();
  }

  @Test
  void invariant3_whatIsWellSealedButMalformedNeverThrows() throws Exception {
    keepOne();
    var file = only();
    byte[] sound = Files.readAllBytes(file);
    for (int i = 0; i < sound.length - KeptFormat.CHECKSUM_BYTES; i++) {
      for (int value : new int[] {0, 0x7f, 0xff}) {
        byte[] odd = sound.clone();
        odd[i] = (byte) value;
        long sum = KeptFormat.sum(odd, odd.length - KeptFormat.CHECKSUM_BYTES);
        for (int b = 0; b < 4; b++) {
          odd[odd.length - 4 + b] = (byte) (sum >> (8 * (3 - b)));
        }
        Files.write(file, odd);
        ask().ifPresent(summary -> assertThat(summary.checks()).isNotEmpty());
      }
    }
  }

  @Test
  void whatIsKeptIsWhatIsRead() throws Exception {
    var checks = new ArrayList<Event.Answered>();
    checks.add(answered("ä".repeat(100), Outcome.PASSED, false));
    var kept =
        new Kept(
            mic,
            "/d",
            new Sightings.Mark(-1, 2),
            76,
            77,
            List.of(),
            new TreeMap<>(Map.of("A", Optional.of("1"), "B", Optional.empty())),
            SOME,
            checks);
    assertThat(KeptFormat.decode(KeptFormat.encode(kept))).isEqualTo(kept);
  }

  private Path only() throws IOException {
    try (var files = Files.list(top.resolve("home/standing"))) {
      var all = files.toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }
}
