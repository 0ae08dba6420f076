package dev.micelio.cli.policy;

import dev.micelio.checks.source.WorkTreeContents;
import dev.micelio.cli.Call;
import dev.micelio.cli.git.GitRepository;
import dev.micelio.cli.tree.Reading;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.text.Shown;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.NodesInMemory;
import dev.micelio.gate.decision.Contents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// One of the two trees that a change leads from and to.
///
/// @param name as whoever asked knows it
record Side(String name, Digest tree, Contents contents) {

  /// A directory, or a revision of the git repository that `project` lies in.
  static Side of(Call call, NodesInMemory nodes, Path project, String written) {
    if (Files.isDirectory(call.path(written))) {
      return directory(call, nodes, call.path(written), written);
    }
    var git =
        GitRepository.around(call.env(), call.environment(), project)
            .orElseThrow(() ->
                new Problem(
                    Problem.Kind.INVALID,
                    "policy.no-side",
                    "%s is no directory, and %s is in no git work tree that could know it"
                        .formatted(Shown.text(written), project),
                    "name a directory: --base DIR"));
    String tree = git.require(written);
    return new Side(
        written,
        git.tree(tree, nodes),
        entry -> git.file(tree, entry.path()).orElseThrow(() -> changed(entry)));
  }

  static Side directory(Call call, NodesInMemory nodes, Path directory, String name) {
    var tree = Reading.all(call, directory, nodes);
    return new Side(name, tree.id(), entry -> read(directory, entry));
  }

  private static byte[] read(Path directory, Entry entry) {
    try (var in = new WorkTreeContents(directory).open(entry)) {
      byte[] bytes = in.readNBytes(Math.toIntExact(entry.size() + 1));
      if (Digest.of(bytes).equals(entry.digest())) {
        return bytes;
      }
    } catch (IOException _) {
      // said below: it was there a moment ago
    }
    throw changed(entry);
  }

  private static Problem changed(Entry entry) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "policy.changed-while-read",
        "%s is not what it was a moment ago".formatted(entry.path()),
        "run it again when nothing writes to the directory");
  }
}
