package dev.micelio.checks.command;

import dev.micelio.checks.plan.Question;
import dev.micelio.checks.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.TreeMap;

/// The copy alone: the command could reach everything that its user can.
record NoIsolation() implements Isolation {
  @Override
  public String word() {
    return "none";
  }

  @Override
  public Launch launch(
      Place place, Question.Command question, Duration timeout, long outputBytesMax) {
    var variables = new TreeMap<String, String>();
    variables.put("PATH", place.tools() + ":" + SearchPath.SYSTEM.text());
    variables.put("HOME", place.temporary().resolve("home").toString());
    variables.put("TMPDIR", place.temporary().toString());
    variables.put("LANG", "C.UTF-8");
    variables.putAll(question.variables());
    try {
      Files.writeString(place.started(), "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw Faults.noPlace(place.started(), e);
    }
    return new Launch(question.run(), place.work(), variables, timeout, outputBytesMax);
  }
}
