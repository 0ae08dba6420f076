package dev.micelio.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each rule of this module finds what it bans, says so, and leaves alone what is right.
final class PlantedViolationsTest {
  private static final String TABLE =
      """
      | module | state | what it is | may name |
      | --- | --- | --- | --- |
      | core | here | facts | |
      | checks | here | evidence | core |
      | gate | here | the judge | core |
      | cache | here | one cache | core, cache/bazel, cache/gradle |
      | cache/bazel | here | a protocol | core |
      | cache/gradle | here | a protocol | core, json |
      | later | planned | not yet | all but gate |

      | library | packages |
      | --- | --- |
      | json | org.json, org.jsonx |
      """;

  @TempDir private Path folder;
  private Planted planted;

  @BeforeEach
  void plant() {
    planted = Planted.empty(folder);
    planted.with("ARCHITECTURE.md", TABLE);
    for (var module : List.of("core", "checks", "gate", "cache")) {
      planted.with(module + "/pom.xml", "<project/>");
    }
  }

  private List<String> violationsOf(Rule rule) {
    return rule.violations(planted.repository());
  }

  private Planted source(String type, String text) {
    var name = type.replace('.', '/') + ".java";
    var module = type.startsWith("dev.micelio.") ? type.split("\\.", -1)[2] : "libraries";
    return planted.with(module + "/src/main/java/" + name, text);
  }

  /// Compiles all sources, each into its own module.
  private void compile() {
    var sources = planted.repository().mainSources();
    for (var module : sources.stream().map(source -> source.getName(0)).distinct().toList()) {
      var javac =
          Stream.concat(
              Stream.of(
                  "-proc:none",
                  "-sourcepath",
                  String.join(
                      ":",
                      sources.stream()
                          .map(s -> folder.resolve(s.getName(0)) + "/src/main/java")
                          .distinct()
                          .toList()),
                  "-implicit:none",
                  "-d",
                  folder.resolve(module).resolve("target/classes").toString()),
              sources.stream()
                  .filter(source -> source.startsWith(module))
                  .map(source -> folder.resolve(source).toString()));
      assertThat(
              ToolProvider.getSystemJavaCompiler()
                  .run(null, null, null, javac.toArray(String[]::new)))
          .isZero();
    }
  }

  @Test
  void aModuleThatNamesWhatItsRowDoesNotAllowIsFound() {
    source("dev.micelio.core.Fact", "package dev.micelio.core; public class Fact {}");
    source(
        "dev.micelio.checks.Run",
        "package dev.micelio.checks; public class Run { public dev.micelio.core.Fact fact; }");
    source(
        "dev.micelio.gate.Judge",
        "package dev.micelio.gate; class Judge { Object o = new dev.micelio.checks.Run(); }");
    compile();
    assertThat(violationsOf(new Direction()))
        .containsExactly(
            "dev.micelio.gate.Judge names checks: gate may name only core (ARCHITECTURE.md).");
  }

  @Test
  void aNameThatStandsOnlyInAGenericSignatureOrAnAnnotationCounts() {
    source("dev.micelio.checks.Run", "package dev.micelio.checks; public @interface Run {}");
    source(
        "dev.micelio.gate.Judge",
        "package dev.micelio.gate; class Judge { java.util.List<dev.micelio.checks.Run[]> runs() { return null; } }");
    source(
        "dev.micelio.gate.Marked",
        "package dev.micelio.gate; @dev.micelio.checks.Run class Marked {}");
    compile();
    assertThat(violationsOf(new Direction()))
        .containsExactly(
            "dev.micelio.gate.Judge names checks: gate may name only core (ARCHITECTURE.md).",
            "dev.micelio.gate.Marked names checks: gate may name only core (ARCHITECTURE.md).");
  }

  /// With the table as it is here. The forge is planned: its row counts from its first class on.
  @Test
  void theTableOfThisProjectKeepsWhatMakesEvidenceFromThoseWhoJudgeIt() throws IOException {
    planted.with(
        "ARCHITECTURE.md",
        Files.readString(Repository.ofThisProject().root().resolve("ARCHITECTURE.md")));
    source("dev.micelio.checks.Run", "package dev.micelio.checks; public class Run {}");
    source(
        "dev.micelio.gate.Judge",
        "package dev.micelio.gate; class Judge { Object o = new dev.micelio.checks.Run(); }");
    planted.with("forge/pom.xml", "<project/>");
    source(
        "dev.micelio.forge.Server",
        "package dev.micelio.forge; class Server { dev.micelio.checks.Run run; }");
    compile();
    assertThat(violationsOf(new Direction()))
        .anyMatch(
            told -> told.startsWith("dev.micelio.gate.Judge names checks: gate may name only "))
        .anyMatch(
            told -> told.startsWith("dev.micelio.forge.Server names checks: forge may name only "));
  }

  @Test
  void packagesWithRowsOfTheirOwnKeepApart() {
    source(
        "dev.micelio.cache.bazel.Bazel", "package dev.micelio.cache.bazel; public class Bazel {}");
    source(
        "dev.micelio.cache.gradle.Gradle",
        "package dev.micelio.cache.gradle; public class Gradle { dev.micelio.cache.bazel.Bazel b; }");
    source(
        "dev.micelio.cache.Daemon",
        "package dev.micelio.cache; class Daemon { dev.micelio.cache.gradle.Gradle g; }");
    compile();
    assertThat(violationsOf(new Direction()))
        .containsExactly(
            "dev.micelio.cache.gradle.Gradle names cache/bazel: cache/gradle may name only core, json (ARCHITECTURE.md).");
  }

  @Test
  void aLibraryNeedsAnEntryAndARow() {
    source("org.json.Json", "package org.json; public class Json {}");
    source("org.other.Other", "package org.other; public class Other {}");
    source(
        "dev.micelio.cache.gradle.Gradle",
        "package dev.micelio.cache.gradle; class Gradle { org.json.Json j; }");
    source(
        "dev.micelio.core.Fact",
        "package dev.micelio.core; class Fact { org.json.Json j; org.other.Other o; sun.misc.Unsafe u; }");
    compile();
    assertThat(violationsOf(new Direction()))
        .containsExactly(
            "dev.micelio.core.Fact names json: core may name only  (ARCHITECTURE.md).",
            "dev.micelio.core.Fact names org.other.Other, of no library in the table of ARCHITECTURE.md: add it there and to a row.",
            "dev.micelio.core.Fact names sun.misc.Unsafe, of no library in the table of ARCHITECTURE.md: add it there and to a row.");
  }

  @Test
  void aFolderWithoutARowAndARowWithoutAFolderAreFound() {
    planted.with("lost/pom.xml", "<project/>").with("later/pom.xml", "<project/>");
    planted.with(
        "ARCHITECTURE.md", TABLE.replace("| later |", "| gone | here | x | core |\n| later |"));
    assertThat(violationsOf(new Direction()))
        .containsExactly(
            "The folder later has a pom.xml and no row with the state \"here\" in ARCHITECTURE.md: say what the module is and what it may name.",
            "The folder lost has a pom.xml and no row with the state \"here\" in ARCHITECTURE.md: say what the module is and what it may name.",
            "The row gone of ARCHITECTURE.md says that it is here, and there is no folder with a pom.xml: mark it planned, or remove it.");
  }

  @Test
  void aClassInTheWrongModuleIsFound() {
    planted.with(
        "core/src/main/java/dev/micelio/gate/Judge.java",
        "package dev.micelio.gate; class Judge {}");
    compile();
    assertThat(violationsOf(new Direction()))
        .containsExactly(
            "dev.micelio.gate.Judge stands in the module core: its package begins with dev.micelio.core.");
  }

  @Test
  void aFolderThatIsNotBuiltAndAModuleThatTheRulesDoNotWaitForAreFound() {
    planted.with(
        "pom.xml",
        "<project><modules><module>core</module><module>checks</module><module>gate</module></modules></project>");
    planted.with(
        "rules/pom.xml",
        "<project><dependencies>"
            + dependency("dev.micelio", "core")
            + dependency("dev.micelio", "gate")
            + "</dependencies></project>");
    assertThat(violationsOf(new Reactor()))
        .containsExactly(
            "The folder cache is not built: add <module>cache</module> to the top pom.xml.",
            "The folder rules is not built: add <module>rules</module> to the top pom.xml.",
            "The rules do not wait for the module checks: add it to the dependencies of rules/pom.xml.");
  }

  private static String dependency(String group, String artifact) {
    return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId></dependency>"
        .formatted(group, artifact);
  }

  @Test
  void aDependencyThatNobodyDecidedOnIsFoundAndOneThatIsGone() {
    planted.with(
        "core/pom.xml",
        "<project><dependencies>"
            + dependency("org.json", "json")
            + dependency("org.good", "good")
            + dependency("dev.micelio", "gate")
            + "</dependencies></project>");
    planted.with(
        "pom.xml",
        "<project><dependencyManagement><dependencies>"
            + dependency("org.managed", "only")
            + "</dependencies></dependencyManagement></project>");
    planted.with("docs/decisions/0002-dependencies.md", "| `org.good:good` | `org.gone:gone` |");
    assertThat(violationsOf(new Dependencies()))
        .containsExactly(
            "org.json:json is a dependency that nobody decided on: say in docs/decisions/0002-dependencies.md what 300 lines of ours would lack.",
            "org.gone:gone stands in docs/decisions/0002-dependencies.md and in no pom.xml: remove it there.");
  }

  private static String page(String body) {
    return "%s\n@NullMarked\npackage dev.micelio.core;\n".formatted(body);
  }

  private List<String> packagePage(String text) {
    source("dev.micelio.core.Fact", "package dev.micelio.core; class Fact {}");
    source("dev.micelio.core.package-info", text);
    return violationsOf(new PackagePages());
  }

  @Test
  void aPackageWithoutAPageIsFound() {
    source("dev.micelio.core.Fact", "package dev.micelio.core; class Fact {}");
    assertThat(violationsOf(new PackagePages()))
        .containsExactly(
            "core/src/main/java/dev/micelio/core has no package-info.java: say its words, its invariants and where to start reading.");
  }

  @Test
  void aPageWithoutNullMarkedAndAStartIsFound() {
    assertThat(packagePage("package dev.micelio.core;"))
        .containsExactly(
            "core/src/main/java/dev/micelio/core/package-info.java has no @NullMarked: NullAway would not look at it.",
            "core/src/main/java/dev/micelio/core/package-info.java does not say \"Start reading at [Type]\".");
    assertThat(packagePage(page("/// Start reading at [Nowhere].")))
        .containsExactly(
            "core/src/main/java/dev/micelio/core/package-info.java says to start reading at Nowhere, which is no type of ours.");
    assertThat(packagePage(page("/// Start reading\n/// at [dev.micelio.core.Fact]."))).isEmpty();
  }

  @Test
  void anInvariantWithoutATestIsFoundAndATestWithoutAnInvariant() {
    planted.with(
        "core/src/test/java/dev/micelio/core/FactInvariantsTest.java",
        "void invariant1_holds() {} void invariant3_isOld() {}");
    planted.with(
        "gate/src/test/java/dev/micelio/gate/JudgeInvariantsTest.java",
        "void invariant2_other() {}");
    assertThat(packagePage(page("/// 1. One.\n/// 2. Two.\n/// Start reading at [Fact].")))
        .containsExactly(
            "core/src/main/java/dev/micelio/core/package-info.java promises invariant 2, and InvariantsTest.java has no method invariant2_…: prove it or take it back.",
            "InvariantsTest.java proves invariant 3, which core/src/main/java/dev/micelio/core/package-info.java does not promise.");
  }

  @Test
  void theSuiteThatAPageNamesCountsWhereverItIs() {
    planted.with(
        "gate/src/test/java/dev/micelio/gate/Contract.java", "default void invariant1_holds() {}");
    assertThat(
            packagePage(
                page(
                    "/// Each is a method of `Contract`:\n/// 1. One.\n/// Start reading at [Fact].")))
        .isEmpty();
  }

  @Test
  void aCodeWithoutAPageIsFoundAndAPageWithoutACode() {
    source(
        "dev.micelio.core.Fact",
        """
        new Problem(Kind.INVALID, "fact.bad", what, next);
        refuse("fact.worse", what); System.getProperty("user.dir");
        """);
    planted.with("docs/errors/fact.bad.md", "# fact.bad\n");
    planted.with("docs/errors/fact.old.md", "# fact.older\n");
    assertThat(violationsOf(new ProblemCodes()))
        .containsExactly(
            "core/src/main/java/dev/micelio/core/Fact.java uses the code fact.worse, which has no page: say in docs/errors/fact.worse.md what it means and what to do.",
            "docs/errors/fact.old.md explains a code that no source uses: remove it.",
            "docs/errors/fact.old.md does not begin with \"# fact.old\".");
  }

  @Test
  void aLinkThatLeadsNowhereIsFound() {
    planted.with(
        "docs/here.md", "# Here\n\n## What it's for\n[up](../ARCHITECTURE.md) [me](#here)\n");
    planted.with(
        "README.md",
        """
        [a](docs/here.md) [b](docs/here.md#what-its-for) [c](https://example.org/x) `[code](no)`
        [d](docs/gone.md) [e](docs/here.md#gone)
        """);
    planted.with("mvnw", "see docs/here.md, docs/" + "lost.md and docs/errors/<code>.md\n");
    assertThat(violationsOf(new Links()))
        .containsExactly(
            "README.md leads to docs/gone.md, which is not there: correct one of the two.",
            "README.md leads to docs/here.md#gone, which is not there: correct one of the two.",
            "mvnw leads to docs/" + "lost.md, which is not there: correct one of the two.");
  }

  @Test
  void whatIsNotOursIsFoundInAnyFile() {
    var foreign =
        List.of(
            "/ro" + "ot/.m2/settings.xml",
            "/home/" + "ana/x",
            "https://repo.maven.ap" + "ache.org/maven2",
            "fixes " + "#12",
            "iss" + "ue 7",
            "DES" + "IGN §4",
            "Co-Auth" + "ored-By: somebody");
    for (int i = 0; i < foreign.size(); i++) {
      planted.with("file" + i + ".txt", foreign.get(i));
    }
    planted.with("good.txt", "http://maven.apache.org/POM/4.0.0 #1 /tmp/x a/work/b ~/.m2 §4\n");
    var violations = violationsOf(new OwnVoice());
    assertThat(violations).hasSameSizeAs(foreign);
    for (int i = 0; i < foreign.size(); i++) {
      assertThat(violations.get(i)).startsWith("file" + i + ".txt speaks of ");
    }
  }

  @Test
  void everyRuleIsPlantedAndHeld() {
    var rules =
        new Repository(Repository.ofThisProject().root())
            .mainSources().stream()
                .filter(source -> source.startsWith("rules"))
                .map(source -> String.valueOf(source.getFileName()).replace(".java", ""))
                .filter(name ->
                    Repository.ofThisProject()
                        .text("rules/src/main/java/dev/micelio/rules/" + name + ".java")
                        .contains("implements Rule"))
                .toList();
    assertThat(rules).isNotEmpty();
    var held = Repository.ofThisProject().text(testSource(BuildRulesTest.class));
    var found = Repository.ofThisProject().text(testSource(PlantedViolationsTest.class));
    for (var rule : rules) {
      assertThat(held).contains("new " + rule + "()");
      assertThat(found).contains("new " + rule + "()");
    }
  }

  private static String testSource(Class<?> type) {
    return "rules/src/test/java/" + type.getName().replace('.', '/') + ".java";
  }
}
