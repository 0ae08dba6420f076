package dev.micelio.cli.check;

import dev.micelio.checks.event.Event;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.cli.Counts;
import dev.micelio.cli.Paint;
import dev.micelio.core.text.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// What is going on, as lines that fit a terminal: one for each check that runs, and one for all.
final class RunningLines {
  private static final int NAME_COLUMNS_MAX = 24;
  private static final int ROWS_MAX = 20;

  private final Paint paint;
  private final Map<Event.Id, Running> running = new LinkedHashMap<>();
  private final Set<Event.Id> waiting = new LinkedHashSet<>();
  private int planned;
  private int passed;
  private int others;
  private int evaluating;
  private long beganNanos;

  private static final class Running {
    private final long beganNanos;
    private final OptionalLong expectedMillis;
    private String phase = "";
    private String line = "";

    private Running(long beganNanos, OptionalLong expectedMillis) {
      this.beganNanos = beganNanos;
      this.expectedMillis = expectedMillis;
    }
  }

  RunningLines(Paint paint) {
    this.paint = paint;
  }

  void on(Event event, long now) {
    switch (event) {
      case Event.Planned(var checks) -> begin(checks.size(), now);
      case Event.Evaluating(var checks) -> evaluating = checks.size();
      case Event.Waiting(var id) -> waiting.add(id);
      case Event.Started started -> {
        evaluating = 0;
        waiting.remove(started.id());
        running.put(started.id(), new Running(now, started.expectedMillis()));
      }
      case Event.Phase(var id, var phase) -> {
        var check = running.get(id);
        if (check != null) {
          check.phase = phase;
        }
      }
      case Event.Line(var id, var line) -> {
        var check = running.get(id);
        if (check != null && !line.isBlank()) {
          check.line = line;
        }
      }
      case Event.Answered check -> {
        waiting.remove(check.id());
        running.remove(check.id());
        if (check.outcome() == Outcome.PASSED) {
          passed++;
        } else {
          others++;
        }
      }
      case Event.Snapshotted _, Event.Signed _, Event.Warning _, Event.Summary _ -> {}
    }
  }

  private void begin(int checks, long now) {
    running.clear();
    waiting.clear();
    planned = checks;
    passed = 0;
    others = 0;
    evaluating = 0;
    beganNanos = now;
  }

  /// Whether anything takes time.
  boolean isAny() {
    return evaluating > 0 || !running.isEmpty() || !waiting.isEmpty();
  }

  List<String> lines(long now, int columns, int rowsMax) {
    var lines = new ArrayList<String>();
    int rows = Math.clamp(rowsMax, 1, ROWS_MAX);
    int shown = running.size() <= rows ? running.size() : rows - 1;
    int width =
        Math.min(
            NAME_COLUMNS_MAX,
            running.keySet().stream().mapToInt(id -> id.name().length()).max().orElse(0));
    for (var entry : running.entrySet()) {
      if (lines.size() == shown) {
        break;
      }
      lines.add(LogText.cut(line(entry.getKey(), entry.getValue(), width, now), columns));
    }
    if (shown < running.size()) {
      lines.add(LogText.cut("… and " + (running.size() - shown) + " more", columns));
    }
    lines.add(paint.faint(LogText.cut(summary(now), columns)));
    return lines;
  }

  private static String line(Event.Id id, Running check, int width, long now) {
    String name = LogText.cut(Shown.whole(id.name()), width);
    var out =
        new StringBuilder(name)
            .repeat(' ', Math.max(0, width - name.length()))
            .append("  ")
            .append(TimeText.running(millis(now - check.beganNanos)));
    if (check.expectedMillis.isPresent()) {
      out.append(" of ").append(TimeText.running(check.expectedMillis.getAsLong()));
    }
    if (!check.phase.isEmpty()) {
      out.append("  ").append(LogText.shown(check.phase));
    }
    if (!check.line.isEmpty()) {
      out.append("  ").append(LogText.shown(check.line));
    }
    return out.toString();
  }

  private String summary(long now) {
    var parts = new ArrayList<String>();
    if (evaluating > 0) {
      parts.add("evaluating " + Counts.of(evaluating, "check"));
    }
    if (!running.isEmpty()) {
      parts.add(running.size() + " running");
    }
    if (!waiting.isEmpty()) {
      parts.add(waiting.size() + " waiting for another mic");
    }
    parts.add((passed + others) + " of " + planned + " answered");
    if (others > 0) {
      parts.add(others + " did not pass");
    }
    return String.join(", ", parts) + ", " + TimeText.running(millis(now - beganNanos));
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }
}
