package dev.micelio.cli.init;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What each kind of build says of its checks.
final class Finders {
  static final List<Finder> ALL =
      List.of(
          Finders::packageScripts,
          Finders::makeTargets,
          Finders::maven,
          Finders::python,
          Finders::cargo,
          Finders::go);

  private static final List<String> SCRIPTS = List.of("test", "lint", "build", "typecheck");
  private static final List<String> TARGETS = List.of("test", "check", "lint");
  private static final List<String> MAKEFILES = List.of("GNUmakefile", "makefile", "Makefile");
  private static final String FETCHES =
      " It fetches what it needs in each run, because a check sees nothing of your home directory:"
          + " hence the network.";

  private Finders() {}

  private static List<Guess> packageScripts(ProjectFiles files) {
    var guesses = new ArrayList<Guess>();
    String from = "package.json";
    var scripts = files.text(from).map(PackageScripts::of).orElse(List.of());
    String manager = files.has("pnpm-lock.yaml") ? "pnpm" : files.has("yarn.lock") ? "yarn" : "npm";
    var install = install(files, manager);
    for (String script : SCRIPTS) {
      if (scripts.contains(script)) {
        String run = manager + " run " + script;
        guesses.add(
            new Guess(
                script,
                from,
                "npm",
                "The script \"" + script + "\"." + (install.isPresent() ? FETCHES : ""),
                new Guess.Command(
                    install.isPresent()
                        ? List.of("sh", "-c", install.get() + " && " + run)
                        : List.of(run.split(" ", -1)),
                    List.of(manager, "node"),
                    install.isPresent())));
      }
    }
    return guesses;
  }

  private static Optional<String> install(ProjectFiles files, String manager) {
    if (!manager.equals("npm")) {
      return Optional.of(manager + " install --frozen-lockfile");
    }
    return files.has("package-lock.json") ? Optional.of("npm ci") : Optional.empty();
  }

  private static List<Guess> makeTargets(ProjectFiles files) {
    for (String from : MAKEFILES) { // the first that is there is the one that make reads
      var text = files.text(from);
      if (text.isPresent()) {
        return TARGETS.stream()
            .filter(target -> hasTarget(text.get(), target))
            .map(target ->
                new Guess(
                    target,
                    from,
                    "make",
                    "The target \"" + target + "\". Add the compilers that it calls to tools.",
                    new Guess.Command(List.of("make", target), List.of("make"), false)))
            .toList();
      }
    }
    return List.of();
  }

  private static boolean hasTarget(String makefile, String target) {
    return Pattern.compile(
            "(?m)^(?:[^\\s#:=]+[ \\t]+)*" + target + "(?:[ \\t]+[^\\s#:=]+)*[ \\t]*::?(?!=)")
        .matcher(makefile)
        .find();
  }

  private static List<Guess> maven(ProjectFiles files) {
    if (!files.has("pom.xml")) {
      return List.of();
    }
    boolean isWrapped = files.has("mvnw");
    return List.of(
        new Guess(
            "verify",
            "pom.xml",
            "maven",
            "All that Maven verifies." + FETCHES,
            new Guess.Command(
                List.of(isWrapped ? "./mvnw" : "mvn", "--batch-mode", "verify"),
                isWrapped ? List.of("java") : List.of("mvn", "java"),
                true)));
  }

  private static List<Guess> python(ProjectFiles files) {
    var guesses = new ArrayList<Guess>();
    String from = "pyproject.toml";
    var text = files.text(from);
    if (text.isPresent() && (text.get().contains("pytest") || files.has("tests"))) {
      guesses.add(
          new Guess(
              "test",
              from,
              "python",
              "The tests, with the pytest that this machine has.",
              new Guess.Command(List.of("python3", "-m", "pytest"), List.of("python3"), false)));
    }
    if (text.isPresent() && text.get().contains("ruff")) {
      guesses.add(
          new Guess(
              "lint",
              from,
              "python",
              "ruff is set up there.",
              new Guess.Command(List.of("ruff", "check", "."), List.of("ruff"), false)));
    }
    return guesses;
  }

  private static List<Guess> cargo(ProjectFiles files) {
    String from = "Cargo.toml";
    if (!files.has(from)) {
      return List.of();
    }
    boolean fetches = !files.has("vendor");
    var locked = files.has("Cargo.lock") ? List.of("--locked") : List.<String>of();
    return List.of(
        new Guess(
            "test",
            from,
            "cargo",
            "The tests." + (fetches ? FETCHES : ""),
            new Guess.Command(
                words(List.of("cargo", "test"), locked), List.of("cargo", "rustc"), fetches)),
        new Guess(
            "clippy",
            from,
            "cargo",
            "What clippy warns of." + (fetches ? FETCHES : ""),
            new Guess.Command(
                words(List.of("cargo", "clippy"), locked, List.of("--", "-D", "warnings")),
                List.of("cargo", "rustc", "cargo-clippy"),
                fetches)));
  }

  private static List<Guess> go(ProjectFiles files) {
    String from = "go.mod";
    if (!files.has(from)) {
      return List.of();
    }
    boolean fetches = files.has("go.sum") && !files.has("vendor");
    return List.of(
        new Guess(
            "test",
            from,
            "go",
            "The tests." + (fetches ? FETCHES : ""),
            new Guess.Command(List.of("go", "test", "./..."), List.of("go"), fetches)),
        new Guess(
            "vet",
            from,
            "go",
            "What go vet finds." + (fetches ? FETCHES : ""),
            new Guess.Command(List.of("go", "vet", "./..."), List.of("go"), fetches)));
  }

  @SafeVarargs
  private static List<String> words(List<String>... parts) {
    var words = new ArrayList<String>();
    for (var part : parts) {
      words.addAll(part);
    }
    return words;
  }
}
