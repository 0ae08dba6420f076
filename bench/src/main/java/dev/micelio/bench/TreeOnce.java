package dev.micelio.bench;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.merge.TreeMerge;
import dev.micelio.core.tree.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One operation of `bench/run tree-git` in a process of its own: from plain files, and out of a
/// JVM that has run nothing before. Prints the id of the tree it made, or how many paths differ.
final class TreeOnce {
  private TreeOnce() {}

  static void main(String[] arguments) {
    var nodes = new FileNodes(Path.of(arguments[1]));
    var tree = new Tree(Digest.parse(arguments[2]), nodes);
    System.out.println(
        switch (arguments[0]) {
          case "apply" -> tree.apply(TreeGitFiles.changes(edits(arguments)), nodes);
          case "diff" -> {
            var found = new ArrayList<Object>();
            tree.diff(Digest.parse(arguments[3]), found::add);
            yield found.size();
          }
          case "merge" ->
              TreeMerge.merge(tree, Digest.parse(arguments[3]), Digest.parse(arguments[4]), nodes)
                  .tree();
          default -> throw new IllegalArgumentException("no operation " + arguments[0]);
        });
  }

  /// The command that runs this class.
  static List<String> command(String operation, Path nodes, List<String> rest) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                TreeOnce.class.getName(),
                operation,
                nodes.toString()));
    command.addAll(rest);
    return command;
  }

  /// How [#command] is told edits: a path's number and a content's, one after the other.
  static List<String> words(List<GitPeer.Edit> edits) {
    var words = new ArrayList<String>();
    for (var edit : edits) {
      words.add(Integer.toString(edit.path()));
      words.add(Integer.toString(edit.content()));
    }
    return words;
  }

  private static List<GitPeer.Edit> edits(String[] arguments) {
    int[] numbers = Arrays.stream(arguments).skip(3).mapToInt(Integer::parseInt).toArray();
    var edits = new ArrayList<GitPeer.Edit>();
    for (int i = 0; i < numbers.length; i += 2) {
      edits.add(new GitPeer.Edit(numbers[i], numbers[i + 1]));
    }
    return edits;
  }
}
