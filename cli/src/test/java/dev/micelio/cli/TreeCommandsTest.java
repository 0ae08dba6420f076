package dev.micelio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TreeCommandsTest {
  /// The three entries of the example in docs/formats/tree.md.
  private static final String ID =
      "sha256:027bd93157caf5042debd345cac76f5b1965d0e942dbc5eabf4962c202386f1f";

  @TempDir Path directory;

  @BeforeEach
  void makeTheExample() throws IOException {
    write("e/a/b.txt", "hello\n");
    write("e/a/run", "");
    executable("e/a/run");
    Files.createSymbolicLink(directory.resolve("e/link"), Path.of("a/run"));
    write("e/.git/HEAD", "no part of it");
  }

  private void write(String path, String content) throws IOException {
    var file = directory.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, content);
  }

  private void executable(String path) throws IOException {
    Files.setPosixFilePermissions(
        directory.resolve(path), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private ScriptedTerminal ran(int exitCode, String... words) {
    var terminal = new ScriptedTerminal(directory);
    assertThat(terminal.run(words)).as(() -> terminal.out() + terminal.err()).isEqualTo(exitCode);
    return terminal;
  }

  private String out(String... words) {
    return ran(0, words).out();
  }

  @Test
  void idPrintsTheIdAloneOnItsFirstLine() {
    String id = ID + "\n3 files, 11 bytes, depth 1\n";
    assertThat(out("tree", "id", "e")).isEqualTo(id);
    assertThat(out("tree", "id", "-C", "e")).isEqualTo(id);
    assertThat(out("-C", "e", "tree", "id", ".")).isEqualTo(id);
    assertThat(out("tree", "id", "e", "-q")).isEqualTo(ID + "\n");
    assertThat(out("tree", "id", "e", "--json"))
        .isEqualTo("{\"id\":\"" + ID + "\",\"files\":3,\"bytes\":11,\"depth\":1}\n");
  }

  @Test
  void inputsRestrictWhatIsRead() throws IOException {
    write("other/a/b.txt", "hello\n");
    String restricted = out("tree", "id", "other");
    assertThat(restricted).endsWith("\n1 file, 6 bytes, depth 1\n");
    assertThat(out("tree", "id", "e", "--inputs", "a/**", "--inputs", "!**/run"))
        .isEqualTo(restricted);
    assertThat(ran(2, "tree", "id", "e", "--inputs", "b/**", "--inputs=c").err())
        .isEqualTo(
            """
            error: no file in %s matches b/**, c
            next: correct the patterns: they begin at the top of the directory, and ** goes across directories
            """
                .formatted(directory.resolve("e")));
    assertThat(ran(2, "tree", "id", "e", "--inputs", "/a").err())
        .startsWith("error: pattern 1 \"/a\": it begins with /");
  }

  @Test
  void ignoreFilesCountWhenTheyAreToBeRespected() throws IOException {
    write("e/build/out.o", "1");
    write("e/.gitignore", "build/\n.gitignore\n");
    assertThat(out("tree", "id", "e")).contains("\n5 files, ");
    assertThat(out("tree", "id", "e", "--respect-ignores"))
        .isEqualTo(ID + "\n3 files, 11 bytes, depth 1\n");
  }

  @Test
  void anEmptyDirectoryHasTheIdOfTheEmptyTree() throws IOException {
    Files.createDirectory(directory.resolve("none"));
    assertThat(out("tree", "id", "none")).endsWith("\n0 files, 0 bytes, depth 1\n");
    assertThat(out("tree", "show", "none", "--nodes"))
        .endsWith(
            "\n\nlevel 0: 1 node of 7 bytes\n  "
                + brief(out("tree", "id", "none"))
                + "  0 files of 0 bytes, node of 7 bytes\n");
    assertThat(out("tree", "show", "none")).endsWith("\nfiles  bytes\n    0      0  in all\n");
  }

  private static String brief(String id) {
    return id.substring("sha256:".length(), "sha256:".length() + 12);
  }

  @Test
  void whatCanNotBeTakenIsToldWithWhatToDo() throws IOException {
    write("e/vendor/lib/.git/HEAD", "");
    assertThat(ran(2, "tree", "id", "e").err())
        .isEqualTo(
            """
            error: a tree can not hold what is in %s:
              "vendor/lib": it is a repository of its own; leave it out, or remove its .git to have its files in this tree
            next: rename or remove it, or leave it out by a line in .micignore (which `mic tree` minds with --respect-ignores)
            """
                .formatted(directory.resolve("e")));
    assertThat(ran(2, "tree", "id", "gone").err())
        .isEqualTo(
            """
            error: there is no directory %s
            next: name a directory that exists
            """
                .formatted(directory.resolve("gone")));
  }

  private void makeAnother() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("e"))) {
      for (var file : files.toList()) {
        var copy = directory.resolve("f").resolve(directory.resolve("e").relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else if (!Files.isSymbolicLink(file)) {
          Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    executable("f/a/b.txt");
    write("f/a/run", "#!/bin/sh\n");
    write("f/link", "no link any more");
    write("f/new\nline", "");
    Files.createSymbolicLink(directory.resolve("f/é"), Path.of("x"));
    write("e/gone", "");
  }

  @Test
  void diffPrintsALineForEachPathThatDiffers() throws IOException {
    assertThat(out("tree", "diff", "e", "e", "--exit-code")).isEqualTo("nothing differs\n");
    makeAnother();
    String lines =
        """
        M a/b.txt (file to executable, same content)
        M a/run
        D gone
        M link (link to file)
        A "new\\nline"
        A é
        """;
    assertThat(out("tree", "diff", "e", "f"))
        .isEqualTo(lines + "6 paths differ: 2 added, 1 deleted, 3 modified\n");
    assertThat(ran(1, "tree", "diff", "e", "f", "--exit-code", "-q").out()).isEqualTo(lines);
    assertThat(out("tree", "diff", "e", "f", "--inputs", "a/run"))
        .isEqualTo("M a/run\n1 path differs: 0 added, 0 deleted, 1 modified\n");
  }

  @Test
  void diffIsColouredOnATerminal() throws IOException {
    makeAnother();
    var terminal = new ScriptedTerminal(directory, true);
    assertThat(terminal.run("tree", "diff", "e", "f")).isZero();
    assertThat(terminal.out())
        .contains("M a/run\n", "\u001b[1;31mD gone\u001b[m\n", "\u001b[32mA é\u001b[m\n");
    assertThat(terminal.err()).isEmpty();
  }

  @Test
  void diffForProgramsSaysBothSides() throws IOException {
    write("g/x", "1");
    write("h/y", "1");
    String digest = "sha256:6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b";
    assertThat(out("tree", "diff", "g", "h", "--json"))
        .isEqualTo(
            """
            {"before":"%s","after":"%s","added":1,"deleted":1,"modified":0,"differences":[\
            {"path":"x","status":"deleted","before":{"kind":"file","digest":"%s","size":1}},\
            {"path":"y","status":"added","after":{"kind":"file","digest":"%s","size":1}}]}
            """
                .formatted(
                    out("-q", "tree", "id", "g").strip(),
                    out("-q", "tree", "id", "h").strip(),
                    digest,
                    digest));
  }

  @Test
  void showListsTheTop() throws IOException {
    write("e/z.sh", "true\n");
    executable("e/z.sh");
    assertThat(out("tree", "show", "e"))
        .isEqualTo(
            """
            %s
            files  bytes
                2      6  a/
                1      5  link@
                1      5  z.sh*
                4     16  in all
            """
                .formatted(out("-q", "tree", "id", "e").strip()));
    assertThat(out("tree", "show", "e", "--inputs", "a/b.txt", "--json"))
        .endsWith(
            "\"files\":1,\"bytes\":6,\"entries\":[{\"name\":\"a\",\"kind\":\"directory\",\"files\":1,\"bytes\":6}]}\n");
  }

  @Test
  void showPrintsTheNodesLevelByLevel() throws IOException {
    assertThat(out("tree", "show", "e", "--nodes"))
        .isEqualTo(
            """
            %s

            level 0: 1 node of 129 bytes
              027bd93157ca  3 files of 11 bytes, node of 129 bytes  a/b.txt … link
            """
                .formatted(ID));
    for (int i = 0; i < 600; i++) {
      write("many/%03d".formatted(i), "");
    }
    var lines = out("tree", "show", "many", "--nodes").lines().toList();
    String id = lines.getFirst();
    assertThat(out("-q", "tree", "id", "many")).isEqualTo(id + "\n");
    int leaves = lines.size() - 6;
    assertThat(leaves).isGreaterThan(1);
    assertThat(lines.subList(1, 4))
        .satisfiesExactly(
            empty -> assertThat(empty).isEmpty(),
            heading -> assertThat(heading).startsWith("level 1: 1 node of "),
            root ->
                assertThat(root)
                    .startsWith(
                        "  %s  %d nodes, 600 files of 0 bytes,".formatted(brief(id), leaves))
                    .endsWith("  000 … 599"));
    assertThat(lines.get(5)).startsWith("level 0: " + leaves + " nodes of ");
    assertThat(lines.get(6)).contains("  000 … ");
    assertThat(lines.getLast()).endsWith(" … 599");
    assertThat(out("tree", "show", "many", "--nodes", "--json"))
        .startsWith(
            "{\"id\":\""
                + id
                + "\",\"files\":600,\"bytes\":0,\"depth\":2,\"levels\":[{\"level\":1,")
        .contains("\"first\":\"000\",\"last\":\"599\"}");
  }

  @Test
  void progressIsShownOnceReadingTookASecond() {
    assertThat(progress("tree", "id", "e"))
        .isEqualTo("\r\u001b[Kreading: 3 files, 0.0 MB …\r\u001b[K");
    assertThat(progress("tree", "id", "e", "-q")).isEmpty();
    assertThat(progress("tree", "id", "e", "--json")).isEmpty();
    assertThat(progress("tree", "id", "e", "--inputs", "a/**")).isEmpty();
  }

  private String progress(String... words) {
    var terminal = new ScriptedTerminal(directory, true, new HastyEnv());
    assertThat(terminal.run(words)).isZero();
    return terminal.err();
  }

  @ParameterizedTest(name = "mic {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tree             | "mic tree" needs a command: id, diff, show | `mic help tree` says more
          tree diff e      | mic tree diff: B is missing | `mic help tree diff` says how it is used
          tree id e f      | mic tree id: "f" is one argument too many | `mic help tree id` says how it is used
          tree id --inptus x | "mic tree id" has no option "--inptus" | did you mean `--inputs`? `mic help tree id` lists the options
          tree idd         | "mic tree" has no command "idd" | did you mean `mic tree id`? `mic help tree` lists the commands
          """)
  void wrongWordsAreAnsweredWithWhatMayHaveBeenMeant(String words, String what, String next) {
    assertThat(ran(2, words.split(" ", -1)).err())
        .isEqualTo("error: " + what + "\nnext: " + next + "\n");
  }

  @Test
  void helpSaysHowTheyAreUsed() {
    assertThat(out("help", "tree", "id"))
        .isEqualTo(
            """
            mic tree id: print the id of a directory's content

            Usage: mic tree id [OPTION…] [DIR]

            Prints the id of the tree that a directory is: SHA-256 over the paths, the
            contents and the executable bits of its files, and the targets of its links.
            Equal content has an equal id on every machine. .git and .mic at the top are
            no part of it; neither are empty directories, times and owners.

            With -q, the id is all that is printed.

            Arguments:
              DIR  a directory; without it, the current one

            Options:
              --inputs PATTERN   only what matches; may be given again, ! takes away
              --respect-ignores  leave out what .gitignore and .micignore say

            Examples:
              mic tree id
              mic tree id src --respect-ignores
              mic tree id --inputs 'src/**' --inputs '!src/generated/**'
              test "$(mic -q tree id a)" = "$(mic -q tree id b)"

            `mic help` lists the options of every command.
            """);
  }
}
