package dev.micelio.rules;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What one file says about another in this repository leads somewhere.
final class Links implements Rule {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern PAGE = Pattern.compile("(docs/[\\w./-]+\\.md(?:#[\\w-]+)?)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
  private static final Pattern ELSEWHERE = Pattern.compile("(https?|mailto):.*");
  private static final Set<String> NAMING_PAGES = Set.of("java", "xml", "sh", "txt", "mvnw", "mic");

  @Override
  public List<String> violations(Repository repository) {
    var violations = new ArrayList<String>();
    for (var file : repository.files()) {
      if (file.toString().endsWith(".md")) {
        var prose =
            repository.text(file).replaceAll("(?s)```.*?```", "").replaceAll("`[^`\n]*`", "");
        LINK.matcher(prose)
            .results()
            .map(found -> found.group(1))
            .filter(target -> !ELSEWHERE.matcher(target).matches())
            .filter(target -> !leads(repository, file, target))
            .forEach(target -> violations.add(sentence(file, target)));
      } else if (NAMING_PAGES.contains(kind(file)) && !file.toString().contains("src/test/")) {
        PAGE.matcher(repository.text(file))
            .results()
            .map(found -> found.group(1))
            .filter(target -> !leads(repository, Path.of("top"), target))
            .forEach(target -> violations.add(sentence(file, target)));
      }
    }
    return List.copyOf(violations);
  }

  private static String sentence(Path file, String target) {
    return "%s leads to %s, which is not there: correct one of the two.".formatted(file, target);
  }

  private static String kind(Path file) {
    var name = String.valueOf(file.getFileName());
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static boolean leads(Repository repository, Path from, String target) {
    var parts = target.split("#", 2);
    Path page =
        parts[0].isEmpty()
            ? from
            : Objects.requireNonNull(from.resolveSibling(parts[0])).normalize();
    if (!Files.exists(repository.root().resolve(page))) {
      return false;
    }
    return parts.length == 1 || anchors(repository.text(page)).contains(parts[1]);
  }

  /// The names that a heading gets on the pages that people read: small letters, hyphens for
  /// spaces.
  private static Set<String> anchors(String page) {
    return HEADING
        .matcher(page)
        .results()
        .map(found -> found.group(1).strip().toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
