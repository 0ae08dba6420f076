package dev.micelio.attest.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A real ssh-agent, until it is closed.
public final class RunningAgent implements AutoCloseable {
  private static final int LOOKS_MAX = 500;
  private static final int PATIENCE_SECONDS = 10;

  private final Process process;
  private final Path socket;

  private RunningAgent(Process process, Path socket) {
    this.process = process;
    this.socket = socket;
  }

  public static RunningAgent start(Path directory, String... more)
      throws IOException, InterruptedException {
    var socket = directory.resolve("agent.socket");
    var words = new ArrayList<>(List.of("ssh-agent", "-D", "-a", socket.toString()));
    words.addAll(List.of(more));
    var process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("agent.log").toFile())
            .start();
    for (int look = 0; !Files.exists(socket); look++) {
      if (look == LOOKS_MAX || !process.isAlive()) {
        process.destroyForcibly();
        throw new AssertionError(
            "no ssh-agent: " + Files.readString(directory.resolve("agent.log")));
      }
      Thread.sleep(10);
    }
    return new RunningAgent(process, socket);
  }

  public Path socket() {
    return socket;
  }

  public Map<String, String> environment() {
    return Map.of("SSH_AUTH_SOCK", socket.toString());
  }

  /// `ssh-add` with these words.
  public void add(String... words) throws IOException, InterruptedException {
    var all = new ArrayList<>(List.of("ssh-add"));
    all.addAll(List.of(words));
    var ended = Tool.run(Path.of("/"), environment(), all.toArray(new String[0]));
    if (ended.exitCode() != 0) {
      throw new AssertionError("ssh-add: " + ended.out());
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }
}
