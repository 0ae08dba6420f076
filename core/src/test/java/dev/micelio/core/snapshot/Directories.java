package dev.micelio.core.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.NodesInMemory;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreeBuilder;
import dev.micelio.core.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Makes directories and reads them.
final class Directories {
  private Directories() {}

  static Path write(Path directory, String path, String content) throws IOException {
    var file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  /// For what Java has no words for, such as names that are no text.
  static void shell(Path directory, String script) throws Exception {
    var log = Files.createTempFile("shell", "log");
    try {
      var shell =
          new ProcessBuilder("sh", "-c", script)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      assertThat(shell.waitFor(60, TimeUnit.SECONDS)).as("the shell ends").isTrue();
      assertThat(shell.exitValue()).as(Files.readString(log)).isZero();
    } finally {
      Files.delete(log);
    }
  }

  static Snapshot read(Scope scope) {
    return read(scope, Watcher.NOBODY, new NodesInMemory());
  }

  static Snapshot read(Scope scope, Watcher watcher, NodesInMemory nodes) {
    return new DirectoryReader(new MachineEnv(), scope, watcher).read(nodes);
  }

  static List<String> paths(Scope scope) {
    var nodes = new NodesInMemory();
    var paths = new ArrayList<String>();
    new Tree(read(scope, Watcher.NOBODY, nodes).id(), nodes)
        .forEach(entry -> paths.add(entry.path().text()));
    return paths;
  }

  static Problem problem(Scope scope) {
    return problem(scope, Watcher.NOBODY);
  }

  static Problem problem(Scope scope, Watcher watcher) {
    return catchThrowableOfType(Problem.class, () -> read(scope, watcher, new NodesInMemory()));
  }

  static Entry entry(String path, EntryKind kind, String content) {
    byte[] bytes = content.getBytes(UTF_8);
    return new Entry(new TreePath(path), kind, Digest.of(bytes), bytes.length);
  }

  static Digest tree(List<Entry> entries) {
    var builder = new TreeBuilder(new NodesInMemory());
    entries.stream()
        .sorted((left, right) -> left.path().compareTo(right.path()))
        .forEach(builder::add);
    return builder.finish();
  }
}
