package dev.micelio.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every package of main code says its words, its invariants and where to start, and every
/// invariant is proved.
final class PackagePages implements Rule {
  private static final String PAGE = "package-info.java";
  private static final Pattern INVARIANT = Pattern.compile("(?m)^/// (\\d+)\\. ");
  private static final Pattern SUITE = Pattern.compile("method of `(\\w+)`");
  private static final Pattern PROOF = Pattern.compile("\\bvoid\\s+invariant(\\d+)_");
  private static final Pattern START = Pattern.compile("Start\\s+reading\\s+at\\s+\\[([\\w.]+)]");

  @Override
  public List<String> violations(Repository repository) {
    var sources = repository.mainSources();
    var packages =
        sources.stream()
            .map(source -> Objects.requireNonNull(source.getParent()))
            .collect(Collectors.toCollection(TreeSet::new));
    var violations = new ArrayList<String>();
    for (var folder : packages) {
      var page = folder.resolve(PAGE);
      if (!sources.contains(page)) {
        violations.add(
            "%s has no %s: say its words, its invariants and where to start reading."
                .formatted(folder, PAGE));
      } else {
        violations.addAll(violations(repository, page, sources));
      }
    }
    return List.copyOf(violations);
  }

  private static List<String> violations(Repository repository, Path page, List<Path> sources) {
    var violations = new ArrayList<String>();
    var text = repository.text(page);
    if (!Pattern.compile("(?m)^@NullMarked$").matcher(text).find()) {
      violations.add("%s has no @NullMarked: NullAway would not look at it.".formatted(page));
    }
    var start = START.matcher(text.replace("\n/// ", " "));
    if (!start.find()) {
      violations.add("%s does not say \"Start reading at [Type]\".".formatted(page));
    } else if (!isType(page, start.group(1), sources)) {
      violations.add(
          "%s says to start reading at %s, which is no type of ours."
              .formatted(page, start.group(1)));
    }
    violations.addAll(unproved(repository, page, text));
    return violations;
  }

  private static boolean isType(Path page, String name, List<Path> sources) {
    Path file =
        name.contains(".")
            ? Path.of(name.replace('.', '/') + ".java")
            : page.resolveSibling(name + ".java");
    return sources.stream().anyMatch(source -> source.endsWith(file))
        || isEmpty(Objects.requireNonNull(page.getParent()), sources);
  }

  private static boolean isEmpty(Path folder, List<Path> sources) {
    return sources.stream().filter(source -> folder.equals(source.getParent())).count() == 1;
  }

  private static List<String> unproved(Repository repository, Path page, String text) {
    var promised = numbers(INVARIANT.matcher(text).results());
    if (promised.isEmpty()) {
      return List.of();
    }
    var named = SUITE.matcher(text);
    String suite = named.find() ? named.group(1) + ".java" : "InvariantsTest.java";
    var suites =
        repository.files(suite).stream()
            .filter(file -> named.hasMatch() || samePackage(file, page))
            .toList();
    var proved =
        numbers(
            suites.stream()
                .flatMap(file -> PROOF.matcher(repository.text(file)).results().toList().stream()));
    var violations = new ArrayList<String>();
    for (var number : promised) {
      if (!proved.contains(number)) {
        violations.add(
            "%s promises invariant %d, and %s has no method invariant%d_…: prove it or take it back."
                .formatted(page, number, suite, number));
      }
    }
    for (var number : proved) {
      if (!promised.contains(number)) {
        violations.add(
            "%s proves invariant %d, which %s does not promise.".formatted(suite, number, page));
      }
    }
    return violations;
  }

  private static boolean samePackage(Path suite, Path page) {
    return packageOf(suite).equals(packageOf(page));
  }

  private static String packageOf(Path file) {
    return file.toString().replaceAll("^.*src/(main|test)/java/|/[^/]*$", "");
  }

  private static Set<Integer> numbers(Stream<MatchResult> found) {
    return found
        .map(match -> Integer.valueOf(match.group(1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
