package dev.micelio.core.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.problem.Problem;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TreeMergeTest {
  /// `a/b=1x` is a file a/b of content 1 that is executable; `l` stands for a link.
  private static Map<TreePath, Entry> files(@Nullable String text) {
    var files = new TreeMap<TreePath, Entry>();
    for (String file : text == null ? new String[0] : text.split(" ")) {
      var path = new TreePath(file.substring(0, file.indexOf('=')));
      String content = file.substring(file.indexOf('=') + 1);
      var kind =
          content.endsWith("x")
              ? EntryKind.EXECUTABLE
              : content.endsWith("l") ? EntryKind.LINK : EntryKind.FILE;
      files.put(path, Trees.entry(path, kind, content.substring(0, 1)));
    }
    return files;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nobody changed anything          | a=1         | a=1         | a=1         | a=1         |
          ours alone                       | a=1         | a=2         | a=1         | a=2         |
          theirs alone                     | a=1         | a=1         | a=2         | a=2         |
          both the same                    | a=1         | a=2         | a=2         | a=2         |
          both deleted                     | a=1 b=1     | b=1         | b=1         | b=1         |
          different files                  | a=1 b=1     | a=2 b=1     | a=1 b=2     | a=2 b=2     |
          both edited                      | a=1         | a=2         | a=3         | a=3         | a edit/edit
          ours edited what theirs deleted  | a=1         | a=2         |             |             | a edit/delete
          ours deleted what theirs edited  | a=1         |             | a=2         | a=2         | a edit/delete
          both added the same              |             | a=1         | a=1         | a=1         |
          both added                       |             | a=1         | a=2         | a=2         | a add/add
          both added, with other modes     |             | a=1         | a=1x        | a=1x        | a add/add
          content here, mode there         | a=1         | a=2         | a=1x        | a=2x        |
          content and mode here, mode too  | a=1         | a=2x        | a=1x        | a=2x        |
          content on both, mode here       | a=1         | a=2x        | a=3         | a=3         | a edit/edit
          a link here, content there       | a=1         | a=1l        | a=2         | a=2         | a mode
          content here, no link there      | a=1l        | a=2l        | a=1         | a=1         | a mode
          two other modes                  | a=1         | a=1x        | a=1l        | a=1l        | a mode
          links to different targets       | a=1l        | a=2l        | a=3l        | a=3l        | a edit/edit
          a file here, a directory there   |             | a=1         | a/b=1 a/c=1 | a/b=1 a/c=1 | a file/directory, a/b file/directory, a/c file/directory
          a directory here, a file there   | z=1         | a/b/c=1 z=1 | a=1 z=1     | a=1 z=1     | a file/directory, a/b/c file/directory
          names that only begin alike      |             | a=1         | a.b=1 ab=1  | a=1 a.b=1 ab=1 |
          directory became file            | a/b=1 a/c=1 | a=2         | a/b=1 a/c=1 | a=2         |
          directory became file, with edit | a/b=1 a/c=1 | a=2         | a/b=3 a/c=1 | a/b=3       | a file/directory, a/b edit/delete
          directory became file, with more | a/b=1       | a=2         | a/b=1 a/d=1 | a/d=1       | a file/directory, a/d file/directory
          file became directory, with edit | a=1         | a/b=1       | a=2         | a=2         | a edit/delete, a/b file/directory
          file became directory on both    | a=1         | a/b=1       | a/c=1       | a/b=1 a/c=1 |
          """)
  void aMergeOf(
      String what,
      @Nullable String base,
      @Nullable String ours,
      @Nullable String theirs,
      @Nullable String expected,
      @Nullable String conflicts) {
    var trees = new Trees();
    var merged = trees.merge(files(base), files(ours), files(theirs));
    assertThat(trees.content(merged.tree())).as(what).isEqualTo(files(expected));
    assertThat(
            merged.conflicts().stream()
                .map(conflict -> conflict.path() + " " + conflict.kind().text())
                .collect(Collectors.joining(", ")))
        .isEqualTo(conflicts == null ? "" : conflicts);
    assertThat(merged.conflicts())
        .allMatch(conflict -> conflict.sentence().startsWith(conflict.path().text()));
  }

  @ParameterizedTest
  @CsvSource({
    "a=1,a=2,a=3,FILE",
    "a=1,a=2x,a=3,EXECUTABLE",
    "a=1x,a=2x,a=3,FILE",
    "a=1l,a=2l,a=3l,"
  })
  void aLineMergeKeepsTheModeThatBothSidesWant(
      String base, String ours, String theirs, @Nullable EntryKind kind) {
    var conflict =
        new Trees().merge(files(base), files(ours), files(theirs)).conflicts().getFirst();
    assertThat(conflict.lineMergeKind().orElse(null)).isEqualTo(kind);
  }

  @Test
  void aRenameIsAHintAndNothingMore() {
    var trees = new Trees();
    var merged = trees.merge(files("a=1 b=2 c=3"), files("d=1 b=2 c=3"), files("a=4 e=2 c=3"));
    assertThat(merged.renames())
        .containsExactly(
            new Rename(Rename.Side.OURS, new TreePath("a"), new TreePath("d")),
            new Rename(Rename.Side.THEIRS, new TreePath("b"), new TreePath("e")));
    assertThat(merged.conflicts())
        .singleElement()
        .matches(conflict -> conflict.kind() == Conflict.Kind.EDIT_DELETE);
    assertThat(trees.content(merged.tree())).isEqualTo(files("a=4 c=3 d=1 e=2"));
  }

  @Test
  void aFileMovedToTwoPlacesIsHintedFromBothSides() {
    var merged = new Trees().merge(files("a=1"), files("b=1"), files("c=1"));
    assertThat(merged.renames())
        .extracting(rename -> rename.side() + " " + rename.from() + " " + rename.to())
        .containsExactly("OURS a b", "THEIRS a c");
    assertThat(merged.isClean()).isTrue();
  }

  @Test
  void moreChangesThanAMergeHoldsAreRefused() {
    var trees = new Trees();
    var base = trees.build(files(null).values());
    var ours = trees.build(files("a=1 b=1 c=1").values());
    var tree = new Tree(base, trees);
    assertThat(TreeMerge.merge(tree, ours, base, trees, 3).tree()).isEqualTo(ours);
    assertThatThrownBy(() -> TreeMerge.merge(tree, ours, base, trees, 2))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.code()).isEqualTo("merge.too-many-changes"));
  }
}
