package dev.micelio.core.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.env.Env;
import dev.micelio.core.env.Task;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.NodeSink;
import dev.micelio.core.tree.Totals;
import dev.micelio.core.tree.TreeBuilder;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a directory into a tree: one thread goes through it and builds the tree, others read the
/// files, some at a time in groups, so that none of them is a thread's whole work.
public final class DirectoryReader {
  static final int GROUP_FILES_MAX = 64;
  static final int GROUP_BYTES_MAX = 1 << 20;

  /// Groups that are read, or wait for being built into the tree behind one that is.
  static final int GROUPS_MAX = 16;

  private final Env env;
  private final Scope scope;
  private final Watcher watcher;
  private final @Nullable StatCache cache;

  public DirectoryReader(Env env, Scope scope, Watcher watcher) {
    this(env, scope, watcher, null);
  }

  /// What `cache` knows of a file is taken without reading it, and what is read is remembered
  /// there. It is that of the scope's directory; of inputs alone nothing is remembered.
  public DirectoryReader(Env env, Scope scope, Watcher watcher, @Nullable StatCache cache) {
    if (cache != null && scope.inputs() != null) {
      throw new IllegalArgumentException("a stat cache remembers all files of a directory");
    }
    this.env = env;
    this.scope =
        cache == null ? scope : new Scope(cache.directory(), null, scope.respectsIgnores());
    this.watcher = watcher;
    this.cache = cache;
  }

  /// Reads it now; the tree's nodes go to `sink`. Faults are one problem, that names them all.
  public Snapshot read(NodeSink sink) {
    if (!Files.isDirectory(scope.directory())) {
      throw new Problem(
          Problem.Kind.INVALID,
          "snapshot.no-directory",
          "there is no directory " + scope.directory(),
          "name a directory that exists");
    }
    return new Run(sink).read();
  }

  /// One reading.
  private final class Run {
    private final Faults faults = new Faults(scope.directory());
    private final Deque<Task<List<FileReader.Outcome>>> groups = new ArrayDeque<>();
    private final TreeBuilder builder;
    private final Memory memory;
    private long files;
    private long bytes;

    Run(NodeSink sink) {
      builder = new TreeBuilder(sink);
      memory = cache == null ? Memory.NONE : cache.begin(scope.respectsIgnores());
    }

    Snapshot read() {
      try {
        walk();
        while (!groups.isEmpty()) {
          build(groups.remove());
        }
      } finally {
        groups.forEach(Run::waitFor);
      }
      faults.demandNone();
      memory.end();
      return new Snapshot(builder.finish(), new Totals(files, bytes));
    }

    private void walk() {
      var walk = new Walk(scope, faults, memory);
      var group = new ArrayList<Found>();
      long groupBytes = 0;
      for (var found = walk.next(); found != null; found = walk.next()) {
        group.add(found);
        groupBytes += found.known() == null ? found.stat().sizeBytes() : 0;
        if (group.size() == GROUP_FILES_MAX || groupBytes >= GROUP_BYTES_MAX) {
          begin(List.copyOf(group));
          group.clear();
          groupBytes = 0;
        }
      }
      begin(List.copyOf(group));
    }

    private void begin(List<Found> group) {
      if (!faults.isEmpty()) {
        tellUnreadable(group);
        return;
      }
      if (group.isEmpty()) {
        return;
      }
      if (groups.size() == GROUPS_MAX) {
        build(groups.remove());
      }
      groups.add(env.fork("snapshot", () -> readAll(group)));
    }

    /// There will be no tree: only what else is at fault is still of interest.
    private void tellUnreadable(List<Found> group) {
      for (var found : group) {
        if (found.stat().entry() != EntryKind.LINK && !Files.isReadable(found.file())) {
          faults.add(Fault.of(found.path().text().getBytes(UTF_8), new AccessDeniedException("")));
        }
      }
    }

    private List<FileReader.Outcome> readAll(List<Found> group) {
      long largest = 0;
      for (var found : group) {
        largest = Math.max(largest, found.known() == null ? found.stat().sizeBytes() : 0);
      }
      var reader = new FileReader(largest, watcher);
      env.step("read files");
      return group.stream().map(reader::read).toList();
    }

    private void build(Task<List<FileReader.Outcome>> group) {
      for (var outcome : group.await()) {
        switch (outcome) {
          case FileReader.Outcome.Failed(var fault) -> faults.add(fault);
          case FileReader.Outcome.Taken(var entry, var stat) -> {
            if (faults.isEmpty()) {
              builder.add(entry);
              memory.took(entry.path().text().getBytes(UTF_8), stat, entry.digest());
              files++;
              bytes = Math.addExact(bytes, entry.size());
            }
          }
        }
      }
    }

    /// Another failure is on its way to the caller.
    private static void waitFor(Task<List<FileReader.Outcome>> group) {
      try {
        group.await();
      } catch (RuntimeException _) {
        // the first failure counts
      }
    }
  }
}
