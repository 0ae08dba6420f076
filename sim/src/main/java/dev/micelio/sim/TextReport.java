package dev.micelio.sim;

import dev.micelio.sim.mutant.Hunt;
import dev.micelio.sim.mutant.Mutant;
import dev.micelio.sim.story.Ending;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// For people.
final class TextReport implements Report {
  private final PrintStream out;

  TextReport(PrintStream out) {
    this.out = out;
  }

  @Override
  public void replayed(Ending ending) {
    ending.trace().forEach(out::println);
    say(
        "seed %d: %d landings, %d calls, %.1f simulated seconds, fingerprint %016x",
        ending.scenario().seed(),
        ending.landings(),
        ending.events(),
        ending.nanos() / 1e9,
        ending.fingerprint());
    say("dials: %s", ending.scenario().text());
    say(
        "%s",
        ending
            .broken()
            .map(broken -> "broken: " + broken.law() + ": " + broken.how())
            .orElse("every law held"));
  }

  @Override
  public void held(Sum sum) {
    say(
        "%d %s, %d landings, %d calls, %.1f simulated hours in %.1f s: every law held",
        sum.seeds(),
        sum.seeds() == 1 ? "seed" : "seeds",
        sum.landings(),
        sum.events(),
        sum.simulatedNanos() / 3_600e9,
        sum.nanos() / 1e9);
    say(
        "what went wrong: %s",
        sum.faults().entrySet().stream()
            .map(fault -> fault.getKey() + " " + fault.getValue())
            .collect(Collectors.joining(", ")));
  }

  @Override
  public void broken(Ending found, Ending shrunk, Sum sum) {
    var broken = found.broken().orElseThrow();
    say("seed %d broke a law, after %d seeds", found.scenario().seed(), sum.seeds());
    say("  %s: %s", broken.law(), broken.how());
    say("the shortest history found that breaks it:");
    shrunk.trace().forEach(line -> out.println("  " + line));
    say("again:");
    say("  ./mic-sim --seed %d --trace", found.scenario().seed());
    say(
        "  ./mic-sim --seed %d --scenario %s --trace",
        shrunk.scenario().seed(), shrunk.scenario().text());
  }

  @Override
  public void mutant(Mutant mutant, Optional<Hunt.Found> found) {
    say(
        "%4s of %-4d %s%s",
        found.map(dead -> Integer.toString(dead.seeds())).orElse("-"),
        mutant.seedsMax(),
        mutant.name(),
        found.map(dead -> "  (" + dead.broken() + ")").orElse("  LIVES"));
  }

  @Override
  public void mutants(int all, int alive) {
    say("%d planted bugs, %d found", all, all - alive);
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation is a library's; all callers are here
  private void say(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
