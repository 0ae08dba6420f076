package dev.micelio.cli.check;

import dev.micelio.checks.event.Event;
import dev.micelio.cli.Paint;
import dev.micelio.core.env.MachineEnv;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Shows the recorded run on the terminal that it is started on, slowly.
final class ShowsARun {
  private ShowsARun() {}

  public static void main(String[] words) throws InterruptedException {
    var env = new MachineEnv();
    var stream = new FileOutputStream(FileDescriptor.out);
    var text = new AnswerText(env, Paint.PLAIN);
    try (var view =
        new LiveView(
            drawing -> {
              try {
                stream.write(drawing.getBytes(StandardCharsets.UTF_8));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            text,
            Paint.PLAIN,
            env,
            new TerminalSize())) {
      for (var event : RecordedRun.events(env.nowMillis())) {
        view.on(event);
        if (event instanceof Event.Started || event instanceof Event.Line) {
          Thread.sleep(250);
        }
      }
    }
  }
}
