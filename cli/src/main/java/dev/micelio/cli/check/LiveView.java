package dev.micelio.cli.check;

import dev.micelio.checks.event.Event;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.cli.Paint;
import dev.micelio.core.env.Env;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// For a terminal: what runs, at the bottom, and above it what is worth staying.
///
/// The bottom is erased and drawn again, at most ten times a second. When the terminal became wider
/// or narrower meanwhile, nobody knows how many rows the old bottom takes now: then it stays, and
/// the new one is drawn below it.
final class LiveView implements CheckView {
  private static final Duration BETWEEN_DRAWINGS = Duration.ofMillis(100);
  private static final Duration BETWEEN_SIZES = Duration.ofSeconds(2);
  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";
  private static final String ERASE_BELOW = "\r\u001b[J";

  private final Consumer<String> out;
  private final AnswerText text;
  private final Paint paint;
  private final Env env;
  private final TerminalSize terminal;
  private final ReentrantLock turn = new ReentrantLock();

  // all below is guarded by `turn`
  private final RunningLines running;
  private TerminalSize.Size size = new TerminalSize.Size(0, 0);
  private int drawnRows;
  private int drawnColumns;
  private long drawnNanos;
  private long sizedNanos;
  private boolean ticks;
  private boolean closed;

  LiveView(Consumer<String> out, AnswerText text, Paint paint, Env env, TerminalSize terminal) {
    this.out = out;
    this.text = text;
    this.paint = paint;
    this.env = env;
    this.terminal = terminal;
    running = new RunningLines(paint);
  }

  @Override
  public void on(Event event) {
    long now = env.nanos();
    boolean begins;
    turn.lock();
    try {
      running.on(event, now);
      String stays = stays(event);
      if (event instanceof Event.Summary) {
        ticks = false;
        erase(stays);
      } else if (!stays.isEmpty()) {
        draw(stays, now);
      } else if (ticks && now - drawnNanos >= BETWEEN_DRAWINGS.toNanos()) {
        draw("", now);
      }
      begins = !ticks && !closed && running.isAny();
      ticks |= begins;
    } finally {
      turn.unlock();
    }
    if (begins) {
      env.fork("live-view", this::tick);
    }
  }

  private String stays(Event event) {
    return switch (event) {
      case Event.Answered check -> check.outcome() == Outcome.PASSED ? "" : text.block(check);
      case Event.Signed signed -> PlainView.signed(signed);
      case Event.Warning warning -> PlainView.warning(paint, warning);
      case Event.Summary summary -> SummaryText.of(paint, summary);
      case Event.Snapshotted _,
          Event.Planned _,
          Event.Evaluating _,
          Event.Waiting _,
          Event.Started _,
          Event.Phase _,
          Event.Line _ ->
          "";
    };
  }

  private boolean tick() {
    while (true) {
      long now = env.nanos();
      turn.lock();
      try {
        if (!ticks || closed) {
          return true;
        }
        if (now - drawnNanos >= BETWEEN_DRAWINGS.toNanos()) {
          draw("", now);
        }
      } finally {
        turn.unlock();
      }
      env.sleep(BETWEEN_DRAWINGS);
    }
  }

  private void draw(String above, long now) {
    if (size.columns() == 0 || now - sizedNanos >= BETWEEN_SIZES.toNanos()) {
      size = terminal.now();
      sizedNanos = now;
    }
    var lines = running.lines(now, size.columns() - 1, size.rows() - 2);
    var drawing = new StringBuilder(erasing()).append(above).append(NO_WRAP);
    for (String line : lines) {
      drawing.append(line).append('\n');
    }
    out.accept(drawing.append(WRAP).toString());
    drawnRows = lines.size();
    drawnColumns = size.columns();
    drawnNanos = now;
  }

  private void erase(String above) {
    out.accept(erasing() + above);
    drawnRows = 0;
  }

  private String erasing() {
    if (drawnRows == 0 || drawnColumns != size.columns()) {
      return "";
    }
    return "\u001b[" + drawnRows + "A" + ERASE_BELOW;
  }

  @Override
  public void close() {
    turn.lock();
    try {
      closed = true;
      if (drawnRows > 0) {
        erase("");
      }
    } finally {
      turn.unlock();
    }
  }
}
