package dev.micelio.checks.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.pattern.Patterns;
import dev.micelio.core.snapshot.DirectoryReader;
import dev.micelio.core.snapshot.Scope;
import dev.micelio.core.snapshot.Watcher;
import dev.micelio.core.tree.NodesInMemory;
import dev.micelio.core.tree.Tree;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Directories and their trees.
public final class Trees {
  private Trees() {}

  public static void shell(Path directory, String script) throws Exception {
    var shell =
        new ProcessBuilder("sh", "-ec", script)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(new File("/dev/null"))
            .start();
    assertThat(shell.waitFor()).as(script).isZero();
  }

  public static void write(Path directory, String path, String content) throws IOException {
    var file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  public static Tree of(Path directory) {
    return of(Scope.all(directory));
  }

  public static Tree of(Path directory, Patterns inputs) {
    return of(Scope.all(directory).of(inputs));
  }

  private static Tree of(Scope scope) {
    var nodes = new NodesInMemory();
    var snapshot = new DirectoryReader(new MachineEnv(), scope, Watcher.NOBODY).read(nodes);
    return new Tree(snapshot.id(), nodes);
  }

  static Digest id(Path directory) {
    return of(directory).id();
  }

  static Path newDirectory(Path parent, String name) throws IOException {
    return Files.createDirectory(parent.resolve(name));
  }
}
