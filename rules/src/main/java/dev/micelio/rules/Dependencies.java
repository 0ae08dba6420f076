package dev.micelio.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Each direct dependency of any module stands on a page of decisions, with the reason for it.
final class Dependencies implements Rule {
  private static final String TABLE = "docs/decisions/0002-dependencies.md";
  private static final Pattern COORDINATE = Pattern.compile("`([\\w.-]+:[\\w.-]+)`");

  @Override
  public List<String> violations(Repository repository) {
    var used = new TreeSet<String>();
    for (var pom : repository.files("pom.xml")) {
      for (var dependency : Pom.read(repository, pom.toString()).dependencies()) {
        if (!dependency.group().equals("dev.micelio")) {
          used.add(dependency.group() + ":" + dependency.artifact());
        }
      }
    }
    var decided =
        COORDINATE
            .matcher(repository.text(TABLE))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    var violations = new ArrayList<String>();
    for (var dependency : used) {
      if (!decided.contains(dependency)) {
        violations.add(
            "%s is a dependency that nobody decided on: say in %s what 300 lines of ours would lack."
                .formatted(dependency, TABLE));
      }
    }
    for (var dependency : decided) {
      if (!used.contains(dependency)) {
        violations.add(
            "%s stands in %s and in no pom.xml: remove it there.".formatted(dependency, TABLE));
      }
    }
    return List.copyOf(violations);
  }
}
