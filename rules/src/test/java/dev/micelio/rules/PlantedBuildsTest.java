package dev.micelio.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The rules that Maven's plugins keep: each violation is planted in a small module beside a copy
/// of this project, is built by `./mvnw`, and must stop the build with a sentence of ours.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PlantedBuildsTest {
  private static final String PACKAGE_PAGE =
      """
      @NullMarked
      package dev.micelio.planted;

      import org.jspecify.annotations.NullMarked;
      """;

  private Planted copy;

  @BeforeAll
  void copy(@TempDir Path folder) {
    copy = Planted.copyOfThisProject(folder.resolve("a copy"));
  }

  private Planted.Ended build(String name, String source) {
    return build(name, source, "verify");
  }

  private Planted.Ended build(String name, String source, String phase) {
    return copy.withModule(name, "")
        .with(name + "/src/main/java/dev/micelio/planted/package-info.java", PACKAGE_PAGE)
        .with(name + "/src/main/java/dev/micelio/planted/Planted.java", source)
        .mvnw("-f", name + "/pom.xml", phase);
  }

  private static void stopped(Planted.Ended ended, String... sentences) {
    assertThat(ended.exit()).as(ended.output()).isNotZero();
    assertThat(ended.output()).contains(sentences);
  }

  @Test
  void codeThatKeepsTheRulesIsBuilt() {
    var ended =
        build(
            "good",
            """
            package dev.micelio.planted;

            final class Planted {
              private Planted() {}

              static int one() {
                return 1;
              }
            }
            """);
    assertThat(ended.exit()).as(ended.output()).isZero();
  }

  @Test
  void codeThatIsNotFormattedIsRefused() {
    stopped(
        build("unformatted", "package dev.micelio.planted;\nfinal class Planted{ }\n", "compile"),
        "./mvnw spotless:apply",
        "docs/build-rules.md#format");
  }

  @Test
  void aNullWhereNoneMayBeIsRefused() {
    stopped(
        build(
            "nulls",
            """
            package dev.micelio.planted;

            final class Planted {
              private Planted() {}

              static String nothing() {
                return null;
              }
            }
            """,
            "compile"),
        "[NullAway] returning @Nullable expression",
        "say @Nullable where null may be, or test for it",
        "docs/build-rules.md#null");
  }

  @Test
  void aMistakeThatErrorProneKnowsIsRefused() {
    stopped(
        build(
            "mistaken",
            """
            package dev.micelio.planted;

            final class Planted {
              private Planted() {}

              static void nothing(String text) {
                text.strip();
              }
            }
            """,
            "compile"),
        "[ReturnValueIgnored]",
        "correct the code it points at",
        "docs/build-rules.md#error-prone-and-lint");
  }

  @Test
  void aWarningOfTheCompilerIsRefused() {
    stopped(
        build(
            "warned",
            """
            package dev.micelio.planted;

            import java.util.List;

            final class Planted {
              private Planted() {}

              static Object raw() {
                List raw = List.of("a");
                return raw;
              }
            }
            """,
            "compile"),
        "found raw type: java.util.List",
        "correct the code it points at",
        "docs/build-rules.md#error-prone-and-lint");
  }

  /// One class goes around Env in every way that the lists group together.
  @Test
  void everyWayAroundEnvIsRefusedWithWhatToUseInstead() {
    var ended =
        build(
            "around",
            """
            package dev.micelio.planted;

            import java.io.IOException;
            import java.nio.file.Files;
            import java.time.Duration;
            import java.util.UUID;
            import java.util.concurrent.Executors;
            import java.util.concurrent.Flow;
            import java.util.concurrent.Semaphore;
            import org.jspecify.annotations.Nullable;

            final class Planted {
              Flow.@Nullable Publisher<String> reactive;

              private Planted() {}

              static long clock() {
                return System.currentTimeMillis();
              }

              static double chance() {
                return Math.random();
              }

              static UUID id() {
                return UUID.randomUUID();
              }

              static void temporary() throws IOException {
                Files.delete(Files.createTempFile("a", "b"));
              }

              static void sleep() throws InterruptedException {
                Thread.sleep(Duration.ofMillis(1));
              }

              static void await(Semaphore permits) throws InterruptedException {
                permits.acquire();
              }

              static void fork(Runnable work) {
                Executors.newVirtualThreadPerTaskExecutor().execute(work);
              }

              static Thread young(Runnable work) {
                return Thread.startVirtualThread(work);
              }

              static void end() {
                System.exit(1);
              }
            }
            """);
    stopped(ended, "docs/build-rules.md#env");
    assertThat(ended.output()).contains(messages().toArray(String[]::new));
    assertThat(ended.output()).contains("java.lang.Thread#startVirtualThread(java.lang.Runnable)");
  }

  private List<String> messages() {
    var prefix = "@defaultMessage ";
    return copy.repository()
        .text(".mvn/forbidden-apis.txt")
        .lines()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .toList();
  }

  @Test
  void twoVersionsOfOneLibraryAreRefused() {
    stopped(
        family("diverging")
            .library("low", "1", "")
            .library("low", "2", "")
            .library("left", "1", dependency("low", "1"))
            .library("right", "1", dependency("low", "2"))
            .build(dependency("left", "1") + dependency("right", "1")),
        "DependencyConvergence failed",
        "fix the one version in the top pom.xml");
  }

  @Test
  void aLibraryThatGetsLessThanItAsksForIsRefused() {
    stopped(
        family("starving")
            .library("low", "1", "")
            .library("low", "2", "")
            .library("asking", "1", dependency("low", "2"))
            .build(dependency("low", "1") + dependency("asking", "1")),
        "RequireUpperBoundDeps failed",
        "fix the one version in the top pom.xml");
  }

  private Family family(String name) {
    return new Family(copy, name, new ArrayList<>());
  }

  /// Libraries that only exist in one build, each a module of it, so that no cache of the machine
  /// ever holds them.
  private record Family(Planted copy, String name, List<String> members) {
    Family library(String library, String version, String dependencies) {
      members.add(library + "-" + version);
      copy.with(
          "%s/%s-%s/pom.xml".formatted(name, library, version),
          """
          <project xmlns="http://maven.apache.org/POM/4.0.0">
            <modelVersion>4.0.0</modelVersion>
            <groupId>planted</groupId>
            <artifactId>%s</artifactId>
            <version>%s</version>
            <dependencies>%s</dependencies>
          </project>
          """
              .formatted(library, version, dependencies));
      return this;
    }

    Planted.Ended build(String dependencies) {
      copy.withModule(name + "/asked", "<dependencies>" + dependencies + "</dependencies>");
      copy.with(
          name + "/pom.xml",
          """
          <project xmlns="http://maven.apache.org/POM/4.0.0">
            <modelVersion>4.0.0</modelVersion>
            <groupId>planted</groupId>
            <artifactId>family</artifactId>
            <version>1</version>
            <packaging>pom</packaging>
            <modules>%s<module>asked</module></modules>
          </project>
          """
              .formatted(
                  members.stream()
                      .map("<module>%s</module>"::formatted)
                      .collect(Collectors.joining())));
      return copy.mvnw("-f", name + "/pom.xml", "validate");
    }
  }

  private static String dependency(String library, String version) {
    return """
    <dependency>
      <groupId>planted</groupId>
      <artifactId>%s</artifactId>
      <version>%s</version>
    </dependency>
    """
        .formatted(library, version);
  }

  @Test
  void aPluginWithoutAVersionIsRefused() {
    stopped(
        copy.withModule(
                "unpinned",
                """
                <build>
                  <plugins>
                    <plugin>
                      <groupId>org.apache.maven.plugins</groupId>
                      <artifactId>maven-antrun-plugin</artifactId>
                    </plugin>
                  </plugins>
                </build>
                """)
            .mvnw("-f", "unpinned/pom.xml", "validate"),
        "Every plugin has its version in the top pom.xml, so that a build today and one in a year are the same");
  }

  /// The rules of this module, from a planted line to the end of a build, all at once.
  @Test
  void whatBuildRulesTestFindsStopsTheBuild(@TempDir Path folder) {
    var broken = Planted.copyOfThisProject(folder);
    var top = broken.repository().text("pom.xml");
    var rules = broken.repository().text("rules/pom.xml");
    var architecture = broken.repository().text("ARCHITECTURE.md");
    broken
        .with(
            "pom.xml",
            top.replaceFirst(
                "(?s)<modules>.*?</modules>",
                "<modules><module>checks</module><module>gate</module><module>rules</module></modules>"))
        .with("rules/pom.xml", rules.replaceFirst("(?s)<dependencies>.*</dependencies>", ""))
        .without("gate")
        .without("checks")
        .with("ARCHITECTURE.md", architecture.replace("| checks | here |", "| checks | planned |"))
        .withModule("checks", "")
        .withModule(
            "gate",
            """
            <dependencies>
              <dependency>
                <groupId>dev.micelio</groupId>
                <artifactId>checks</artifactId>
                <version>${project.version}</version>
              </dependency>
            </dependencies>
            """)
        .with(
            "checks/src/main/java/dev/micelio/checks/Run.java",
            """
            package dev.micelio.checks;

            /// Makes evidence.
            public final class Run {}
            """)
        .with(
            "gate/src/main/java/dev/micelio/gate/Judge.java",
            """
            package dev.micelio.gate;

            import dev.micelio.checks.Run;

            final class Judge {
              enum Kind {
                INVALID
              }

              Run run = new Run();

              static String refusal() {
                return refuse(Kind.INVALID, "gate.unexplained");
              }

              private static String refuse(Kind kind, String code) {
                return kind + code;
              }
            }
            """)
        .with("docs/planted.md", "[nowhere](gone.md)\n");
    stopped(
        broken.mvnw("verify", "-Dtest=BuildRulesTest", "-Dsurefire.failIfNoSpecifiedTests=false"),
        "dev.micelio.gate.Judge names checks: gate may name only core, attest, jackson (ARCHITECTURE.md).",
        "The folder checks has a pom.xml and no row with the state \"here\"",
        "The rules do not wait for the module gate",
        "gate/src/main/java/dev/micelio/gate has no package-info.java",
        "Judge.java uses the code gate.unexplained, which has no page",
        "docs/planted.md leads to gone.md, which is not there",
        "docs/build-rules.md#the-rules-of-the-module-rules");
  }
}
