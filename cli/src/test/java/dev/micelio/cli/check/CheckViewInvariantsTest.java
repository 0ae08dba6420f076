package dev.micelio.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.checks.event.Event;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.cli.Paint;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.testkit.Seeds;
import dev.micelio.core.text.Shown;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

final class CheckViewInvariantsTest {
  private static final String HOSTILE =
      "\u001b\u009b[]()0;1234mHJK?lh\u0007\b\r\t\n\u202e\ud800 ab<&>\"\u0000";
  private final MachineEnv env = new MachineEnv();

  private static String hostile(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(60); i > 0; i--) {
      text.append(HOSTILE.charAt(random.nextInt(HOSTILE.length())));
    }
    return text.toString();
  }

  private static List<Event> hostileRun(Random random) {
    var events = new ArrayList<Event>();
    var id = RecordedRun.id("unit");
    var check =
        RecordedRun.answered(
            "unit",
            Outcome.FAILED,
            true,
            OptionalLong.empty(),
            hostile(random),
            hostile(random),
            hostile(random));
    events.add(
        new Event.Planned(
            List.of(
                new Event.Planned.Item(id, check.key(), check.source(), OptionalLong.empty()))));
    events.add(new Event.Started(id, 0, OptionalLong.empty()));
    events.add(new Event.Phase(id, hostile(random)));
    events.add(new Event.Line(id, hostile(random)));
    events.add(new Event.Warning(hostile(random) + ".", hostile(random) + "."));
    events.add(new Event.Signed(check.key(), hostile(random), hostile(random)));
    events.add(check);
    events.add(new Event.Summary(List.of(check), 1, 0, check.key()));
    return events;
  }

  @Seeds
  void invariant1_nothingOfAStrangerReachesATerminalRaw(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      var events = hostileRun(random);
      var out = new StringBuilder();
      var text = new AnswerText(env, Paint.PLAIN);
      var size = new SmallTerminal(20, 60);
      for (var view :
          List.of(
              new PlainView(out::append, text, Paint.PLAIN),
              new QuietView(out::append, text, Paint.PLAIN),
              new LiveView(out::append, text, Paint.PLAIN, env, size))) {
        events.forEach(view::on);
        view.close();
      }
      String own =
          out.toString()
              .replaceAll("\u001b\\[\\?7[lh]", "")
              .replaceAll("\u001b\\[[0-9]+A\r\u001b\\[J", "");
      for (String line : own.split("\n", -1)) {
        assertThat(Shown.whole(line)).as("seed " + seed).isEqualTo(line);
      }
    }
  }

  @Seeds
  void invariant2_underJsonEachLineIsOneObjectAndTheLastIsTheSummary(long seed) {
    var out = new StringBuilder();
    var view = new JsonView(json -> out.append(json).append('\n'));
    hostileRun(new Random(seed)).forEach(view::on);
    view.close();
    var lines = out.toString().split("\n", -1);
    assertThat(lines).hasSize(9);
    assertThat(lines[8]).isEmpty();
    for (int i = 0; i < 8; i++) {
      assertThat(lines[i]).startsWith("{\"type\":\"").endsWith("}").doesNotContain("\u001b", "\r");
    }
    assertThat(lines[7]).startsWith("{\"type\":\"summary\",\"version\":1,\"checks\":[");
  }

  @Seeds
  void invariant3_aReportIsXmlWhateverACheckPrinted(long seed) throws Exception {
    var summary = (Event.Summary) hostileRun(new Random(seed)).getLast();
    var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    var document =
        builder.parse(
            new ByteArrayInputStream(JunitXml.of(summary).getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(1);
  }

  @Test
  void invariant3_theReportIsWrittenOnceAllIsAnswered() {
    var reports = new ArrayList<String>();
    var shown = new ArrayList<Event>();
    var view =
        new ReportingView(
            new CheckView() {
              @Override
              public void on(Event event) {
                shown.add(event);
              }

              @Override
              public void close() {}
            },
            report -> reports.add(new String(report, StandardCharsets.UTF_8)));
    var events = RecordedRun.events(env.nowMillis());
    events.forEach(view::on);
    assertThat(shown).isEqualTo(events);
    assertThat(reports)
        .as("nothing that can fail stands between the reader and the answers")
        .isEmpty();
    view.close();
    assertThat(reports).hasSize(1);
  }
}
