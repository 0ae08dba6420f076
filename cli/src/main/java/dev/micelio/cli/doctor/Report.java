package dev.micelio.cli.doctor;

import dev.micelio.cli.Json;
import dev.micelio.cli.Paint;
import dev.micelio.core.objects.fitness.Finding;
import dev.micelio.core.objects.fitness.Fitness;
import dev.micelio.core.objects.fitness.Latency;
import dev.micelio.core.objects.fitness.Property;
import dev.micelio.core.objects.fitness.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What was found, for people and for programs.
record Report(String name, List<String> brokenAtOpening, Fitness fitness) {
  private static final String OPENING = "opening";

  private static final int VERDICT_WIDTH = 13;
  private static final int CODE_WIDTH =
      Arrays.stream(Property.values()).mapToInt(p -> p.code().length()).max().orElse(0) + 2;

  boolean isFit() {
    return brokenAtOpening.isEmpty() && fitness.isFit();
  }

  String text(Paint paint) {
    var out = new StringBuilder();
    for (String broken : brokenAtOpening) {
      line(out, paint, Verdict.BROKEN, OPENING, broken);
    }
    for (var finding : fitness.findings()) {
      line(out, paint, finding.verdict(), finding.property().code(), finding.seen());
    }
    return out.append('\n')
        .append("put    ")
        .append(latency(fitness.put()))
        .append('\n')
        .append("get    ")
        .append(latency(fitness.get()))
        .append('\n')
        .append("clock  ")
        .append(clock())
        .append("\n\n")
        .append(conclusion(paint))
        .append('\n')
        .toString();
  }

  private static void line(
      StringBuilder out, Paint paint, Verdict verdict, String code, String seen) {
    String words = verdict.words();
    out.append(
            switch (verdict) {
              case HELD -> paint.good(words);
              case BROKEN -> paint.bad(words);
              case NOT_OFFERED -> paint.faint(words);
            })
        .repeat(' ', VERDICT_WIDTH - words.length())
        .append(code)
        .repeat(' ', CODE_WIDTH - code.length())
        .append(seen)
        .append('\n');
  }

  private static String latency(Latency latency) {
    return String.format(
        Locale.ROOT,
        "half of %d within %.1f ms, 99 of 100 within %.1f ms",
        latency.calls(),
        latency.medianNanos() / 1e6,
        latency.p99Nanos() / 1e6);
  }

  /// Many object stores tell only whole seconds.
  private String clock() {
    long ahead = fitness.clockAheadMillis();
    if (Math.abs(ahead) <= 1000) {
      return "within a second of this machine's";
    }
    return String.format(
        Locale.ROOT,
        "%.0f s %s this machine's",
        Math.abs(ahead) / 1e3,
        ahead > 0 ? "ahead of" : "behind");
  }

  private String conclusion(Paint paint) {
    if (isFit()) {
      return paint.good("fit:") + " " + name + " keeps its promises";
    }
    var codes = new ArrayList<String>();
    var lines = new ArrayList<String>();
    if (!brokenAtOpening.isEmpty()) {
      codes.add(OPENING);
    }
    for (var finding : fitness.broken()) {
      codes.add(finding.property().code());
      lines.add("  it must be so that " + finding.property().promise());
    }
    lines.addFirst(paint.bad("not fit:") + " " + name + " breaks " + String.join(", ", codes));
    return String.join("\n", lines);
  }

  Json json() {
    return Json.object()
        .with("objects", name)
        .with("fit", isFit())
        .with("brokenAtOpening", Json.array(brokenAtOpening, Json::of))
        .with("properties", Json.array(fitness.findings(), Report::json))
        .with("put", json(fitness.put()))
        .with("get", json(fitness.get()))
        .with("clockAheadMillis", fitness.clockAheadMillis())
        .with("tookMillis", fitness.tookMillis())
        .end();
  }

  private static Json json(Finding finding) {
    return Json.object()
        .with("code", finding.property().code())
        .with("verdict", finding.verdict().words())
        .with("promise", finding.property().promise())
        .with("seen", finding.seen())
        .end();
  }

  private static Json json(Latency latency) {
    return Json.object()
        .with("calls", latency.calls())
        .with("medianMicros", latency.medianNanos() / 1000)
        .with("p99Micros", latency.p99Nanos() / 1000)
        .end();
  }
}
