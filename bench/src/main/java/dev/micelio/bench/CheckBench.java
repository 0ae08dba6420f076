package dev.micelio.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What `mic check` costs where there is nothing or little to do, as whole processes, against Nix
/// doing the same and against a script that hashes the same files. They take turns. Nix has a store
/// of its own, and the projects are clean git work trees, which is where Nix is fastest.
final class CheckBench {
  private static final Env ENV = new MachineEnv();
  private static final Path CHECKOUT = Path.of("").toAbsolutePath();
  private static final Path SCRATCH = CHECKOUT.resolve("bench/target/check");
  private static final String MIC = CHECKOUT.resolve("cli/target/dist/bin/mic").toString();
  private static final int ROUNDS = 11;
  private static final int CHECKS = 200;
  private static final int FILES_EACH = 100;
  private static final Path BUSYBOX = Path.of("/bin/busybox");

  private static final String HASH_ALL =
      """
      import hashlib, os
      for top, _, files in os.walk("."):
          if ".git" not in top:
              for file in files:
                  hashlib.sha256(open(os.path.join(top, file), "rb").read()).digest()
      """;

  /// What can be measured alone. The three in the middle share the large project.
  private enum Part {
    SMALL,
    LARGE,
    CHANGED,
    MISSES,
    COMMAND;

    static Part called(String name) {
      return Arrays.stream(values())
          .filter(part -> part.name().toLowerCase(Locale.ROOT).equals(name))
          .findFirst()
          .orElseThrow(() ->
              new IllegalArgumentException(
                  "\"%s\" is no part of the measurement: say small, large, changed, misses or command"
                      .formatted(name)));
    }
  }

  private final Map<String, String> environment = new TreeMap<>(System.getenv());
  private final int rounds;
  private final int checks;

  private CheckBench(int rounds, int checks) {
    this.rounds = rounds;
    this.checks = checks;
  }

  /// Up to two numbers, the rounds and the checks of the large project; then the parts, all when
  /// none is named.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of(arguments));
    int rounds = number(words, ROUNDS);
    int checks = number(words, CHECKS);
    var parts = EnumSet.allOf(Part.class);
    if (!words.isEmpty()) {
      parts.retainAll(words.stream().map(Part::called).toList());
    }
    new CheckBench(rounds, checks).measure(parts);
  }

  private static int number(List<String> words, int otherwise) {
    boolean isNumber = !words.isEmpty() && words.getFirst().matches("[1-9][0-9]{0,3}");
    return isNumber ? Integer.parseInt(words.removeFirst()) : otherwise;
  }

  private void measure(Set<Part> parts) throws IOException, InterruptedException {
    prepare();
    if (parts.contains(Part.SMALL)) {
      var small = CheckProject.flake(SCRATCH.resolve("small"), 10, 3, BUSYBOX);
      prove(small);
      nothingChanged("10 checks, 30 files", small);
    }
    if (parts.contains(Part.LARGE) || parts.contains(Part.CHANGED) || parts.contains(Part.MISSES)) {
      large(parts);
    }
    if (parts.contains(Part.COMMAND)) {
      commandCheck();
    }
  }

  private void large(Set<Part> parts) throws IOException, InterruptedException {
    var large = CheckProject.flake(SCRATCH.resolve("large"), checks, FILES_EACH, BUSYBOX);
    if (parts.contains(Part.LARGE) || parts.contains(Part.CHANGED)) {
      prove(large);
    } else {
      run(large, List.of(MIC, "check", "--only", "package0")); // both have read the files once
      run(large, List.of("nix", "build", "--no-link", large.attribute(0)));
    }
    if (parts.contains(Part.LARGE)) {
      nothingChanged(size(large), large);
    }
    if (parts.contains(Part.CHANGED)) {
      oneChanged(large);
    }
    if (parts.contains(Part.MISSES)) {
      misses(large);
    }
  }

  private static String size(CheckProject large) {
    return "%d checks, %d files".formatted(large.packages(), large.packages() * FILES_EACH);
  }

  private void prepare() throws IOException, InterruptedException {
    StartupBench.awaitCache();
    if (Files.exists(SCRATCH)) {
      Shell.run(
          CHECKOUT, List.of("chmod", "-R", "u+w", SCRATCH.toString())); // a store is read-only
    }
    Scratch.clear(SCRATCH);
    for (String folder : List.of("home", "root", "tmp")) {
      Files.createDirectories(SCRATCH.resolve(folder));
    }
    environment.put("HOME", SCRATCH.resolve("home").toString());
    environment.put("XDG_CACHE_HOME", SCRATCH.resolve("home/.cache").toString());
    environment.put("TMPDIR", SCRATCH.resolve("tmp").toString());
    environment.put("NIX_REMOTE", SCRATCH.resolve("root").toString());
    environment.put(
        "NIX_CONFIG",
        "experimental-features = nix-command flakes\nbuild-users-group =\nsubstituters =\n");
  }

  /// Mic first: it builds what is there already too, and nix then finds what mic built.
  private void prove(CheckProject project) throws IOException, InterruptedException {
    run(project, List.of(MIC, "check", "--jobs", "2"));
    run(project, project.nixBuild());
  }

  private void nothingChanged(String title, CheckProject project)
      throws IOException, InterruptedException {
    settle(project);
    var commands = new LinkedHashMap<String, List<String>>();
    commands.put("mic --version", List.of(MIC, "--version"));
    commands.put("mic check", List.of(MIC, "check"));
    commands.put("nix build of all, built already", project.nixBuild());
    commands.put("nix flake check", List.of("nix", "flake", "check"));
    takeTurns("nothing changed: " + title, project, commands);
    if (ran(project) != 0) {
      throw new IllegalStateException("nothing had changed, and something ran");
    }
  }

  /// Until an answer stands: what is proved, the next runs find with all files settled.
  private void settle(CheckProject project) throws IOException, InterruptedException {
    for (int i = 0; i < 2; i++) {
      ENV.sleep(Duration.ofMillis(300));
      run(project, List.of(MIC, "check"));
    }
  }

  private void oneChanged(CheckProject project) throws IOException, InterruptedException {
    var mic = new ArrayList<Double>();
    var nix = new ArrayList<Double>();
    for (int round = 0; round < rounds; round++) {
      project.change(2 * round);
      long begin = ENV.nanos();
      int ran = ran(project);
      mic.add((ENV.nanos() - begin) / 1e6);
      if (ran != 1) {
        throw new IllegalStateException("one check had other files, and " + ran + " ran");
      }
      project.change(2 * round + 1); // what mic built is not there for nix to find
      nix.add(run(project, project.nixBuild()));
      run(project, List.of(MIC, "check"));
    }
    var results = new LinkedHashMap<String, List<Double>>();
    results.put("mic check --json", mic);
    results.put("nix build of all", nix);
    print("one file of one check changed: " + size(project), results);
  }

  private void misses(CheckProject project) throws IOException, InterruptedException {
    var mic = new ArrayList<Double>();
    var nix = new ArrayList<Double>();
    for (int round = 0; round < Math.min(3, rounds); round++) {
      project.changeAll(2 * round);
      mic.add(run(project, List.of(MIC, "check", "--jobs", "2")));
      project.changeAll(2 * round + 1);
      nix.add(run(project, project.nixBuild("-j2")));
    }
    var results = new LinkedHashMap<String, List<Double>>();
    results.put("mic check --jobs 2", mic);
    results.put("nix build -j2 of all", nix);
    print("all trivial checks anew: " + size(project), results);
    System.out.printf(
        Locale.ROOT,
        "overhead per check: %.1f ms%n%n",
        (middle(mic) - middle(nix)) / project.packages());
  }

  private void commandCheck() throws IOException, InterruptedException {
    var project = CheckProject.command(SCRATCH.resolve("command"), 50, 100);
    run(project, List.of(MIC, "check"));
    settle(project);
    var commands = new LinkedHashMap<String, List<String>>();
    commands.put("mic check", List.of(MIC, "check"));
    // options that a standing answer does not serve: every file is looked at and every key made
    commands.put("mic check, looked up anew", List.of(MIC, "check", "--only", "all"));
    commands.put("python3 hashing the same files", List.of("python3", "-c", HASH_ALL));
    takeTurns("a proved command check that reads 5 000 files", project, commands);
  }

  private void takeTurns(String title, CheckProject project, Map<String, List<String>> commands)
      throws IOException, InterruptedException {
    var results = new LinkedHashMap<String, List<Double>>();
    for (int round = 0; round < rounds; round++) {
      for (var command : commands.entrySet()) {
        results
            .computeIfAbsent(command.getKey(), _ -> new ArrayList<>())
            .add(run(project, command.getValue()));
      }
    }
    print(title, results);
  }

  /// How many checks ran, by the last line that programs are told.
  private int ran(CheckProject project) throws IOException, InterruptedException {
    var process = start(project, List.of(MIC, "check", "--json"));
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("mic check failed: " + out);
    }
    String summary = out.strip().substring(out.strip().lastIndexOf('\n') + 1);
    return summary.split("\"ran\":true", -1).length - 1;
  }

  private double run(CheckProject project, List<String> command)
      throws IOException, InterruptedException {
    long begin = ENV.nanos();
    var process = start(project, command);
    byte[] out = process.getInputStream().readAllBytes();
    int exitCode = process.waitFor();
    double millis = (ENV.nanos() - begin) / 1e6;
    if (exitCode != 0) {
      throw new IllegalStateException(
          command.subList(0, 2) + " ended with " + exitCode + ": " + new String(out, UTF_8));
    }
    return millis;
  }

  private Process start(CheckProject project, List<String> command) throws IOException {
    var builder =
        new ProcessBuilder(command)
            .directory(project.directory().toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static double middle(List<Double> millis) {
    return millis.stream().sorted().toList().get(millis.size() / 2);
  }

  private static void print(String title, Map<String, List<Double>> results) {
    double base = middle(results.values().iterator().next());
    var table = new MarkdownTable(List.of(title, "least, ms", "middle, ms", "of the first"));
    results.forEach((name, millis) ->
        table.row(
            List.of(
                name,
                String.format(Locale.ROOT, "%.0f", millis.stream().sorted().toList().getFirst()),
                String.format(Locale.ROOT, "%.0f", middle(millis)),
                String.format(Locale.ROOT, "%.2f×", middle(millis) / base))));
    table.print();
  }
}
