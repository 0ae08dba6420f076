package dev.micelio.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.checks.event.Event;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.cli.Paint;
import dev.micelio.core.env.MachineEnv;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class CheckViewTest {
  private final MachineEnv env = new MachineEnv();
  private final StringBuilder out = new StringBuilder();
  private final AnswerText text = new AnswerText(env, Paint.PLAIN);

  private String shown(CheckView view) {
    RecordedRun.events(env.nowMillis()).forEach(view::on);
    view.close();
    return out.toString();
  }

  @Test
  void aPipeIsToldWhatBeganWhatEndedAndWhatFailed() {
    assertThat(shown(new PlainView(out::append, text, Paint.PLAIN)))
        .isEqualTo(
            """
            slow timed out, known since 3 h ago: after 20 min
              | still here
              its log: mic check log slow
              again:   mic check --only slow --retry
            evaluating 2 checks
            lint waits for another mic that runs it
            unit runs, 41 s is usual
            unit passed in 2.3 s
            lint runs
            lint failed with exit code 2 in 2.3 s; it is flaky: on the same files it has passed and failed
              | \\u001b]0;title\\u0007error: <b>&\\u0000 no\\u202e red
              |     at line 3
              its log: mic check log lint
              again:   mic check --only lint --retry
            late was stopped in 2.3 s
            signed by ana with the key default: sha256:813a89a296973e35545cfa74fe3efd172a7d19443c97c625d699e9737229b0a2
            note: results can not be kept: no space
            next: make room
            2 passed (1 proved before, 41 s saved), 1 failed, 1 timed out, 1 stopped in 3.2 s
            """);
  }

  @Test
  void whoIsQuietPrintsTheAnswerAlone() {
    assertThat(shown(new QuietView(out::append, text, Paint.PLAIN)))
        .isEqualTo(
            """
            slow timed out, known since 3 h ago: after 20 min
            lint failed with exit code 2 in 2.3 s; it is flaky: on the same files it has passed and failed
            late was stopped in 2.3 s
            2 passed (1 proved before, 41 s saved), 1 failed, 1 timed out, 1 stopped in 3.2 s
            """);
  }

  @Test
  void aProgramIsToldEachEventAsOneObject() {
    var lines =
        shown(new JsonView(json -> out.append(json).append('\n')))
            .replaceAll("sha256:[0-9a-f]{64}", "D")
            .replaceAll("\"knownSinceMs\":[0-9]+", "\"knownSinceMs\":0")
            .lines()
            .toList();
    assertThat(lines)
        .startsWith(
            "{\"type\":\"snapshot\",\"version\":1,\"tree\":\"D\",\"files\":12,\"bytes\":3456}")
        .contains(
            "{\"type\":\"evaluating\",\"checks\":[{\"name\":\"unit\",\"system\":\"x86_64-linux\"},"
                + "{\"name\":\"lint\",\"system\":\"x86_64-linux\"}]}",
            "{\"type\":\"waiting\",\"name\":\"lint\",\"system\":\"x86_64-linux\"}",
            "{\"type\":\"started\",\"name\":\"unit\",\"system\":\"x86_64-linux\",\"atMs\":1000,"
                + "\"expectedMs\":41000}",
            "{\"type\":\"phase\",\"name\":\"unit\",\"system\":\"x86_64-linux\","
                + "\"phase\":\"checkPhase\"}",
            "{\"type\":\"line\",\"name\":\"unit\",\"system\":\"x86_64-linux\","
                + "\"text\":\"running 12 tests\"}",
            "{\"type\":\"answer\",\"name\":\"slow\",\"system\":\"x86_64-linux\","
                + "\"outcome\":\"timed-out\",\"ran\":false,\"key\":\"D\",\"src\":\"D\",\"exit\":2,"
                + "\"durationMs\":2340,\"attempt\":1,\"flaky\":false,\"knownSinceMs\":0,"
                + "\"log\":\"D\",\"detail\":\"after 20 min\",\"excerpt\":[\"still here\"]}",
            "{\"type\":\"signed\",\"attestation\":\"D\",\"principal\":\"ana\","
                + "\"keyName\":\"default\"}");
    assertThat(lines.getLast())
        .startsWith(
            "{\"type\":\"summary\",\"version\":1,\"checks\":[{\"name\":\"fmt\","
                + "\"system\":\"x86_64-linux\",\"outcome\":\"passed\",\"ran\":false,")
        .endsWith("],\"tree\":\"D\",\"durationMs\":3210,\"savedMs\":41000}");
  }

  @Test
  void aProgramIsNotFloodedWithLines() {
    var view = new JsonView(json -> out.append(json).append('\n'));
    for (int i = 0; i < JsonView.LINES_MAX + 10; i++) {
      view.on(new Event.Line(RecordedRun.id("unit"), "x".repeat(i == 0 ? 10_000 : 1)));
    }
    var lines = out.toString().lines().toList();
    assertThat(lines).hasSize(JsonView.LINES_MAX + 1);
    assertThat(lines.getFirst()).hasSizeLessThan(5_000).endsWith("\"cut\":true}");
    assertThat(lines.getLast())
        .isEqualTo("{\"type\":\"lines-end\",\"name\":\"unit\",\"system\":\"x86_64-linux\"}");
  }

  @Test
  void theSummarySaysNothingOfWhatDidNotHappen() {
    var passed = RecordedRun.answered("unit", Outcome.PASSED, true, OptionalLong.empty());
    var proved = RecordedRun.answered("fmt", Outcome.PASSED, false, OptionalLong.of(1));
    assertThat(summary(List.of(passed))).isEqualTo("1 passed in 12 s\n");
    assertThat(summary(List.of(proved))).isEqualTo("1 passed (1 proved before) in 12 s\n");
    assertThat(summary(List.of())).isEqualTo("nothing to check in 12 s\n");
  }

  private static String summary(List<Event.Answered> checks) {
    return SummaryText.of(
        Paint.PLAIN, new Event.Summary(checks, 12_345, 0, RecordedRun.digest("tree")));
  }

  @Test
  void timesAreSaidAsPeopleSayThem() {
    assertThat(List.of(0L, 49L, 50L, 9_949L, 9_999L, 41_499L, 59_999L, 61_000L, 3_600_000L))
        .extracting(TimeText::of)
        .containsExactly(
            "0.0 s",
            "0.0 s",
            "0.1 s",
            "9.9 s",
            "10.0 s",
            "41 s",
            "1 min 0 s",
            "1 min 1 s",
            "1 h 0 min");
    assertThat(TimeText.running(59_999)).isEqualTo("59 s");
    assertThat(TimeText.ago(-5)).isEqualTo("0 s ago");
    assertThat(TimeText.ago(3 * 86_400_000L)).isEqualTo("3 days ago");
  }

  @Test
  void theReportMapsOutcomesToTheWordsOfJunit() {
    var summary = (Event.Summary) RecordedRun.events(env.nowMillis()).getLast();
    assertThat(JunitXml.of(summary).replaceAll("sha256:[0-9a-f]{64}", "D"))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites tests="5" failures="2" errors="0" skipped="1" time="3.210">
              <testsuite name="mic check" tests="5" failures="2" errors="0" skipped="1" time="3.210">
                <testcase classname="x86_64-linux" name="fmt" time="2.340">
                  <system-out>it did not run: evidence answered, attestation D</system-out>
                </testcase>
                <testcase classname="x86_64-linux" name="unit" time="2.340">
                </testcase>
                <testcase classname="x86_64-linux" name="lint" time="2.340">
                  <failure type="failed" message="failed with exit code 2">]0;titleerror: &lt;b&gt;&amp; no\u202e red
                at line 3</failure>
                </testcase>
                <testcase classname="x86_64-linux" name="slow" time="2.340">
                  <failure type="timed-out" message="timed out: after 20 min">still here</failure>
                  <system-out>it did not run: evidence answered</system-out>
                </testcase>
                <testcase classname="x86_64-linux" name="late" time="2.340">
                  <skipped message="was stopped"/>
                </testcase>
              </testsuite>
            </testsuites>
            """);
  }
}
