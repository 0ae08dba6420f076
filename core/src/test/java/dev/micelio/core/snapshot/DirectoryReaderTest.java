package dev.micelio.core.snapshot;

import static dev.micelio.core.snapshot.Directories.paths;
import static dev.micelio.core.snapshot.Directories.problem;
import static dev.micelio.core.snapshot.Directories.read;
import static dev.micelio.core.snapshot.Directories.shell;
import static dev.micelio.core.snapshot.Directories.tree;
import static dev.micelio.core.snapshot.Directories.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.NodesInMemory;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryReaderTest {
  @TempDir Path directory;

  @Test
  void anEmptyDirectoryIsTheEmptyTree() throws IOException {
    Files.createDirectories(directory.resolve("a/b"));
    assertThat(read(Scope.all(directory)).id()).isEqualTo(tree(List.of()));
  }

  @Test
  void theDirectoryItselfMayBeNamedThroughALink() throws IOException {
    write(directory, "d/file", "1");
    var link = Files.createSymbolicLink(directory.resolve("link"), Path.of("d"));
    assertThat(paths(Scope.all(link))).containsExactly("file");
  }

  @Test
  void whatIsNoDirectoryIsRefused() throws IOException {
    var file = write(directory, "file", "1");
    assertThat(problem(Scope.all(file)).code()).isEqualTo("snapshot.no-directory");
    assertThat(problem(Scope.all(directory.resolve("gone"))).what())
        .isEqualTo("there is no directory " + directory.resolve("gone"));
  }

  @Test
  void ignoreFilesAreReadInEveryDirectoryThatIsNotIgnoredItself() throws IOException {
    write(directory, ".gitignore", "*.log\nbuild/\n");
    write(directory, ".micignore", "!keep.log\n");
    write(directory, "a.log", "1");
    write(directory, "keep.log", "1");
    write(directory, "d/.gitignore", "!a.log\n");
    write(directory, "d/a.log", "1");
    write(directory, "build/.gitignore", "!*\n");
    write(directory, "build/out", "1");
    write(directory, "d/build", "a file");
    assertThat(paths(Scope.all(directory).respectingIgnores()))
        .containsExactly(
            ".gitignore", ".micignore", "d/.gitignore", "d/a.log", "d/build", "keep.log");
    assertThat(paths(Scope.all(directory))).hasSize(9);
  }

  @Test
  void rulesAreNotReadThroughALinkNorFromADirectory() throws IOException {
    write(directory, "rules", "*\n");
    Files.createSymbolicLink(directory.resolve(".gitignore"), Path.of("rules"));
    Files.createDirectory(directory.resolve(".micignore"));
    assertThat(paths(Scope.all(directory).respectingIgnores()))
        .containsExactly(".gitignore", "rules");
  }

  @Test
  void anIgnoredRepositoryIsNoFault() throws IOException {
    write(directory, "vendor/lib/.git/HEAD", "1");
    write(directory, "vendor/lib/a", "1");
    assertThat(problem(Scope.all(directory).respectingIgnores()).code())
        .isEqualTo("snapshot.refused");
    write(directory, ".micignore", "vendor/lib/\n");
    assertThat(paths(Scope.all(directory).respectingIgnores())).containsExactly(".micignore");
  }

  @Test
  void aFailureOfTheWatcherIsNotLost() throws IOException {
    write(directory, "a", "1");
    assertThatThrownBy(() ->
            read(
                Scope.all(directory),
                (_, _) -> {
                  throw new IllegalStateException("enough");
                },
                new NodesInMemory()))
        .hasMessage("enough");
  }

  @Test
  void aHundredDirectoriesInOneAnotherAreRead() throws Exception {
    shell(directory, "mkdir -p " + "d/".repeat(100) + "; echo x > " + "d/".repeat(100) + "x");
    assertThat(paths(Scope.all(directory))).containsExactly("d/".repeat(100) + "x");
  }

  @Test
  void aPathThatIsTooLongForTheSystemIsRefused() {
    var fault =
        Fault.of(new byte[] {'a'}, new FileSystemException("a", null, "File name too long"));
    assertThat(fault.kind()).isEqualTo(Fault.Kind.REFUSED);
    assertThat(fault.line()).isEqualTo("\"a\": the system opens no path so long");
  }

  @Test
  void whatTheSystemFailsToReadIsTold() {
    var faults = new Faults(Path.of("/d"));
    faults.add(
        Fault.of(new byte[] {'b'}, new FileSystemException("b", null, "Input/output error")));
    faults.add(Fault.of(new byte[] {'c'}, new IOException("Stale file handle")));
    assertThatThrownBy(faults::demandNone)
        .hasMessage(
            """
            the system fails to read all of /d:
              "b": Input/output error
              "c": Stale file handle\
            """);
    faults.add(Fault.of(new byte[] {'d'}, new AccessDeniedException("d")));
    assertThatThrownBy(faults::demandNone)
        .hasMessage("not permitted to read all of /d:\n  \"d\": permission denied");
  }

  @Test
  @Tag("slow")
  void aHundredThousandFilesInOneDirectoryAreRead() throws IOException {
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < 100_000; i++) {
      Files.createFile(directory.resolve("f" + i));
      entries.add(Directories.entry("f" + i, EntryKind.FILE, ""));
    }
    assertThat(read(Scope.all(directory)).id()).isEqualTo(tree(entries));
  }
}
