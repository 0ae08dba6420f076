package dev.micelio.rules;

import java.lang.module.ModuleFinder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A module names only what its row in the table of ARCHITECTURE.md allows.
final class Direction implements Rule {
  private static final String PAGE = "ARCHITECTURE.md";
  private static final String OURS = "dev.micelio.";
  private static final Set<String> ALWAYS = packagesOfTheJdkAnd("org.jspecify.annotations");

  /// What the JDK exports to everyone, but for the part that it calls unsupported itself.
  private static Set<String> packagesOfTheJdkAnd(String other) {
    var packages = new HashSet<>(Set.of(other));
    for (var module : ModuleFinder.ofSystem().findAll()) {
      if (!module.descriptor().name().equals("jdk.unsupported")) {
        module.descriptor().exports().stream()
            .filter(exported -> !exported.isQualified())
            .forEach(exported -> packages.add(exported.source()));
      }
    }
    return Set.copyOf(packages);
  }

  /// What a row allows. Its name is `module` or `module/package`.
  private record Row(String name, boolean planned, List<String> mayName) {
    static Row of(MarkdownTable.Row row) {
      return new Row(
          row.cell("module"), row.cell("state").equals("planned"), row.words("may name"));
    }

    String module() {
      int slash = name.indexOf('/');
      return slash < 0 ? name : name.substring(0, slash);
    }

    String packageName() {
      return OURS + name.replace('/', '.');
    }

    boolean holds(String type) {
      return type.startsWith(packageName() + ".");
    }

    boolean allows(String word) {
      var first = mayName.getFirst();
      if (first.equals("all") || first.startsWith("all but ")) {
        return !first.equals("all but " + word);
      }
      return mayName.contains(word);
    }
  }

  private record Table(List<Row> rows, Map<String, String> libraries) {
    static Table of(Repository repository) {
      var page = repository.text(PAGE);
      var libraries = new LinkedHashMap<String, String>();
      for (var row : MarkdownTable.in(page, "library", "packages").rows()) {
        for (var prefix : row.words("packages")) {
          libraries.put(prefix + ".", row.cell("library"));
        }
      }
      return new Table(
          MarkdownTable.in(page, "module", "state", "what it is", "may name").rows().stream()
              .map(Row::of)
              .toList(),
          libraries);
    }

    /// The most exact row that speaks about a class of ours.
    Optional<Row> rowOf(String type) {
      return rows.stream()
          .filter(row -> row.holds(type))
          .max((one, other) -> Integer.compare(one.name.length(), other.name.length()));
    }

    Optional<String> libraryOf(String type) {
      return libraries.entrySet().stream()
          .filter(library -> type.startsWith(library.getKey()))
          .map(Map.Entry::getValue)
          .findFirst();
    }
  }

  @Override
  public List<String> violations(Repository repository) {
    var table = Table.of(repository);
    var violations = new ArrayList<>(rowsAndFolders(repository, table));
    for (var module : repository.modules()) {
      for (var file : repository.compiledClasses(module)) {
        var compiled = ClassFile.read(file);
        violations.addAll(violations(module, compiled, table));
      }
    }
    return List.copyOf(violations);
  }

  private static List<String> rowsAndFolders(Repository repository, Table table) {
    var violations = new ArrayList<String>();
    var folders = new TreeSet<>(repository.modules());
    for (var folder : folders) {
      if (table.rows.stream().noneMatch(row -> row.name.equals(folder) && !row.planned)) {
        violations.add(
            "The folder %s has a pom.xml and no row with the state \"here\" in %s: say what the module is and what it may name."
                .formatted(folder, PAGE));
      }
    }
    for (var row : table.rows) {
      if (!row.planned && !folders.contains(row.module())) {
        violations.add(
            "The row %s of %s says that it is here, and there is no folder with a pom.xml: mark it planned, or remove it."
                .formatted(row.name, PAGE));
      }
    }
    return violations;
  }

  private static List<String> violations(String module, ClassFile compiled, Table table) {
    if (!compiled.name().startsWith(OURS)) {
      return table.libraryOf(compiled.name()).isPresent()
          ? List.of() // a library that the module carries, compiled again
          : List.of(
              "%s stands in the module %s: its package begins with %s%s."
                  .formatted(compiled.name(), module, OURS, module));
    }
    if (!compiled.name().startsWith(OURS + module + ".")) {
      return List.of(
          "%s stands in the module %s: its package begins with %s%s."
              .formatted(compiled.name(), module, OURS, module));
    }
    var from = table.rowOf(compiled.name());
    return from.map(row -> forbidden(row, compiled, table)).orElse(List.of());
  }

  private static List<String> forbidden(Row from, ClassFile compiled, Table table) {
    return compiled.names().stream()
        .filter(named -> !ALWAYS.contains(named.substring(0, named.lastIndexOf('.'))))
        .flatMap(named -> forbidden(from, named, table))
        .distinct()
        .map(what -> "%s names %s".formatted(compiled.name(), what))
        .toList();
  }

  private static Stream<String> forbidden(Row from, String named, Table table) {
    if (!named.startsWith(OURS)) {
      var library = table.libraryOf(named);
      if (library.isEmpty()) {
        return Stream.of(
            "%s, of no library in the table of %s: add it there and to a row."
                .formatted(named, PAGE));
      }
      return from.allows(library.get()) ? Stream.empty() : refusal(from, library.get());
    }
    var to = table.rowOf(named);
    if (to.isEmpty()) {
      return Stream.of("%s, of no module in the table of %s.".formatted(named, PAGE));
    }
    boolean sameModule = to.get().module().equals(from.module());
    boolean allowed =
        to.get().equals(from)
            || from.allows(to.get().name)
            || (!sameModule && from.allows(to.get().module()));
    return allowed ? Stream.empty() : refusal(from, to.get().name);
  }

  private static Stream<String> refusal(Row from, String word) {
    return Stream.of(
        "%s: %s may name only %s (%s)."
            .formatted(word, from.name, String.join(", ", from.mayName), PAGE));
  }
}
