package dev.micelio.attest.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Programs of the machine that tests compare with: OpenSSL and OpenSSH. One that is missing fails
/// the test; `.ci/run` installs them.
public final class Tool {
  private static final int PATIENCE_SECONDS = 60;

  private Tool() {}

  /// How a program ended. Its two streams are one.
  public record Ended(int exitCode, String out) {}

  public static Ended run(Path directory, Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    var process = builder.start();
    process.getOutputStream().close();
    byte[] out = process.getInputStream().readAllBytes();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(words[0] + " did not end");
    }
    return new Ended(process.exitValue(), new String(out, StandardCharsets.UTF_8));
  }

  /// What a program printed that had to succeed.
  public static String out(Path directory, String... words)
      throws IOException, InterruptedException {
    var ended = run(directory, Map.of(), words);
    if (ended.exitCode() != 0) {
      throw new AssertionError(String.join(" ", words) + ": " + ended.out());
    }
    return ended.out();
  }
}
