package dev.micelio.core.ignore;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.snapshot.DirectoryReader;
import dev.micelio.core.snapshot.Scope;
import dev.micelio.core.snapshot.Watcher;
import dev.micelio.core.tree.NodesInMemory;
import dev.micelio.core.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/// What the real git says of a directory, and what we say.
final class GitIgnores {
  private GitIgnores() {}

  static void begin(Path directory) throws Exception {
    git(directory, "init", "-q");
  }

  /// The files that git would add, from git itself.
  static Set<String> git(Path directory) throws Exception {
    var kept = new TreeSet<String>();
    for (String path :
        git(directory, "ls-files", "--others", "--exclude-standard", "-z").split("\0", -1)) {
      kept.add(path);
    }
    kept.remove("");
    return kept;
  }

  static Set<String> ours(Path directory) {
    var nodes = new NodesInMemory();
    var snapshot =
        new DirectoryReader(
                new MachineEnv(), Scope.all(directory).respectingIgnores(), Watcher.NOBODY)
            .read(nodes);
    var kept = new TreeSet<String>();
    new Tree(snapshot.id(), nodes).forEach(entry -> kept.add(entry.path().text()));
    return kept;
  }

  private static String git(Path directory, String... words) throws Exception {
    var out = Files.createTempFile("git", "out");
    try {
      var all = new ArrayList<>(List.of("git"));
      all.addAll(List.of(words));
      var builder =
          new ProcessBuilder(all)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile());
      builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
      builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
      builder.environment().put("XDG_CONFIG_HOME", directory.toString());
      var git = started(builder);
      assertThat(git.waitFor(60, TimeUnit.SECONDS)).as("git ends").isTrue();
      assertThat(git.exitValue()).as(Files.readString(out, ISO_8859_1)).isZero();
      return Files.readString(out, UTF_8);
    } finally {
      Files.delete(out);
    }
  }

  private static Process started(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException _) {
      assumeTrue(false, "git is there");
      throw new AssertionError();
    }
  }
}
