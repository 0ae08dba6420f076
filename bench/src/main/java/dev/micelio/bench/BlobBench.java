package dev.micelio.bench;

import dev.micelio.core.blob.BlobWriter;
import dev.micelio.core.blob.Existing;
import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.directory.DirectoryObjectStore;
import dev.micelio.core.objects.signed.SignedUrls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Ingest of a tree of files (digest, compression, directory object store) against `git add` of the
/// same files: as git is set by default, which does not sync objects, and as durable as ours is.
final class BlobBench {
  private static final int ROUNDS = 2;
  private static final int PARALLEL = 4 * Runtime.getRuntime().availableProcessors();
  private static final List<String> SYNCED = List.of("-c", "core.fsync=all");

  private final Env env = new MachineEnv();
  private final Path scratch;
  private final Path root;
  private final MixedTree tree;

  private BlobBench(Path scratch) {
    this.scratch = scratch;
    this.root = scratch.resolve("tree");
    this.tree = MixedTree.write(root);
  }

  public static void main(String[] args) throws IOException {
    var scratch = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "bench/target/blob"));
    clear(scratch);
    try {
      new BlobBench(scratch.toAbsolutePath()).run();
    } finally {
      clear(scratch);
    }
  }

  private void run() {
    System.out.println(Shell.run(root, List.of("git", "--version")).strip());
    System.out.println(
        tree.files.size()
            + " files, "
            + tree.bytes / 1_000_000
            + " MB, ours "
            + PARALLEL
            + " at once");
    Shell.run(root, List.of("sh", "-c", "cat $(find . -type f -size +200k) > /dev/null; sync"));
    new Turns("MB/s")
        .with("git add -A", () -> git(List.of()))
        .with("git add -A, core.fsync=all", () -> git(SYNCED))
        .with(
            "git add -A, core.fsync=all, fsyncMethod=batch",
            () -> git(List.of("-c", "core.fsync=all", "-c", "core.fsyncMethod=batch")))
        .with("ingest into a directory object store", this::ingest)
        .take(ROUNDS);
  }

  private double ingest() {
    var directory = scratch.resolve("objects");
    var urls = SignedUrls.withFreshSecret(env, URI.create("http://localhost:9/"));
    try (var objects = DirectoryObjectStore.open(env, directory, urls)) {
      settle();
      long start = env.nanos();
      var blobs = new BlobWriter(env, objects, Existing.BELIEVED, PARALLEL).ingest(tree.files);
      double speed = speed(start);
      if (blobs.size() != tree.files.size()) {
        throw new IllegalStateException(blobs.size() + " blobs");
      }
      return speed;
    } finally {
      clear(directory);
    }
  }

  private double git(List<String> settings) {
    var repository = scratch.resolve("repository");
    Shell.run(scratch, List.of("git", "init", "-q", "--bare", repository.toString()));
    var command = new ArrayList<>(List.of("git"));
    command.addAll(settings);
    command.addAll(List.of("--git-dir", repository.toString(), "--work-tree", root.toString()));
    command.addAll(List.of("add", "-A"));
    try {
      settle();
      long start = env.nanos();
      Shell.run(root, command);
      return speed(start);
    } finally {
      clear(repository);
    }
  }

  /// What an earlier turn left unwritten is not to be written during this one.
  private void settle() {
    Shell.run(root, List.of("sync"));
  }

  private double speed(long start) {
    return tree.bytes * 1e3 / (env.nanos() - start);
  }

  private static void clear(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new IllegalStateException(directory + " could not be removed", e);
    }
  }
}
