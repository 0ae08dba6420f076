package dev.micelio.cli.tree;

import dev.micelio.cli.Call;
import dev.micelio.core.snapshot.DirectoryReader;
import dev.micelio.core.snapshot.Scope;
import dev.micelio.core.snapshot.Snapshot;
import dev.micelio.core.snapshot.StatCache;
import dev.micelio.core.tree.NodesInMemory;
import dev.micelio.core.tree.Tree;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads directories, and tells how that gets on.
public final class Reading {
  private Reading() {}

  /// All that version control would have of a directory.
  public static Tree all(Call call, Path directory, NodesInMemory nodes) {
    return new Tree(of(call, Scope.all(directory).respectingIgnores(), null, nodes).id(), nodes);
  }

  /// With what the cache remembers, if there is one.
  public static Snapshot of(
      Call call, Scope scope, @Nullable StatCache cache, NodesInMemory nodes) {
    try {
      return new DirectoryReader(call.env(), scope, new HashingProgress(call), cache).read(nodes);
    } finally {
      call.progressEnds();
    }
  }
}
