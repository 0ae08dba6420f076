package dev.micelio.sim;

import dev.micelio.core.problem.Problem;
import java.util.Optional;

/// What `mic-sim` was asked for.
record Arguments(
    int seeds,
    Optional<Long> seed,
    Optional<String> scenario,
    long landings,
    boolean trace,
    boolean mutants,
    boolean shrink,
    boolean json,
    boolean help) {
  static final int SEEDS_USUAL = 500;
  static final int SEEDS_MAX = 1_000_000_000;
  static final int LANDINGS_MAX = 10_000_000;

  static final String USAGE =
      """
      mic-sim: simulated agents, landers and faults, all from one seed; docs/simulation.md says more

        ./mic-sim [--seeds N]              N new seeds, 500 when it is not said; ends at the first that breaks a law
        ./mic-sim --seed S [--trace]       one seed again, with --trace its whole history
        ./mic-sim --seed S --scenario TEXT one seed with its dials as they were printed
        ./mic-sim --landings N [--seed S]  one long history of at least N landings
        ./mic-sim --mutants                every planted bug, with the seeds that it took to find it
          --no-shrink                      leave a broken history as long as it is
          --json                           one JSON object on standard output

      Exit codes: 0 every law held; 1 a law broke, or a planted bug was not found; 2 wrong usage; 70 a bug in mic-sim.
      """;

  static Arguments parse(String[] words) {
    var made = new Builder();
    for (int i = 0; i < words.length; i++) {
      switch (words[i]) {
        case "--seeds" -> made.seeds = (int) number(words, ++i, SEEDS_MAX);
        case "--seed" -> made.seed = Optional.of(number(words, ++i, Long.MAX_VALUE));
        case "--scenario" -> made.scenario = Optional.of(word(words, ++i));
        case "--landings" -> made.landings = number(words, ++i, LANDINGS_MAX);
        case "--trace" -> made.trace = true;
        case "--mutants" -> made.mutants = true;
        case "--no-shrink" -> made.shrink = false;
        case "--json" -> made.json = true;
        case "--help", "-h", "help" -> made.help = true;
        default -> throw wrong("no option is called \"" + words[i] + "\"");
      }
    }
    if (made.seed.isEmpty() && (made.scenario.isPresent() || made.trace)) {
      throw wrong("--scenario and --trace go with --seed");
    }
    return made.build();
  }

  private static final class Builder {
    private int seeds = SEEDS_USUAL;
    private Optional<Long> seed = Optional.empty();
    private Optional<String> scenario = Optional.empty();
    private long landings;
    private boolean trace;
    private boolean mutants;
    private boolean shrink = true;
    private boolean json;
    private boolean help;

    Arguments build() {
      return new Arguments(seeds, seed, scenario, landings, trace, mutants, shrink, json, help);
    }
  }

  private static String word(String[] words, int at) {
    if (at >= words.length) {
      throw wrong(words[at - 1] + " needs a value");
    }
    return words[at];
  }

  private static long number(String[] words, int at, long max) {
    String word = word(words, at);
    try {
      long number = Long.parseLong(word);
      if (number >= 0 && number <= max) {
        return number;
      }
    } catch (NumberFormatException _) { // as wrong as a number out of range
    }
    throw wrong("%s needs a number from 0 to %d, not \"%s\"".formatted(words[at - 1], max, word));
  }

  private static Problem wrong(String what) {
    return new Problem(
        Problem.Kind.INVALID, "sim.wrong-usage", what, "read `./mic-sim --help`, then try again");
  }
}
