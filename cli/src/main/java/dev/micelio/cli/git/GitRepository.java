package dev.micelio.cli.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.text.Shown;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.NodeSink;
import dev.micelio.core.tree.TreeBuilder;
import dev.micelio.core.tree.TreePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The repository that a directory lies in. Of its revisions only what is below that directory is
/// read, and paths begin there.
public final class GitRepository {
  private static final int LISTING_BYTES_MAX = 512 << 20;
  private static final int SHORT_BYTES_MAX = 64 << 10;

  /// What one question is about at most, so that its words and its answer have a bound.
  private static final int ASKED_MAX = 1000;

  private static final int ASKED_BYTES_MAX = 256 << 20;

  /// `mode kind id size⇥path`
  private static final Pattern LINE =
      Pattern.compile("([0-7]{6}) ([a-z]+) ([0-9a-f]{40,64}) +([0-9]+|-)\t(.+)", Pattern.DOTALL);

  private final GitCommand git;

  private GitRepository(GitCommand git) {
    this.git = git;
  }

  /// Empty where the directory is in no repository, or there is no git to ask.
  public static Optional<GitRepository> around(
      Env env, Map<String, String> environment, Path directory) {
    return GitCommand.find(env, environment, directory.toAbsolutePath().normalize())
        .filter(git ->
            git.ask(SHORT_BYTES_MAX, List.of("rev-parse", "--is-inside-work-tree"))
                .map(GitCommand::text)
                .equals(Optional.of("true")))
        .map(GitRepository::new);
  }

  /// The id of the tree that a revision names; empty when it names none.
  public Optional<String> find(String revision) {
    return git.ask(
            SHORT_BYTES_MAX,
            List.of("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{tree}"))
        .map(GitCommand::text);
  }

  /// The same, which has to be there.
  public String require(String revision) {
    return find(revision)
        .orElseThrow(() ->
            new Problem(
                Problem.Kind.INVALID,
                "git.no-revision",
                "git knows no revision %s in %s".formatted(Shown.text(revision), git.directory()),
                "name a directory, or a revision that `git log` shows, such as HEAD or main"));
  }

  /// A file of git's.
  record Blob(String mode, String id, long size, TreePath path) {
    EntryKind kind() {
      return switch (mode) {
        case "100755" -> EntryKind.EXECUTABLE;
        case "120000" -> EntryKind.LINK;
        default -> EntryKind.FILE;
      };
    }
  }

  /// What one file of a revision holds; empty when there is no such file.
  public Optional<byte[]> file(String tree, TreePath path) {
    return list(tree, List.of("--", path.text())).stream()
        .filter(blob -> blob.path().equals(path) && blob.kind() != EntryKind.LINK)
        .findFirst()
        .map(blob -> new GitBlobs(git).read(List.of(blob)).getFirst());
  }

  /// Reads a whole revision, by the id of its tree. What belongs to a submodule is not in it.
  public Digest tree(String tree, NodeSink sink) {
    var blobs = list(tree, List.of());
    blobs.sort(Comparator.comparing(Blob::path));
    var builder = new TreeBuilder(sink);
    var contents = digests(blobs);
    for (var blob : blobs) {
      var digest = contents.get(blob.id());
      if (digest == null) {
        throw new IllegalStateException("every blob was read");
      }
      builder.add(new Entry(blob.path(), blob.kind(), digest, blob.size()));
    }
    return builder.finish();
  }

  private Map<String, Digest> digests(List<Blob> blobs) {
    var digests = new HashMap<String, Digest>();
    var asked = new ArrayList<Blob>();
    long bytes = 0;
    for (var blob : blobs) {
      if (digests.containsKey(blob.id())) {
        continue;
      }
      if (asked.size() == ASKED_MAX || bytes + blob.size() > ASKED_BYTES_MAX) {
        digest(asked, digests);
        asked.clear();
        bytes = 0;
      }
      digests.put(blob.id(), Digest.of(new byte[0]));
      asked.add(blob);
      bytes += blob.size();
    }
    digest(asked, digests);
    return digests;
  }

  private void digest(List<Blob> asked, Map<String, Digest> digests) {
    var contents = new GitBlobs(git).read(asked);
    for (int i = 0; i < asked.size(); i++) {
      digests.put(asked.get(i).id(), Digest.of(contents.get(i)));
    }
  }

  private List<Blob> list(String tree, List<String> more) {
    var words = new ArrayList<>(List.of("--literal-pathspecs", "ls-tree", "-r", "-l", "-z", tree));
    words.addAll(more);
    var blobs = new ArrayList<Blob>();
    byte[] listing = git.require(LISTING_BYTES_MAX, words);
    int begin = 0;
    for (int i = 0; i < listing.length; i++) {
      if (listing[i] == 0) {
        var line = LINE.matcher(new String(listing, begin, i - begin, UTF_8));
        if (line.matches() && line.group(2).equals("blob")) {
          blobs.add(
              new Blob(
                  line.group(1),
                  line.group(3),
                  Long.parseLong(line.group(4)),
                  new TreePath(line.group(5))));
        }
        begin = i + 1;
      }
    }
    return blobs;
  }
}
