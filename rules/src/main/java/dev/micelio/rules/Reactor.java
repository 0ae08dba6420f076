package dev.micelio.rules;

import java.util.ArrayList;
import java.util.List;

/// Every folder with a pom is built, and the rules are built after all others, so that they see
/// their classes.
final class Reactor implements Rule {

  @Override
  public List<String> violations(Repository repository) {
    var built = Pom.read(repository, "pom.xml").modules();
    var violations = new ArrayList<String>();
    for (var module : repository.modules()) {
      if (!built.contains(module)) {
        violations.add(
            "The folder %s is not built: add <module>%s</module> to the top pom.xml."
                .formatted(module, module));
      }
    }
    var seen =
        Pom.read(repository, "rules/pom.xml").dependencies().stream()
            .map(Pom.Dependency::artifact)
            .toList();
    for (var module : built) {
      if (!module.equals("rules") && !seen.contains(module)) {
        violations.add(
            "The rules do not wait for the module %s: add it to the dependencies of rules/pom.xml."
                .formatted(module));
      }
    }
    return List.copyOf(violations);
  }
}
