package dev.micelio.checks.process;

import static dev.micelio.checks.process.Programs.output;
import static dev.micelio.checks.process.Programs.printing;
import static dev.micelio.checks.process.Programs.running;
import static dev.micelio.checks.process.Programs.script;
import static dev.micelio.checks.process.Programs.within;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.attest.statement.Check;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Jvm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ProcessInvariantsTest {
  private static final AtomicLong UNIQUE =
      new AtomicLong(System.nanoTime() % 1_000_000 + 4_000_000);

  private final Processes processes = Programs.withGrace(Duration.ofMillis(500));
  @TempDir Path directory;

  /// A sleep that no other test has.
  private static String sleep() {
    return "sleep " + UNIQUE.getAndIncrement();
  }

  private Ended run(Launch launch) {
    return processes.run(launch, OutputStream.nullOutputStream(), new Cancellation());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true                     | 0
          false                    | 1
          exit 3                   | 3
          exit 255                 | 255
          kill -9 $$               | 137
          kill -15 $$              | 143
          kill -2 $$               | 130
          sleep 500 & exit 4       | 4
          """)
  void invariant1_theExitCodeIsTheProgramsOwn(String program, int exit) {
    var ended = run(script(directory, program));

    assertThat(ended.how()).isEqualTo(Ended.How.EXITED);
    assertThat(ended.exit()).isEqualTo(exit);
    assertThat(ended.finishedMillis() - ended.startedMillis()).isBetween(0L, 60_000L);
  }

  @Test
  void invariant1_aProgramThatIsNotThereIs127AndSaysSo() {
    var launch =
        new Launch(
            List.of("no-such-program"), directory, Map.of(), Duration.ofSeconds(9), 1_000_000);
    var out = new ByteArrayOutputStream();

    var ended = processes.run(launch, out, new Cancellation());

    assertThat(ended.exit()).isEqualTo(127);
    assertThat(out.toString(UTF_8)).contains("no-such-program").contains("not found");
  }

  @Test
  void invariant1_aDirectoryThatIsGoneIsAProblem() {
    var launch = script(directory.resolve("gone"), "true");

    assertThatThrownBy(() -> run(launch))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.code()).isEqualTo("process.not-started"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SLEEP", "trap '' TERM; SLEEP; SLEEP", "trap '' TERM; while :; do :; done"})
  void invariant2_aRunEndsWithinItsTimeAndTheGrace(String program) {
    String sleep = sleep();
    long began = System.nanoTime();

    var ended =
        run(within(script(directory, program.replace("SLEEP", sleep)), Duration.ofMillis(300)));

    assertThat(ended.how()).isEqualTo(Ended.How.TIMED_OUT);
    assertThat(ended.exit()).isIn(137, 143);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
    assertThat(running(sleep)).isZero();
  }

  @Test
  void invariant2_termComesFirst() {
    var launch =
        within(
            script(directory, "trap 'echo asked; exit 9' TERM; sleep 50 & wait"),
            Duration.ofMillis(400));
    var out = new ByteArrayOutputStream();

    var ended = processes.run(launch, out, new Cancellation());

    assertThat(ended.how()).isEqualTo(Ended.How.TIMED_OUT);
    assertThat(out.toString(UTF_8)).isEqualTo("asked\n");
    assertThat(ended.exit()).isEqualTo(9);
  }

  @Test
  void invariant2_aCancelledRunEnds() throws Exception {
    var cancellation = new Cancellation();
    String sleep = sleep();
    var canceller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                within(Duration.ofSeconds(9), () -> Programs.runs(sleep));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              cancellation.cancel();
            });

    var ended =
        processes.run(script(directory, sleep), OutputStream.nullOutputStream(), cancellation);

    canceller.join();
    assertThat(ended.how()).isEqualTo(Ended.How.CANCELLED);
    assertThat(running(sleep)).isZero();
  }

  @Test
  void invariant2_whatIsCancelledBeforeDoesNotBegin() {
    var cancellation = new Cancellation();
    cancellation.cancel();

    var ended =
        processes.run(
            script(directory, "touch begun"), OutputStream.nullOutputStream(), cancellation);

    assertThat(ended.how()).isEqualTo(Ended.How.CANCELLED);
    assertThat(directory.resolve("begun")).doesNotExist();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "(SLEEP &)",
        "(SLEEP & SLEEP &) & sleep 0.1",
        "timeout 4000 SLEEP & sleep 0.2",
        "sh -c 'trap \"\" TERM HUP; SLEEP; SLEEP' & sleep 0.1",
        "nohup SLEEP >/dev/null 2>&1 &",
      })
  void invariant3_whatAProgramStartedEndsWithIt(String program) throws Exception {
    String sleep = sleep();

    var ended = run(script(directory, program.replace("SLEEP", sleep) + "\nexit 0"));

    assertThat(ended.exit()).isZero();
    assertThat(within(Duration.ofSeconds(20), () -> running(sleep) == 0)).isTrue();
  }

  @Test
  void invariant3_whatLeftItsSessionDoesNotKeepTheRun() throws Exception {
    String sleep = sleep();
    long began = System.nanoTime();

    var ended = run(script(directory, "(setsid " + sleep + " &); sleep 0.3; echo done"));

    assertThat(ended.exit()).isZero();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
    new ProcessBuilder("pkill", "-f", "^" + sleep + "$").start().waitFor();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "SLEEP",
        "SLEEP & SLEEP & wait",
        "timeout 4000 SLEEP",
        "setsid -w SLEEP",
        "trap '' TERM HUP INT; SLEEP; SLEEP",
      })
  void invariant4_whatAProgramStartedEndsWithThisProcess(String program) throws Exception {
    String sleep = sleep();
    var builder = Jvm.command(LeashedMain.class, program.replace("SLEEP", sleep));
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + directory);
    var mic = builder.start();
    assertThat(within(Duration.ofSeconds(20), () -> Programs.runs(sleep))).isTrue();

    mic.destroyForcibly().waitFor(); // kill -9

    assertThat(within(Duration.ofSeconds(10), () -> running(sleep) == 0)).isTrue();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void invariant5_nothingIsInherited() {
    var launch =
        new Launch(
            List.of("/usr/bin/env"),
            directory,
            Map.of("ONE", "1", "TWO", "with space\nand line"),
            Duration.ofSeconds(9),
            1_000_000);

    assertThat(output(processes, launch).lines().filter(l -> !l.startsWith("PWD=")).toList())
        .containsExactlyInAnyOrder("ONE=1", "TWO=with space", "and line");
    assertThat(output(processes, script(directory, "ls /proc/self/fd | tr '\\n' ' '; cat; pwd")))
        .isEqualTo("0 1 2 3 " + directory + "\n"); // 3 is the directory that ls reads
    assertThat(output(processes, script(directory, "grep SigIgn /proc/self/status")))
        .matches("SigIgn:\t[0-9a-f]{8}[08]0000000\n"); // what is beyond 31 is glibc's own
  }

  @Test
  void invariant5_theLeashItselfHasNoneOfTheVariables() throws Exception {
    var variables =
        Map.of(
            "PATH", "/usr/bin:/bin",
            "LD_DEBUG", "libs",
            "LD_DEBUG_OUTPUT", directory + "/trace",
            "times", "no file",
            "IFS", "/",
            "Z", "z",
            "MIC_Z", "mic z",
            "MIC_MIC_Z", "mic mic z");
    var launch =
        new Launch(List.of("/usr/bin/env"), directory, variables, Duration.ofSeconds(9), 1_000_000);

    var printed = output(processes, launch).lines().filter(l -> !l.startsWith("PWD=")).toList();

    assertThat(printed)
        .containsExactlyInAnyOrderElementsOf(
            variables.entrySet().stream().map(v -> v.getKey() + "=" + v.getValue()).toList());
    assertThat(directory.toFile().list()).hasSizeLessThan(2); // glibc's, of the program alone
  }

  @Test
  void invariant6_muchOutputIsQuickAndItsEndsAreKept() {
    var capture = new LogCapture(RunWatcher.NOBODY);
    var launch =
        script(directory, "echo first; yes 123456789 | head -c 100000000; echo; echo last");

    var ended = processes.run(launch, capture, new Cancellation());

    assertThat(ended.exit()).isZero();
    var packed = capture.finish();
    assertThat(packed.log().size()).isLessThanOrEqualTo(LogCapture.LOG_BYTES_MAX);
    assertThat(packed.log().size()).isLessThanOrEqualTo(1000 * packed.log().packedSize());
    var log = new String(LogReader.unpack(packed.log(), packed.packed()), ISO_8859_1);
    assertThat(log).startsWith("first\n123456789\n").endsWith("6789\n\nlast\n");
    assertThat(log.lines().filter(l -> l.startsWith("[")))
        .singleElement()
        .asString()
        .isEqualTo("[%d bytes of the log are left out here]".formatted(100_000_012 - (8 << 20)));
  }

  @Test
  void invariant6_whoPrintsTooMuchIsEnded() {
    var out = new ByteArrayOutputStream();

    var ended = processes.run(printing(script(directory, "yes"), 100_001), out, new Cancellation());

    assertThat(ended.how()).isEqualTo(Ended.How.OUTPUT_LIMIT);
    assertThat(out.size()).isEqualTo(100_001);
  }

  @Test
  void invariant6_whoPrintedTooMuchAndEndedIsToldSo() {
    var ended = run(printing(script(directory, "echo 12345678"), 8));

    assertThat(ended.how()).isEqualTo(Ended.How.OUTPUT_LIMIT);
  }

  @Test
  void invariant6_bothStreamsKeepTheirOrder() {
    assertThat(output(processes, script(directory, "echo a; echo b >&2; echo c; echo d >&2")))
        .isEqualTo("a\nb\nc\nd\n");
  }

  @Test
  void invariant6_streamsApartStayApart() {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();

    processes.run(script(directory, "echo a; echo b >&2; echo c"), out, err, new Cancellation());

    assertThat(out.toString(UTF_8)).isEqualTo("a\nc\n");
    assertThat(err.toString(UTF_8)).isEqualTo("b\n");
  }

  @Test
  void invariant6_whatCanNotBeWrittenEndsTheRun() {
    var full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    assertThatThrownBy(() -> processes.run(script(directory, "yes"), full, new Cancellation()))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.code()).isEqualTo("process.unwritten"));
  }

  @Test
  void invariant7_aKeptLogIsReadAsItWasOrNotAtAll() {
    var capture = new LogCapture(RunWatcher.NOBODY);
    byte[] raw = "caf\u00e9 \u001b[31mred\u001b[0m\r10%\r20%\nno end".getBytes(ISO_8859_1);
    capture.write(raw, 0, raw.length);
    var packed = capture.finish();
    var log = packed.log();

    assertThat(LogReader.unpack(log, packed.packed())).isEqualTo(raw);

    byte[] damaged = packed.packed().clone();
    damaged[damaged.length - 1] ^= 1;
    refused(log, damaged);
    var other = Digest.of(damaged);
    refused(new Check.Log(log.sha256(), log.size(), other, damaged.length), damaged);
    refused(
        new Check.Log(other, log.size(), log.packedSha256(), log.packedSize()), packed.packed());
    refused(
        new Check.Log(log.sha256(), 1L << 40, log.packedSha256(), log.packedSize()),
        packed.packed());
  }

  private static void refused(Check.Log log, byte[] packed) {
    assertThatThrownBy(() -> LogReader.unpack(log, packed))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.code()).isEqualTo("process.damaged-log"));
  }

  @Test
  void linesComeAsTheyArePrintedAndBounded() {
    var lines = new ArrayList<String>();
    var capture =
        new LogCapture(
            new RunWatcher() {
              @Override
              public void line(String text) {
                lines.add(text);
              }

              @Override
              public void phase(String phase) {}
            });
    byte[] raw =
        ("one\r\ntwo\r3%\r4%\n\ncaf\u00e9\n" + "x".repeat(9000) + "\nend").getBytes(ISO_8859_1);
    for (byte b : raw) {
      capture.write(b);
    }
    capture.finish();

    assertThat(lines)
        .containsExactly(
            "one",
            "two",
            "3%",
            "4%",
            "",
            "caf\ufffd",
            "x".repeat(LogCapture.LINE_BYTES_MAX),
            "end");
  }

  @Test
  void whatARunTookIsKnown() {
    var ended =
        run(
            script(
                directory,
                "x=0; while [ $x -lt 300000 ]; do x=$((x+1)); done; head -c 50m /dev/zero | tail -c 50m | (sleep 2; wc -c)"));

    assertThat(ended.usage().cpuMillis().orElseThrow()).isBetween(20L, 20_000L);
    assertThat(ended.usage().peakBytes().orElseThrow()).isBetween(20_000_000L, 500_000_000L);
  }

  @Test
  void invariant2_moreRunAtOnceThanThisProcessHasCarriers() throws Exception {
    var builder = Jvm.command(ManyMain.class, "12", directory.toString());
    builder
        .environment()
        .put(
            "JDK_JAVA_OPTIONS",
            "-Djdk.virtualThreadScheduler.parallelism=2 -Djdk.virtualThreadScheduler.maxPoolSize=4");
    var many = builder.start();
    try {
      assertThat(many.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(new String(many.getInputStream().readAllBytes(), UTF_8))
          .endsWith("12 TIMED_OUT\n");
    } finally {
      many.destroyForcibly();
    }
  }

  @Test
  void manyRunAtOnce() {
    var env = new MachineEnv();
    var numbers = java.util.stream.IntStream.range(0, 60).boxed().toList();

    var exits =
        env.all("many", numbers, 60, n -> run(script(directory, "sleep 0.2; exit " + n)).exit());

    assertThat(exits).isEqualTo(numbers);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a;b;main.c:3: error: no such thing;c       | a;b;main.c:3: error: no such thing;c
          0 errors;a;b;c;--- FAIL: TestX;d           | b;c;--- FAIL: TestX;d
          Traceback (most recent call last):;  x     | Traceback (most recent call last):;  x
          a;\u001b[31mError: x\u001b[0m;b            | a;\u001b[31mError: x\u001b[0m;b
          all is well;12 passed, 0 failed            | all is well;12 passed, 0 failed
          """)
  void anExcerptIsTheFirstErrorElseTheEnd(String log, String excerpt) {
    assertThat(Excerpt.of(List.of(log.split(";")))).isEqualTo(List.of(excerpt.split(";")));
  }

  @Test
  void anExcerptOfALogWithoutErrorsIsItsLastLines() {
    var lines = java.util.stream.IntStream.range(0, 100).mapToObj(n -> "line " + n).toList();

    assertThat(Excerpt.of(lines)).isEqualTo(lines.subList(80, 100));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0123456789abcdef", "\u001b[31m", "\u001b]", "Assertion ", "0 "})
  void anExcerptOfLongLinesIsQuick(String part) {
    var line = part.repeat(LogCapture.LINE_BYTES_MAX / part.length());
    var lines = java.util.Collections.nCopies(2_000, line);
    long began = System.nanoTime();

    assertThat(Excerpt.of(lines)).hasSize(Excerpt.LAST_MAX);

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void anExcerptLooksAtTheBeginningOfALine() {
    var far = "x ".repeat(Excerpt.LOOKED_AT_MAX / 2) + "error: far";
    var near = "x ".repeat(Excerpt.LOOKED_AT_MAX / 2 - 10) + "error: near";

    assertThat(Excerpt.of(List.of("a", "b", "c", far, near)).getFirst()).isEqualTo("c");
  }
}
