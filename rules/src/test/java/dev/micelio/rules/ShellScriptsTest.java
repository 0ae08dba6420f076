package dev.micelio.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `mvnw`, `.mvn/find-jdk.sh` and `.mvn/totals.sh` on machines made of folders, with the plainest
/// shell there is.
final class ShellScriptsTest {
  @TempDir private Path folder;
  private Path machine;
  private final Map<String, String> variables = new TreeMap<>();

  @BeforeEach
  void machineWithNothing() {
    machine = folder.resolve("a machine");
    variables.put("HOME", machine.resolve("home/ana").toString());
    variables.put("MIC_JDK_ROOT", machine.toString());
    variables.put("PATH", machine.resolve("path") + ":/usr/bin:/bin");
    Planted.empty(folder.resolve("project"));
    new Planted(folder.resolve("project"))
        .with("mvnw", Repository.ofThisProject().text("mvnw"))
        .with(".mvn/find-jdk.sh", Repository.ofThisProject().text(".mvn/find-jdk.sh"))
        .with(".mvn/totals.sh", Repository.ofThisProject().text(".mvn/totals.sh"));
    executable(folder.resolve("project/.mvn/totals.sh"));
    // The real machine's own java and mvn must not be found behind the planted path.
    new Planted(machine)
        .with("path/java", "#!/bin/sh\nexit 1\n")
        .with("path/mvn", "#!/bin/sh\nexit 1\n");
    executable(machine.resolve("path/java"));
    executable(machine.resolve("path/mvn"));
  }

  private static void executable(Path file) {
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Path jdk(String home, String version) {
    var place = machine.resolve(home);
    new Planted(place)
        .with("release", "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\nMODULES=\"a b\"\n")
        .with("bin/javac", "#!/bin/sh\n")
        .with("bin/java", "#!/bin/sh\n");
    executable(place.resolve("bin/javac"));
    executable(place.resolve("bin/java"));
    return place;
  }

  private Path maven(String home, String core) {
    var place = machine.resolve(home);
    new Planted(place)
        .with("lib/" + core, "")
        .with(
            "bin/mvn",
            "#!/bin/sh\necho \"home=$JAVA_HOME opts=$MAVEN_OPTS arguments=$*\"\nexit 7\n");
    executable(place.resolve("bin/mvn"));
    return place;
  }

  private Planted.Ended mvnw(String... arguments) {
    var command = new ArrayList<String>(List.of("env", "-i"));
    variables.forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(List.of("sh", folder.resolve("project/mvnw").toString()));
    command.addAll(List.of(arguments));
    return new Planted(folder).run(command);
  }

  private void finds(Path jdk) {
    assertThat(mvnw("verify").output()).contains("home=" + jdk + " opts=");
  }

  @Test
  void aJdkIsFoundWhereverMachinesKeepThem() {
    maven("usr/share/maven", "maven-core-3.x.jar");
    finds(jdk("opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home", "25"));
    finds(jdk("Library/Java/JavaVirtualMachines/t.jdk/Contents/Home", "25.0.1"));
    finds(jdk("home/ana/.asdf/installs/java/temurin-25", "25.0.1"));
    finds(jdk("home/ana/.local/share/mise/installs/java/25", "25-ea"));
    finds(jdk("home/ana/.jdks/temurin-25", "25.0.1"));
    finds(jdk("home/ana/.sdkman/candidates/java/25-tem", "25.0.1"));
    finds(jdk("usr/lib/jvm/jdk-25", "26.0.1"));
    variables.put("JAVA_HOME", jdk("java home", "25.0.1").toString());
    finds(machine.resolve("java home"));
    variables.put("MIC_JAVA_HOME", jdk("mic java home", "25.0.1").toString());
    finds(machine.resolve("mic java home"));
  }

  @Test
  void theJdkBehindALinkOnThePathIsFound() throws IOException {
    maven("usr/share/maven", "maven-core-3.x.jar");
    var jdk = jdk("elsewhere/jdk", "25");
    Files.delete(machine.resolve("path/java"));
    Files.createDirectories(machine.resolve("alternatives"));
    Files.createSymbolicLink(machine.resolve("alternatives/java"), jdk.resolve("bin/java"));
    Files.createSymbolicLink(machine.resolve("path/java"), machine.resolve("alternatives/java"));
    finds(jdk);
  }

  @Test
  void whereAllAreTooOldEveryPlaceIsNamedWithWhatToInstall() {
    maven("usr/share/maven", "maven-core-3.x.jar");
    jdk("usr/lib/jvm/jdk-17", "17.0.15");
    jdk("usr/lib/jvm/jdk-8", "1.8.0_292");
    jdk("home/ana/.jdks/early", "");
    variables.put("JAVA_HOME", jdk("java home", "24.0.2").toString());
    var ended = mvnw("verify");
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.output())
        .isEqualTo(
            """
            error: no JDK 25 or newer was found. These places were searched:
              MIC_JAVA_HOME: not set
              JAVA_HOME: MACHINE/java home is Java 24.0.2
              java on PATH: MACHINE/path/java is no JDK: it has no file release
              MACHINE/usr/lib/jvm/jdk-17: is Java 17.0.15
              MACHINE/usr/lib/jvm/jdk-8: is Java 1.8.0_292
              MACHINE/home/ana/.sdkman/candidates/java: nothing there
              MACHINE/home/ana/.jdks/early: does not say its version
              MACHINE/home/ana/.local/share/mise/installs/java: nothing there
              MACHINE/home/ana/.asdf/installs/java: nothing there
              MACHINE/Library/Java/JavaVirtualMachines: nothing there
              MACHINE/opt/homebrew/opt: nothing there
              MACHINE/usr/local/opt: nothing there
            next: install one, then run this again:
              Debian 13, Ubuntu 24.04 or newer   sudo apt-get install openjdk-25-jdk-headless
              macOS                              brew install openjdk@25
              any other                          sdk install java 25-tem   (SDKMAN, https://sdkman.io)
            If you have one elsewhere, say so: export MIC_JAVA_HOME=/path/to/jdk
            """
                .replace("MACHINE", machine.toString()));
  }

  @Test
  void aRuntimeWithoutACompilerDoesNotBuild() throws IOException {
    maven("usr/share/maven", "maven-core-3.x.jar");
    Files.delete(jdk("usr/lib/jvm/jre-25", "25").resolve("bin/javac"));
    assertThat(mvnw("verify").output())
        .contains(machine + "/usr/lib/jvm/jre-25: is Java 25 without bin/javac");
  }

  @Test
  void withoutAMavenItSaysWhereItLookedAndWhatToInstall() {
    jdk("usr/lib/jvm/jdk-25", "25");
    variables.put("MAVEN_HOME", maven("old maven", "maven-core-3.8.5.jar").toString());
    var ended = mvnw("verify");
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.output())
        .contains(
            "error: no Maven 3.8.6 or newer was found",
            "MAVEN_HOME: " + machine + "/old maven is Maven 3.8.5",
            "system package: no Maven in " + machine + "/usr/share/maven",
            "sudo apt-get install maven");
  }

  @Test
  void theUsersOptionsComeAfterOursAndTheExitCodeIsMavens() {
    var jdk = jdk("usr/lib/jvm/jdk-25", "25");
    variables.put("MAVEN_HOME", maven("maven", "maven-core-3.8.6.jar").toString());
    variables.put("MAVEN_OPTS", "-Xmx1g -Dx=y");
    var ended = mvnw("-pl", "core", "verify");
    assertThat(ended.exit()).isEqualTo(7);
    assertThat(ended.output())
        .startsWith(
            "home="
                + jdk
                + " opts=--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -Xmx1g -Dx=y"
                + " arguments=-pl core verify\n");
  }

  @Test
  void totalsAreTheSumOfTheReportsOfThisRun() throws IOException {
    var project = new Planted(folder.resolve("project"));
    var report =
        "<?xml version=\"1.0\"?>\n<testsuite name=\"A\" time=\"1\" tests=\"%d\" errors=\"%d\" skipped=\"%d\" failures=\"%d\">\n";
    project
        .with("old", "")
        .with("core/target/surefire-reports/TEST-old.xml", report.formatted(9, 9, 0, 0));
    Files.setLastModifiedTime(
        project.root().resolve("core/target/surefire-reports/TEST-old.xml"),
        FileTime.from(Instant.now().minusSeconds(60)));
    project.with("core/target/surefire-reports/TEST-a.xml", report.formatted(10, 1, 2, 3));
    project.with("s3/target/surefire-reports/TEST-b.xml", report.formatted(5, 0, 0, 0));
    Files.setLastModifiedTime(
        project.root().resolve("old"), FileTime.from(Instant.now().minusSeconds(30)));
    assertThat(project.run(List.of(".mvn/totals.sh", "old")).output())
        .isEqualTo("9 passed, 4 failed, 2 skipped\n");
  }
}
