package dev.micelio.checks.source;

import static dev.micelio.checks.source.Trees.newDirectory;
import static dev.micelio.checks.source.Trees.shell;
import static dev.micelio.checks.source.Trees.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Jvm;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.NodesInMemory;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreeBuilder;
import dev.micelio.core.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SourceInvariantsTest {
  private final MachineEnv env = new MachineEnv();
  @TempDir Path home;
  private Path files;
  private Path copy;

  @BeforeEach
  void directories() throws Exception {
    files = newDirectory(home, "files");
    copy = newDirectory(home, "copy");
  }

  private void materialise(Tree tree) {
    new Materialiser(env, new WorkTreeContents(files)).write(tree, copy);
  }

  private void everyKindOfFile() throws Exception {
    write(files, "a", "a");
    write(files, "empty", "");
    write(files, "deep/er/and/deeper", "deep");
    write(files, "with space/ü/\u4e2d", "names");
    write(files, "large", "0123456789abcdef".repeat(100_000));
    shell(
        files,
        """
        echo '#!/bin/sh' > run; chmod 700 run; chmod 600 a; chmod 555 deep/er
        ln -s /nowhere/at/all absolute; ln -s ../../../up up; ln -s with\\ space/ slash
        ln -s a/b/./c dot; ln -s "$(printf 'x\\377y\\nz')" bytes; ln -s deep directory
        """);
  }

  @Test
  void invariant1_aSnapshotOfWhatWasWrittenHasTheTreesId() throws Exception {
    everyKindOfFile();
    var tree = Trees.of(files);

    materialise(tree);

    assertThat(Trees.id(copy)).isEqualTo(tree.id());
    shell(
        files,
        "for l in absolute up slash dot bytes directory; do "
            + "test \"$(readlink $l; echo x)\" = \"$(readlink ../copy/$l; echo x)\"; done");
  }

  @Test
  void invariant1_aLinkThatCanNotBeWrittenAsItIsIsAProblem() throws Exception {
    shell(files, "ln -s a//b double");

    assertThatThrownBy(() -> materialise(Trees.of(files)))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.code()).isEqualTo("source.odd-link"));
  }

  @Test
  void invariant1_manyFilesAreWrittenToo() throws Exception {
    shell(
        files,
        "for d in 1 2 3 4 5; do mkdir $d; for f in $(seq 1000); do echo $f > $d/$f; done; done");
    var tree = Trees.of(files);

    materialise(tree);

    assertThat(Trees.id(copy)).isEqualTo(tree.id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo other > a",
        "printf '' > a",
        "echo more >> a",
        "rm a",
        "rm a; mkdir a",
        "rm a; mkfifo a",
        "rm a; ln -s b a",
        "rm -r d; ln -s e d; mkdir e",
        "rm -r d; echo x > d",
        "rm l; ln -s other l",
        "rm l; echo target > l",
      })
  void invariant2_aFileThatIsAnotherOneByNowIsAProblem(String change) throws Exception {
    shell(files, "printf a > a; printf a > b; mkdir d; echo f > d/f; ln -s target l");
    var tree = Trees.of(files);
    shell(files, change);

    assertThatThrownBy(() -> materialise(tree))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo("source.changed");
              assertThat(problem.what()).endsWith("changed after it was read");
            });
  }

  @Test
  void invariant3_noLinkLeadsOut() throws Exception {
    shell(files, "ln -s ../outside out; ln -s / root");
    newDirectory(home, "outside");
    var tree = Trees.of(files);

    materialise(tree);

    assertThat(home.resolve("outside")).isEmptyDirectory();
    assertThat(Files.isSymbolicLink(copy.resolve("out"))).isTrue();
  }

  /// No tree can have it, and a directory could: a link where a directory is to be.
  @Test
  void invariant3_nothingIsWrittenThroughWhatIsThereAlready() throws Exception {
    newDirectory(home, "outside");
    write(files, "d/f", "content");
    write(files, "g", "content");
    var tree = Trees.of(files);
    shell(copy, "ln -s ../outside d");

    refused(tree);
    assertThat(home.resolve("outside")).isEmptyDirectory();

    shell(copy, "rm d; ln -s ../outside/g g");
    refused(tree);
    assertThat(home.resolve("outside")).isEmptyDirectory();
  }

  private void refused(Tree tree) {
    assertThatThrownBy(() -> materialise(tree))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.code()).isEqualTo("source.unwritten"));
  }

  /// What gives the contents is not trusted: it goes on for ever.
  @Test
  void invariant2_contentsThatAreLongerAreNotReadToTheirEnd() {
    var nodes = new NodesInMemory();
    var builder = new TreeBuilder(nodes);
    builder.add(new Entry(new TreePath("f"), EntryKind.FILE, Digest.of("abc".getBytes(UTF_8)), 3));
    var tree = new Tree(builder.finish(), nodes);
    var endless =
        new ByteArrayInputStream(new byte[0]) {
          private long given;

          @Override
          public int readNBytes(byte[] bytes, int offset, int length) {
            given += length;
            assertThat(given).isLessThan(10_000_000);
            return length;
          }
        };

    assertThatThrownBy(() -> new Materialiser(env, _ -> endless).write(tree, copy))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.code()).isEqualTo("source.changed"));
  }

  @Test
  void invariant4_modesAndTimesAreTheSameEachTime() throws Exception {
    everyKindOfFile();

    materialise(Trees.of(files));

    try (var paths = Files.walk(copy)) {
      for (var path : paths.toList()) {
        assertThat(Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toMillis())
            .as("" + path)
            .isEqualTo(1000);
        if (!Files.isSymbolicLink(path)) {
          boolean executable = Files.isDirectory(path) || path.endsWith("run");
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
              .as("" + path)
              .isEqualTo(executable ? "rwxr-xr-x" : "rw-r--r--");
        }
      }
    }
  }

  @Test
  void aFullDiskIsSaidAndLeavesTheDirectoryToBeThrownAway() throws Exception {
    var small = newDirectory(home, "small");
    assumeTrue(
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", small.toString())
                .start()
                .waitFor()
            == 0,
        "this user may mount file systems");
    try {
      write(files, "large", "0123456789abcdef".repeat(10_000));
      var tree = Trees.of(files);
      try (var workspace = new Workspaces(env, small).open()) {
        assertThatThrownBy(() ->
                new Materialiser(env, new WorkTreeContents(files)).write(tree, workspace.path()))
            .isInstanceOfSatisfying(
                Problem.class, p -> assertThat(p.code()).isEqualTo("source.disk-full"));
      }
      assertThat(names(small)).containsExactly("all.lock");
    } finally {
      assertThat(new ProcessBuilder("umount", small.toString()).start().waitFor()).isZero();
    }
  }

  private static List<String> names(Path directory) throws Exception {
    var names = new ArrayList<String>();
    try (var paths = Files.list(directory)) {
      paths.forEach(path -> names.add(path.getFileName().toString()));
    }
    return names;
  }

  @Test
  void invariant5_whatAKilledProcessLeftTheNextOneRemoves() throws Exception {
    var run = home.resolve("run");
    var left = Jvm.command(WorkspaceMain.class, run.toString()).start();
    var lives = Jvm.command(WorkspaceMain.class, run.toString()).start();
    var leftPath = Path.of(left.inputReader().readLine());
    var livesPath = Path.of(lives.inputReader().readLine());
    try (var own = new Workspaces(env, run).open()) {
      assertThat(leftPath.resolve("file")).exists();

      left.destroyForcibly().waitFor();
      try (var next = new Workspaces(env, run).open()) {
        assertThat(leftPath).doesNotExist();
        assertThat(livesPath.resolve("file")).exists();
        assertThat(own.path()).isEmptyDirectory().isNotEqualTo(next.path());
      }
      assertThat(names(run)).hasSize(5); // the lock of all, and two of each
    } finally {
      lives.destroyForcibly().waitFor();
    }
    new Workspaces(env, run).open().close();
    assertThat(names(run)).containsExactly("all.lock");
  }

  @Test
  void invariant5_workspacesAreMadeAndRemovedAtOnce() throws Exception {
    var run = home.resolve("run");
    var numbers = java.util.stream.IntStream.range(0, 100).boxed().toList();

    env.all(
        "workspaces",
        numbers,
        8,
        n -> {
          try (var workspace = new Workspaces(env, run).open()) {
            write(workspace.path(), "file", "" + n);
            assertThat(workspace.path().resolve("file")).hasContent("" + n);
            return n;
          } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
          }
        });

    assertThat(names(run)).containsExactly("all.lock");
  }

  @Test
  void whateverAProgramMadeOfAWorkspaceItCanBeRemoved() throws Exception {
    Path path;
    write(home, "outside/file", "stays");
    try (var workspace = new Workspaces(env, home.resolve("run")).open()) {
      path = workspace.path();
      shell(
          path,
          """
          mkdir -p locked/in; echo > locked/in/file; chmod 000 locked/in locked
          ln -s ../../outside out
          name=$(printf 'd%.0s' $(seq 200))
          i=0; while [ $i -lt 60 ]; do mkdir $name; cd -P $name; i=$((i+1)); done; echo > file
          """);
    }
    assertThat(path).doesNotExist();
    assertThat(home.resolve("outside/file")).exists();
  }
}
