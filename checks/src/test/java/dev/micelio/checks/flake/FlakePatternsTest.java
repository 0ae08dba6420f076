package dev.micelio.checks.flake;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.nix.SourceNar;
import dev.micelio.core.pattern.Patterns;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.snapshot.DirectoryReader;
import dev.micelio.core.snapshot.Scope;
import dev.micelio.core.snapshot.Watcher;
import dev.micelio.core.testkit.Seeds;
import dev.micelio.core.text.Shown;
import dev.micelio.core.tree.NodesInMemory;
import dev.micelio.core.tree.Tree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The patterns of nix/patterns.nix mean what ours mean.
final class FlakePatternsTest {
  private static final int LISTS = 150;
  private static final int PATHS = 12;
  private static final String[] NAMES = {"a", "b", "ab", "aab", "a.b", "é", "水", "-", "{a}", ".h"};
  private static final String[] SEGMENTS = {
    "a", "b", "ab", "**", "**", "*", "a*", "*b", "a*b", "*a*", "*.*", "a*a*b", "é*", "*水", "{a}",
    ".*"
  };
  private static final String[] FAULTY = {
    "", ".", "..", "a**", "***", "a?", "\\", "{a,b}", "{a}b,c}", "a}{b", "!a", "/"
  };

  @TempDir Path directory;
  private FlakeNix nix;

  @BeforeEach
  void begin() {
    nix = FlakeNix.in(directory);
  }

  private static String name(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }

  private static String path(Random random) {
    var path = new StringBuilder(name(random, NAMES));
    for (int more = random.nextInt(4); more > 0; more--) {
      path.append('/').append(name(random, NAMES));
    }
    return path.toString();
  }

  private static List<String> patterns(Random random, boolean faulty) {
    var patterns = new ArrayList<String>();
    for (int count = random.nextInt(5); count > 0; count--) {
      var pattern = new StringBuilder(random.nextInt(3) == 0 && !patterns.isEmpty() ? "!" : "");
      pattern.append(name(random, SEGMENTS));
      for (int more = random.nextInt(4); more > 0; more--) {
        pattern
            .append('/')
            .append(name(random, faulty && random.nextInt(6) == 0 ? FAULTY : SEGMENTS));
      }
      patterns.add(pattern.toString());
    }
    if (faulty && random.nextInt(8) == 0 && !patterns.isEmpty()) {
      patterns.set(0, "!" + patterns.getFirst());
    }
    return patterns;
  }

  private static String json(List<String> texts) {
    return texts.stream().map(Shown::quoted).collect(joining(",", "[", "]"));
  }

  private static String ours(List<String> texts, List<String> paths) {
    try {
      var matcher = Patterns.of(texts).matcher();
      return paths.stream()
          .map(path -> Boolean.toString(matcher.matches(path)))
          .collect(joining(",", "[", "]"));
    } catch (Problem _) {
      return "null";
    }
  }

  @Seeds(3)
  void everyPathIsDecidedAsOursAre(long seed) throws Exception {
    var random = new Random(seed);
    var lists = new ArrayList<String>();
    var expected = new ArrayList<String>();
    for (int i = 0; i < LISTS; i++) {
      var patterns = patterns(random, i % 3 == 0);
      var paths = new ArrayList<String>();
      for (int path = 0; path < PATHS; path++) {
        paths.add(path(random));
      }
      lists.add("{\"patterns\":%s,\"paths\":%s}".formatted(json(patterns), json(paths)));
      expected.add(ours(patterns, paths));
    }
    Files.writeString(directory.resolve("lists.json"), "[" + String.join(",", lists) + "]");
    String answer =
        evaluate(
            """
            map
              (list:
                if p.faults list.patterns != [ ] then null
                else map (p.matches list.patterns) list.paths)
              (builtins.fromJSON (builtins.readFile ./lists.json))
            """);
    // one line for each list, so that a difference shows the list
    var ours = new ArrayList<String>();
    var theirs = new ArrayList<String>();
    var answers = answer.substring(1, answer.length() - 1).split("(?<=null|\\]),", -1);
    for (int i = 0; i < LISTS; i++) {
      ours.add(lists.get(i) + " " + expected.get(i));
      theirs.add(lists.get(i) + " " + answers[i]);
    }
    assertThat(theirs).isEqualTo(ours);
  }

  @Test
  void theLimitsAreOurs() throws Exception {
    for (var patterns :
        List.of(
            List.of("a".repeat(4096)),
            List.of("a".repeat(4097)),
            List.of("a*".repeat(32)),
            List.of("a*".repeat(33)),
            List.of("**/".repeat(31) + "*"),
            List.of("**/".repeat(32) + "*"),
            Collections.nCopies(1000, "a"),
            Collections.nCopies(1001, "a"),
            Collections.nCopies(4, "a".repeat(4096)),
            Collections.nCopies(5, "a".repeat(4096)))) {
      Files.writeString(directory.resolve("lists.json"), json(patterns));
      assertThat(evaluate("p.faults (builtins.fromJSON (builtins.readFile ./lists.json)) == [ ]\n"))
          .as(json(patterns).substring(0, 20))
          .isEqualTo(Boolean.toString(!ours(patterns, List.of()).equals("null")));
    }
  }

  /// No pattern makes the reader go back and forth.
  @Test
  void hostilePatternsEnd() throws Exception {
    Files.writeString(
        directory.resolve("lists.json"),
        "{\"patterns\":%s,\"path\":%s}"
            .formatted(
                json(List.of("*a".repeat(32) + "b", "**/a/".repeat(15) + "b")),
                Shown.quoted("a".repeat(250) + "/a".repeat(60))));
    assertThat(
            evaluate(
                """
                let list = builtins.fromJSON (builtins.readFile ./lists.json);
                in p.matches list.patterns list.path
                """))
        .isEqualTo("false");
  }

  /// What `lib.source` puts into the store is what mic would put there of the same patterns.
  @Seeds(3)
  void aSourceIsTheRestrictedTree(long seed) throws Exception {
    var random = new Random(seed);
    var project = Files.createDirectories(directory.resolve("project"));
    for (int files = 0; files < 40; files++) {
      var file = project.resolve(path(random));
      boolean free = !Files.exists(file);
      for (var above = file.getParent(); !above.equals(project); above = above.getParent()) {
        free &= !Files.isRegularFile(above);
      }
      if (free) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "of " + files);
      }
    }
    Files.writeString(project.resolve("a file"), "always");
    var nodes = new NodesInMemory();
    var snapshot =
        new DirectoryReader(new MachineEnv(), Scope.all(project), Watcher.NOBODY).read(nodes);
    var tree = new Tree(snapshot.id(), nodes);
    for (int i = 0; i < 5; i++) {
      var patterns = new ArrayList<>(List.of("a *"));
      patterns.addAll(patterns(random, false));
      Files.writeString(directory.resolve("lists.json"), json(patterns));
      var restricted = tree.at(tree.restrict(Patterns.of(patterns), nodes).id());
      if (restricted.totals().files() == 0) {
        continue;
      }
      var expected = new TreeSet<String>();
      restricted.forEach(entry -> expected.add(entry.path().text()));
      assertThat(
              evaluate(
                  """
                  import (/. + "%s/nix/source.nix") {
                    src = ./project;
                    inputs = builtins.fromJSON (builtins.readFile ./lists.json);
                  }
                  """
                      .formatted(FlakeNix.ROOT)))
          .as("%s: %s", patterns, expected)
          .isEqualTo(
              Shown.quoted(
                  SourceNar.of(
                          restricted,
                          entry -> Files.newInputStream(project.resolve(entry.path().text())))
                      .source("source")
                      .path()));
    }
  }

  private String evaluate(String expression) throws Exception {
    var file = directory.resolve("expression.nix");
    Files.writeString(
        file,
        "let p = import (/. + \"%s/nix/patterns.nix\"); in\n%s"
            .formatted(FlakeNix.ROOT, expression));
    return nix.text("nix-instantiate", "--eval", "--strict", "--json", file.toString());
  }
}
