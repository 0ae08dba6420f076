package dev.micelio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher, in checkouts and distributions made for it, with JDKs that only say how they were
/// called. Paths have spaces everywhere.
final class LauncherTest {
  private static final Path PROJECT = Path.of(System.getProperty("project.root"));
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path temporary;
  private final Map<String, String> environment = new HashMap<>();
  private Path checkout;
  private Path home;

  private record Ended(int exitCode, String out, String err) {}

  @BeforeEach
  void makeACheckout() throws IOException {
    home = Files.createDirectories(temporary.resolve("home of somebody"));
    checkout = temporary.resolve("a checkout");
    copy("mic", checkout.resolve("mic"));
    copy(".mvn/find-jdk.sh", checkout.resolve(".mvn/find-jdk.sh"));
    Files.createDirectories(checkout.resolve("cli/src/main"));
    Files.writeString(checkout.resolve("cli/pom.xml"), "");
    Files.writeString(checkout.resolve("pom.xml"), "");
    script(
        checkout.resolve("mvnw"),
        """
        echo build >>builds
        echo 'compiling a lot'
        sleep ${SLOW_BUILD:-0}
        [ -z "${BROKEN_BUILD-}" ] || { echo 'it does not compile'; exit 1; }
        mkdir -p cli/target/dist/lib
        : >cli/target/dist/lib/mic.jar
        """);
    environment.put("HOME", home.toString());
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("MIC_JDK_ROOT", temporary.resolve("root").toString());
    environment.put("MIC_JAVA_HOME", jdk(temporary.resolve("the jdk"), "25.0.3").toString());
  }

  private static void copy(String from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(PROJECT.resolve(from), to);
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// One that prints what it was called with, and which it is.
  private static Path jdk(Path directory, String version) throws IOException {
    Files.createDirectories(directory.resolve("bin"));
    Files.writeString(
        directory.resolve("release"),
        "IMPLEMENTOR=\"Test\"\nJAVA_RUNTIME_VERSION=\"%1$s+9\"\nJAVA_VERSION=\"%1$s\"\n"
            .formatted(version));
    script(directory.resolve("bin/java"), "echo \"java ${0%/bin/java}\"\nprintf '%s\\n' \"$@\"\n");
    return directory;
  }

  private Ended run(Path from, String... words) throws Exception {
    return ended(start(from, words));
  }

  private Process start(Path from, String... words) throws IOException {
    var builder = new ProcessBuilder(words).directory(from.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Ended ended(Process process) throws Exception {
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), out, err);
  }

  private String launcher() {
    return checkout.resolve("mic").toString();
  }

  private long builds() throws IOException {
    return Files.readAllLines(checkout.resolve("builds")).size();
  }

  @Test
  void everyWordReachesMicAsItWasWritten() throws Exception {
    var ended = run(temporary, launcher(), "land", "a goal with  two spaces", "", "*", "it's");
    assertThat(ended.exitCode).isZero();
    assertThat(ended.out)
        .startsWith("java " + temporary.resolve("the jdk") + "\n")
        .contains("\n-cp\n" + checkout.resolve("cli/target/dist/lib/mic.jar") + "\n")
        .endsWith("\ndev.micelio.cli.Main\nland\na goal with  two spaces\n\n*\nit's\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash", "bash"})
  void itIsFoundThroughLinksFromAnyDirectory(String shell) throws Exception {
    var bin = Files.createDirectories(temporary.resolve("my bin"));
    var elsewhere = Files.createDirectories(temporary.resolve("else where"));
    Files.createSymbolicLink(bin.resolve("absolute"), checkout.resolve("mic"));
    Files.createSymbolicLink(bin.resolve("relative"), Path.of("../a checkout/mic"));
    Files.createSymbolicLink(bin.resolve("mic"), Path.of("relative"));
    environment.put("CDPATH", "/:/usr:" + temporary);
    String jar = checkout.resolve("cli/target/dist/lib/mic.jar").toString();
    for (String name : List.of("absolute", "relative", "mic")) {
      var ended = run(elsewhere, shell, bin.resolve(name).toString(), "--version");
      assertThat(ended.exitCode).as(ended.err).isZero();
      assertThat(Files.isSameFile(Path.of(jarIn(ended)), Path.of(jar))).isTrue();
    }
    for (String written : List.of("../a checkout/mic", "../my bin/mic")) {
      assertThat(run(elsewhere, shell, written, "--version").exitCode).isZero();
    }
    assertThat(run(checkout, shell, "./mic", "--version").exitCode).isZero();
    environment.put("PATH", bin + ":/usr/bin:/bin");
    assertThat(run(elsewhere, shell, "-c", "mic --version").exitCode).isZero();
    assertThat(builds()).isEqualTo(1);
  }

  private static String jarIn(Ended ended) {
    var words = ended.out.lines().toList();
    return words.get(words.indexOf("-cp") + 1);
  }

  @Test
  void twoFirstRunsAtOnceBuildOnce() throws Exception {
    environment.put("SLOW_BUILD", "2");
    var runs = new ArrayList<Process>();
    for (int i = 0; i < 4; i++) {
      runs.add(start(temporary, launcher(), "--version"));
    }
    for (var run : runs) {
      var ended = ended(run);
      assertThat(ended.exitCode).as(ended.err).isZero();
    }
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void aBuildWhoseOwnerWasKilledIsTakenOver() throws Exception {
    var lock = Files.createDirectories(checkout.resolve("cli/target/build.lock"));
    var owner = start(temporary, "true");
    owner.waitFor();
    Files.writeString(lock.resolve("pid"), owner.pid() + "\n");
    assertThat(run(temporary, launcher(), "--version").exitCode).isZero();
    assertThat(lock).doesNotExist();
  }

  @Test
  void aChangedSourceIsBuiltAndAnUnchangedOneIsNot() throws Exception {
    assertThat(run(temporary, launcher(), "--version").err).contains("mic: building");
    assertThat(run(temporary, launcher(), "--version").err).isEmpty();
    assertThat(builds()).isEqualTo(1);
    var source = Files.writeString(checkout.resolve("cli/src/main/New.java"), "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    run(temporary, launcher(), "--version");
    assertThat(builds()).isEqualTo(2);
    environment.put("MIC_NO_BUILD", "1");
    run(temporary, launcher(), "--version");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void aBuildThatFailsShowsItsLogAndWhatToDo() throws Exception {
    environment.put("BROKEN_BUILD", "1");
    var ended = run(temporary, launcher(), "--version");
    assertThat(ended.exitCode).isEqualTo(2);
    assertThat(ended.out).isEmpty();
    String log = checkout.resolve("cli/target/build.log").toString();
    assertThat(ended.err)
        .isEqualTo(
            """
            mic: building (once; about a minute), log in %1$s
            compiling a lot
            it does not compile
            error: mic could not be built from %2$s
            next: read %1$s, or run ./mvnw -pl cli -am package there
            """
                .formatted(log, checkout));
    environment.remove("BROKEN_BUILD");
    assertThat(run(temporary, launcher(), "--version").exitCode).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root/usr/lib/jvm/jdk twenty-five",
        "home of somebody/.sdkman/candidates/java/25.0.3-tem",
        "home of somebody/.jdks/temurin-25",
        "home of somebody/.local/share/mise/installs/java/25",
        "home of somebody/.asdf/installs/java/temurin-25",
        "root/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home"
      })
  void aJdkIsFoundWhereverTheyAreKept(String place) throws Exception {
    environment.remove("MIC_JAVA_HOME");
    environment.put("JAVA_HOME", jdk(temporary.resolve("old jdk"), "17.0.15").toString());
    jdk(temporary.resolve("root/usr/lib/jvm/java-21"), "21");
    jdk(temporary.resolve("root/usr/lib/jvm/java-8"), "1.8.0_452");
    var jdk = jdk(temporary.resolve(place), "25.0.3");
    var ended = run(temporary, launcher(), "--version");
    assertThat(ended.exitCode).as(ended.err).isZero();
    assertThat(ended.out).startsWith("java " + jdk + "\n");
  }

  @Test
  void withoutAJdkItSaysWhereItLookedAndWhatToInstall() throws Exception {
    environment.remove("MIC_JAVA_HOME");
    environment.put("PATH", pathWithoutJava().toString());
    environment.put("JAVA_HOME", jdk(temporary.resolve("old jdk"), "17.0.15").toString());
    var ended = run(temporary, launcher(), "--version");
    assertThat(ended.exitCode).isEqualTo(2);
    assertThat(ended.out).isEmpty();
    assertThat(ended.err)
        .contains("error: no JDK 25 or newer was found. These places were searched:\n")
        .contains("  MIC_JAVA_HOME: not set\n")
        .contains("  JAVA_HOME: " + temporary.resolve("old jdk") + " is Java 17.0.15\n")
        .contains("  java on PATH: none\n")
        .contains("\nnext: install one, then run this again:\n");
  }

  private Path pathWithoutJava() throws IOException {
    var bin = Files.createDirectories(temporary.resolve("bin without java"));
    for (String tool :
        List.of("sh", "readlink", "find", "mkdir", "mv", "rm", "cat", "tail", "sleep", "touch")) {
      script(bin.resolve(tool), "exec /usr/bin/" + tool + " \"$@\"\n");
    }
    return bin;
  }

  @Test
  void theFoundJdkIsRememberedUntilItGoes() throws Exception {
    environment.remove("MIC_JAVA_HOME");
    environment.put("PATH", pathWithoutJava().toString());
    var first = jdk(home.resolve(".jdks/first"), "25.0.3");
    assertThat(run(temporary, launcher(), "--version").out).startsWith("java " + first + "\n");
    var preferred = jdk(temporary.resolve("root/usr/lib/jvm/preferred"), "26");
    assertThat(run(temporary, launcher(), "--version").out).startsWith("java " + first + "\n");
    Files.delete(first.resolve("release"));
    assertThat(run(temporary, launcher(), "--version").out).startsWith("java " + preferred + "\n");
  }

  /// A distribution of the classes under test, run by the JVM that runs the tests.
  private Path distribution() throws IOException {
    var directory = temporary.resolve("opt/mic 1");
    copy("mic", directory.resolve("bin/mic"));
    copy(".mvn/find-jdk.sh", directory.resolve("lib/find-jdk.sh"));
    var urls = new ArrayList<String>();
    for (String entry : System.getProperty("java.class.path").split(":", -1)) {
      urls.add(Path.of(entry).toUri().toString());
    }
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", urls));
    try (OutputStream out = Files.newOutputStream(directory.resolve("lib/mic.jar"));
        var jar = new JarOutputStream(out, manifest)) {
      jar.finish();
    }
    environment.put("MIC_JAVA_HOME", System.getProperty("java.home"));
    return directory;
  }

  @Test
  void aDistributionWorksThroughALinkWithoutAHome() throws Exception {
    var mic = distribution().resolve("bin/mic");
    var link = Files.createSymbolicLink(temporary.resolve("mic"), mic);
    environment.remove("HOME");
    var ended = run(temporary, link.toString(), "--version");
    assertThat(ended.exitCode).as(ended.err).isZero();
    assertThat(ended.out).startsWith("mic ");
    assertThat(ended.err).isEmpty();
  }

  @Test
  void aForeignCacheBreaksNothingAndPrintsNothing() throws Exception {
    var distribution = distribution();
    var mic = distribution.resolve("bin/mic").toString();
    Files.createDirectories(distribution.resolve("aot"));
    for (String content : List.of("", "this is no cache", "x".repeat(1 << 20))) {
      var cache =
          distribution.resolve("aot/" + System.getProperty("java.runtime.version") + ".aot");
      Files.writeString(cache, content);
      var ended = run(temporary, mic, "--version");
      assertThat(ended.exitCode).as(ended.err).isZero();
      assertThat(ended.out).matches("mic [^\n]+\n");
      assertThat(ended.err).isEmpty();
    }
  }

  @Test
  void aReaderThatGoesAwayIsNoFailure() throws Exception {
    var mic = distribution().resolve("bin/mic").toString();
    var ended = run(temporary, "sh", "-c", "{ \"$0\" help; echo $? >&2; } | true", mic);
    assertThat(ended.err).isEqualTo("0\n");
  }

  @Test
  void anInterruptEndsWith130() throws Exception {
    var mic = distribution().resolve("bin/mic").toString();
    var objects = Files.createDirectories(temporary.resolve("objects"));
    var process = start(temporary, mic, "doctor", "objects", "dir:" + objects, "--rounds", "10000");
    var deadline = Instant.now().plus(PATIENCE);
    while (!Files.exists(objects.resolve("format")) && Instant.now().isBefore(deadline)) {
      Thread.sleep(20);
    }
    start(temporary, "kill", "-INT", Long.toString(process.pid())).waitFor();
    assertThat(ended(process).exitCode).isEqualTo(130);
  }
}
