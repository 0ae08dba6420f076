package dev.micelio.cli.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.checks.event.Event;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.cli.Paint;
import dev.micelio.core.env.ForwardingEnv;
import dev.micelio.core.env.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LiveViewTest {
  private final HandMovedEnv env = new HandMovedEnv();
  private final List<String> drawings = new ArrayList<>();
  private final SmallTerminal terminal = new SmallTerminal(12, 60);
  private final LiveView view =
      new LiveView(drawings::add, new AnswerText(env, Paint.PLAIN), Paint.PLAIN, env, terminal);

  /// Time passes when the test says so, and nobody ticks.
  private static final class HandMovedEnv extends ForwardingEnv {
    private long nanos;

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public <T extends @Nullable Object> Task<T> fork(String name, Supplier<T> work) {
      return promise();
    }

    void pass(Duration time) {
      nanos += time.toNanos();
    }
  }

  private String screen() {
    var screen = new Screen(60);
    drawings.forEach(screen::print);
    assertThat(screen.wraps()).isTrue();
    return screen.text();
  }

  private static Event.Planned planned(int checks) {
    return new Event.Planned(
        IntStream.range(0, checks)
            .mapToObj(i ->
                new Event.Planned.Item(
                    RecordedRun.id("check-" + i),
                    RecordedRun.digest("key"),
                    RecordedRun.digest("source"),
                    OptionalLong.empty()))
            .toList());
  }

  private void start(int check) {
    view.on(new Event.Started(RecordedRun.id("check-" + check), 0, OptionalLong.of(41_000)));
    env.pass(Duration.ofMillis(200));
  }

  @Test
  void aLineForEachCheckThatRunsAndOneForAll() {
    view.on(planned(3));
    start(0);
    start(1);
    env.pass(Duration.ofSeconds(5));
    view.on(new Event.Phase(RecordedRun.id("check-1"), "checkPhase"));
    env.pass(Duration.ofMillis(200));
    view.on(
        new Event.Line(
            RecordedRun.id("check-1"), "\u001b[32mok\u001b[m test 1 of a long line that is cut"));
    assertThat(screen())
        .isEqualTo(
            """
            check-0  5 s of 41 s
            check-1  5 s of 41 s  checkPhase  ok test 1 of a long line…
            2 running, 0 of 3 answered, 5 s
            """);
    var failed =
        RecordedRun.answered("check-0", Outcome.FAILED, true, OptionalLong.empty(), "error: no");
    view.on(failed);
    assertThat(screen())
        .isEqualTo(
            """
            check-0 failed with exit code 2 in 2.3 s; it is flaky: on th
            e same files it has passed and failed
              | error: no
              its log: mic check log check-0
              again:   mic check --only check-0 --retry
            check-1  5 s of 41 s  checkPhase  ok test 1 of a long line…
            1 running, 1 of 3 answered, 1 did not pass, 5 s
            """);
    view.on(new Event.Summary(List.of(failed), 5_600, 0, RecordedRun.digest("tree")));
    view.close();
    assertThat(screen()).endsWith("again:   mic check --only check-0 --retry\n1 failed in 5.6 s\n");
  }

  @Test
  void moreThanTheTerminalHoldsIsCounted() {
    view.on(planned(40));
    for (int i = 0; i < 30; i++) {
      start(i);
    }
    env.pass(Duration.ofMillis(200));
    view.on(new Event.Phase(RecordedRun.id("check-0"), "x"));
    assertThat(screen().lines()).hasSizeLessThan(12);
    assertThat(screen()).contains("… and 21 more\n30 running, 0 of 40 answered");
  }

  @Test
  void itDrawsTenTimesASecondAtMost() {
    view.on(planned(1));
    start(0);
    drawings.clear();
    for (int i = 0; i < 10_000; i++) {
      view.on(new Event.Line(RecordedRun.id("check-0"), "line " + i));
      env.pass(Duration.ofNanos(100_000)); // a second in all
    }
    assertThat(drawings).hasSizeBetween(5, 11);
  }

  @Test
  void aResizeNeverErasesWhatIsNotItsOwn() {
    drawings.add("what the user had on the screen\r\n".repeat(3));
    view.on(planned(2));
    start(0);
    start(1);
    terminal.resize(12, 20);
    env.pass(Duration.ofSeconds(3));
    view.on(new Event.Line(RecordedRun.id("check-0"), "line"));
    env.pass(Duration.ofSeconds(3));
    view.on(new Event.Line(RecordedRun.id("check-0"), "line"));
    view.close();
    assertThat(screen()).startsWith("what the user had on the screen\n".repeat(3));
  }

  @Test
  void nothingIsDrawnWhereNothingTakesTime() {
    view.on(planned(1));
    view.on(RecordedRun.answered("check-0", Outcome.PASSED, false, OptionalLong.of(1)));
    assertThat(drawings).isEmpty();
  }

  @Test
  void onARealTerminalOnlyWhatIsWorthStayingStays() throws Exception {
    var command =
        "stty cols 70 rows 12; '%s' -cp '%s' %s"
            .formatted(
                Path.of(Objects.requireNonNull(System.getProperty("java.home")), "bin", "java"),
                System.getProperty("java.class.path"),
                ShowsARun.class.getName());
    var process =
        new ProcessBuilder("script", "-qec", command, "/dev/null")
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    var shown = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(shown)
        .contains("\u001b[?7lunit  0 s of 41 s", "checkPhase  running 12 tests\r", "2A\r\u001b[J");
    assertThat(new Screen(70).print(shown).text())
        .startsWith("slow timed out, known since 3 h ago: after 20 min\n  | still here\n")
        .doesNotContain(" running", "answered")
        .endsWith(
            """
            next: make room
            2 passed (1 proved before, 41 s saved), 1 failed, 1 timed out, 1 stopp
            ed in 3.2 s
            """);
  }
}
