package dev.micelio.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Each code that a problem may carry has a page, and each page a code.
final class ProblemCodes implements Rule {
  private static final String FOLDER = "docs/errors/";
  private static final String CODE = "\"([a-z0-9]+\\.[a-z0-9]+(?:-[a-z0-9]+)*)\"";
  private static final Pattern THROWN =
      Pattern.compile("\\b(?:INVALID|DENIED|UNAVAILABLE|CORRUPT|BUG|INTERRUPTED)\\s*,\\s*" + CODE);
  private static final Pattern LITERAL = Pattern.compile(CODE);

  @Override
  public List<String> violations(Repository repository) {
    var violations = new ArrayList<String>();
    var literals = literals(repository);
    var areas = new TreeSet<String>();
    for (var source : repository.mainSources()) {
      THROWN
          .matcher(repository.text(source))
          .results()
          .forEach(found -> areas.add(area(found.group(1))));
    }
    literals.forEach((code, source) -> {
      if (areas.contains(area(code)) && !repository.has(FOLDER + code + ".md")) {
        violations.add(
            "%s uses the code %s, which has no page: say in %s%s.md what it means and what to do."
                .formatted(source, code, FOLDER, code));
      }
    });
    for (var page : repository.files(".md")) {
      if (page.startsWith(FOLDER) && !page.endsWith("README.md")) {
        var code = String.valueOf(page.getFileName()).replaceFirst("\\.md$", "");
        if (!literals.containsKey(code)) {
          violations.add("%s explains a code that no source uses: remove it.".formatted(page));
        }
        if (!repository.text(page).startsWith("# " + code + "\n")) {
          violations.add("%s does not begin with \"# %s\".".formatted(page, code));
        }
      }
    }
    return List.copyOf(violations);
  }

  /// Every literal that has the form of a code. A code may also be handed on by a method that makes
  /// the problem, so what counts is its area: the word before the dot, known from the others.
  private static Map<String, String> literals(Repository repository) {
    var literals = new TreeMap<String, String>();
    for (var source : repository.mainSources()) {
      LITERAL
          .matcher(repository.text(source))
          .results()
          .forEach(found -> literals.put(found.group(1), source.toString()));
    }
    return literals;
  }

  private static String area(String code) {
    return code.substring(0, code.indexOf('.'));
  }
}
