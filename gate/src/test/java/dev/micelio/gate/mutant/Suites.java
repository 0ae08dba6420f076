package dev.micelio.gate.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The tests of the gate that hunt mutants: all those of the parts that decide.
final class Suites {
  /// Those that find most for their time come first.
  private static final List<String> PARTS =
      List.of("attack", "decision", "intake", "evidence", "policy", "binding");

  private final Map<String, List<String>> ofPart = new TreeMap<>();

  private Suites() {}

  static Suites find() {
    try {
      var classes =
          Path.of(Suites.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      var suites = new Suites();
      for (String part : PARTS) {
        suites.ofPart.put(part, of(classes, classes.resolve("dev/micelio/gate").resolve(part)));
      }
      return suites;
    } catch (IOException | URISyntaxException e) {
      throw new AssertionError("the tests can not be listed", e);
    }
  }

  private static List<String> of(Path classes, Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var files = Files.list(directory)) {
      return files
          .map(file -> classes.relativize(file).toString().replace('/', '.'))
          .filter(name -> name.endsWith("Test.class") && !name.contains("$"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .sorted(Comparator.comparing((String name) -> name.endsWith("InvariantsTest")))
          .toList();
    }
  }

  /// Every suite, those first that know this part best.
  List<String> from(String part) {
    assertThat(PARTS).contains(part);
    var all = new ArrayList<>(ofPart.getOrDefault(part, List.of()));
    for (String other : PARTS) {
      if (!other.equals(part)) {
        all.addAll(ofPart.getOrDefault(other, List.of()));
      }
    }
    return all;
  }
}
