package dev.micelio.bench;

import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How long whole processes take from their start to their end: mic as it is installed and in a
/// checkout, against what people have at their prompt. They take turns, `rounds` times.
final class StartupBench {
  private static final int ROUNDS = 40;
  private static final Duration REHEARSAL_MAX = Duration.ofMinutes(2);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final Env ENV = new MachineEnv();
  private static final Path CHECKOUT = Path.of("").toAbsolutePath();
  private static final Path DISTRIBUTION = CHECKOUT.resolve("cli/target/dist");

  /// mic as it is installed.
  static final String MIC = DISTRIBUTION.resolve("bin/mic").toString();

  private StartupBench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int rounds = args.length == 0 ? ROUNDS : Integer.parseInt(args[0]);
    awaitCache();
    String python = output("python3", "-c", "import sys; print(sys.executable)");
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var commands = new LinkedHashMap<String, List<String>>();
    commands.put(output("git", "--version"), List.of("git", "--version"));
    commands.put(python + " -c pass", List.of(python, "-c", "pass"));
    if (Files.exists(Path.of("/usr/bin/python3")) && !python.equals("/usr/bin/python3")) {
      commands.put("/usr/bin/python3 -c pass", List.of("/usr/bin/python3", "-c", "pass"));
    }
    commands.put("mic --version", List.of(MIC, "--version"));
    commands.put("mic help", List.of(MIC, "help"));
    commands.put("mic doctor --help", List.of(MIC, "doctor", "--help"));
    commands.put("mic doctor objects --help", List.of(MIC, "doctor", "objects", "--help"));
    commands.put(
        "mic --version, in a checkout", List.of(CHECKOUT.resolve("mic").toString(), "--version"));
    commands.put("the JVM alone: java -version", List.of(java, "-XX:+UseSerialGC", "-version"));
    commands.put("the launcher alone, for a JVM that is /bin/true", List.of(MIC, "--launcher"));
    commands.put("/bin/true", List.of("/bin/true"));
    var launcherOnly = Map.of("MIC_JAVA_HOME", jdkThatDoesNothing().toString());
    var millis = new LinkedHashMap<String, List<Double>>();
    for (int round = 0; round < rounds; round++) {
      for (var command : commands.entrySet()) {
        boolean bare = command.getValue().contains("--launcher");
        millis
            .computeIfAbsent(command.getKey(), _ -> new ArrayList<>())
            .add(millis(command.getValue(), bare ? launcherOnly : Map.of()));
      }
    }
    print(millis);
  }

  /// The first run makes the AOT cache beside it; what is measured is every later one.
  static void awaitCache() throws IOException, InterruptedException {
    millis(List.of(MIC, "--version"), Map.of());
    var cache = DISTRIBUTION.resolve("aot/" + System.getProperty("java.runtime.version") + ".aot");
    long end = ENV.nanos() + REHEARSAL_MAX.toNanos();
    while (!Files.exists(cache) || Files.exists(Path.of(cache + ".lock"))) {
      if (ENV.nanos() > end) {
        throw new IllegalStateException("no AOT cache came to be at " + cache);
      }
      ENV.sleep(BETWEEN_LOOKS);
    }
  }

  private static Path jdkThatDoesNothing() throws IOException {
    var jdk = CHECKOUT.resolve("bench/target/no-jdk");
    Files.createDirectories(jdk.resolve("bin"));
    Files.createDirectories(DISTRIBUTION.resolve("aot"));
    Files.writeString(
        jdk.resolve("release"), "JAVA_RUNTIME_VERSION=\"none\"\nJAVA_VERSION=\"25\"\n");
    Files.writeString(DISTRIBUTION.resolve("aot/none.aot"), "so that none is made");
    var java = jdk.resolve("bin/java");
    Files.deleteIfExists(java);
    Files.copy(Path.of("/bin/true").toRealPath(), java);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return jdk;
  }

  private static String output(String... command) {
    return Shell.run(CHECKOUT, List.of(command)).strip();
  }

  static double millis(List<String> command) throws IOException, InterruptedException {
    return millis(command, Map.of());
  }

  private static double millis(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    long start = ENV.nanos();
    int exitCode = builder.start().waitFor();
    long nanos = ENV.nanos() - start;
    if (exitCode != 0) {
      throw new IllegalStateException(command + " ended with " + exitCode);
    }
    return nanos / 1e6;
  }

  private static void print(Map<String, List<Double>> millis) {
    double base = millis.values().iterator().next().stream().sorted().toList().getFirst();
    System.out.println(
        "milliseconds, whole process        min  median     p90   min against the first");
    millis.forEach((name, all) -> {
      var sorted = all.stream().sorted().toList();
      System.out.println(
          String.format(
              Locale.ROOT,
              "%-48s %7.1f %7.1f %7.1f %7.1fx",
              name,
              sorted.getFirst(),
              sorted.get(sorted.size() / 2),
              sorted.get(sorted.size() * 9 / 10),
              sorted.getFirst() / base));
    });
  }
}
