package dev.micelio.cli.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.snapshot.DirectoryReader;
import dev.micelio.core.snapshot.Scope;
import dev.micelio.core.testkit.Seeds;
import dev.micelio.core.tree.NodesInMemory;
import dev.micelio.core.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitInvariantsTest {
  @TempDir Path directory;

  private String git(Path where, String... words) throws Exception {
    var all = new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@b.example"));
    all.addAll(List.of(words));
    var process =
        new ProcessBuilder(all).directory(where.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.strip();
  }

  private static GitRepository around(Path where) {
    return GitRepository.around(new MachineEnv(), System.getenv(), where).orElseThrow();
  }

  private static Digest read(Path where) {
    return new DirectoryReader(new MachineEnv(), Scope.all(where), (_, _) -> {})
        .read(new NodesInMemory())
        .id();
  }

  private static Digest tree(Path where, String revision) {
    var git = around(where);
    return git.tree(git.require(revision), new NodesInMemory());
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Seeds(4)
  void invariant1_theTreeOfARevisionIsThatOfADirectoryInWhichJustItsFilesLie(long seed)
      throws Exception {
    var random = new Random(seed);
    var work = Files.createDirectories(directory.resolve("work"));
    git(work, "init", "-q");
    for (int i = 0; i < 25; i++) {
      var file =
          work.resolve(
              List.of("a", "a-b", "a b", "ü", "a/\"q\"", "z\nline").get(random.nextInt(6))
                  + "-dir/"
                  + i);
      write(file, "x\n".repeat(random.nextInt(50)) + (random.nextBoolean() ? i : "\0\r\n"));
      if (random.nextInt(4) == 0) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      if (random.nextInt(4) == 0) {
        Files.createSymbolicLink(file.resolveSibling(i + ".link"), Path.of("../to " + i));
      }
    }
    write(work.resolve("same-1"), "twice");
    write(work.resolve("same-2"), "twice");
    write(work.resolve("empty"), "");
    git(work, "add", "-A");
    git(work, "commit", "-qm", "one");
    assertThat(tree(work, "HEAD")).isEqualTo(read(work));
    var below = work.resolve("a-b-dir");
    if (Files.isDirectory(below)) {
      assertThat(tree(below, "HEAD")).isEqualTo(read(below));
    }
    write(work.resolve("later"), "not in the revision");
    assertThat(tree(work, "HEAD")).isNotEqualTo(read(work));
  }

  @Test
  void invariant2_whatARepositorySaysAboutItsFilesChangesNoneOfTheirBytes() throws Exception {
    var work = Files.createDirectories(directory.resolve("work"));
    git(work, "init", "-q");
    write(work.resolve("text"), "one\ntwo\n$Id$\n");
    write(work.resolve("ignored-by-archive"), "is here\n");
    write(
        work.resolve(".gitattributes"),
        """
        text eol=crlf ident export-subst diff=loud
        ignored-by-archive export-ignore
        """);
    git(work, "config", "diff.loud.textconv", "tr a-z A-Z <");
    git(work, "add", "-A");
    git(work, "commit", "-qm", "one");
    var git = around(work);
    String head = git.require("HEAD");
    assertThat(git.file(head, new TreePath("text"))).hasValue("one\ntwo\n$Id$\n".getBytes(UTF_8));
    assertThat(git.file(head, new TreePath("ignored-by-archive"))).isPresent();
    assertThat(tree(work, "HEAD")).isEqualTo(read(work));

    String real = git(work, "rev-parse", "HEAD:text");
    write(directory.resolve("other"), "another\n");
    String other = git(work, "hash-object", "-w", directory.resolve("other").toString());
    git(work, "replace", real, other);
    assertThat(git.file(head, new TreePath("text"))).hasValue("one\ntwo\n$Id$\n".getBytes(UTF_8));
    assertThat(tree(work, "HEAD")).isEqualTo(read(work));
  }

  @Test
  void invariant3_aRevisionIsNoOptionOfGitWhateverItIsCalled() throws Exception {
    var work = Files.createDirectories(directory.resolve("work"));
    git(work, "init", "-q");
    write(work.resolve("a"), "a");
    git(work, "add", "-A");
    git(work, "commit", "-qm", "one");
    for (String odd : List.of("--all", "-h", "--git-dir=/", "--upload-pack=touch x", "no", "")) {
      assertThat(around(work).find(odd)).as(odd).isEmpty();
      assertThatThrownBy(() -> around(work).require(odd))
          .isInstanceOfSatisfying(
              Problem.class, problem -> assertThat(problem.code()).isEqualTo("git.no-revision"));
    }
    assertThat(directory.resolve("x")).doesNotExist();
  }

  @Test
  void whereThereIsNoRepositoryThereIsNone() throws IOException {
    var work = Files.createDirectories(directory.resolve("work"));
    assertThat(GitRepository.around(new MachineEnv(), System.getenv(), work)).isEmpty();
    assertThat(GitRepository.around(new MachineEnv(), Map.of(), work)).isEmpty();
  }
}
