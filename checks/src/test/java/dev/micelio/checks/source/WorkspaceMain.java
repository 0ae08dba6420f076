package dev.micelio.checks.source;

import dev.micelio.core.env.MachineEnv;
import java.nio.file.Files;
import java.nio.file.Path;

/// A process that has a workspace, until it is killed.
final class WorkspaceMain {
  private WorkspaceMain() {}

  @SuppressWarnings("try") // open until the end
  public static void main(String[] arguments) throws Exception {
    try (var workspace = new Workspaces(new MachineEnv(), Path.of(arguments[0])).open()) {
      Files.writeString(workspace.path().resolve("file"), "content");
      System.out.println(workspace.path());
      Thread.sleep(60_000);
    }
  }
}
