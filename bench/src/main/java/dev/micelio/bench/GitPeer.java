package dev.micelio.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.env.Env;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A bare repository of git's with the same files as ours, packed; no setting of the machine's
/// reaches it. Each command is a process of its own, as at a prompt.
final class GitPeer {
  static final List<String> SYNCED = List.of("-c", "core.fsync=all");
  private static final String PERSON = "bench <bench@localhost> 0 +0000\n";

  private final Env env;
  private final Path scratch;
  private final Path repository;
  private final Path output;
  private final Path index;

  /// The git name of each content, by its number.
  private final Map<Integer, String> blobs = new HashMap<>();

  /// A file that gets another content.
  record Edit(int path, int content) {}

  GitPeer(Env env, Path scratch) {
    this.env = env;
    this.scratch = scratch;
    repository = scratch.resolve("repository");
    output = scratch.resolve("output");
    index = repository.resolve("index");
    git(null, List.of("init", "-q", "--bare", repository.toString()));
  }

  /// Makes `base` of the first `files` paths, content `i % contents` each.
  void makeBase(int files, int contents) {
    var marks = scratch.resolve("marks");
    importing(
        List.of("--export-marks=" + marks),
        stream -> {
          for (int content = 0; content < contents; content++) {
            String text = Integer.toString(content);
            stream.write("blob\nmark :" + (content + 1) + "\n");
            stream.write("data " + text.length() + "\n" + text + "\n");
          }
          stream.write("commit refs/heads/base\ncommitter " + PERSON + "data 0\n");
          for (int i = 0; i < files; i++) {
            String path = MonorepoPaths.text(i);
            stream.write("M 100644 :" + (i % contents + 1) + " " + path + "\n");
          }
        });
    try {
      for (String line : Files.readAllLines(marks)) {
        int space = line.indexOf(' ');
        blobs.put(Integer.parseInt(line.substring(1, space)) - 1, line.substring(space + 1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Makes branches of `base`, each with the edits of one commit.
  void makeBranches(Map<String, Collection<Edit>> branches) {
    importing(
        List.of(),
        stream -> {
          for (var branch : branches.entrySet()) {
            stream.write(commit("refs/heads/" + branch.getKey(), branch.getValue()));
          }
        });
  }

  String commit(String reference, Collection<Edit> edits) {
    var text = new StringBuilder("commit " + reference + "\ncommitter " + PERSON + "data 0\n");
    text.append("from refs/heads/base^0\n");
    for (var edit : edits) {
      text.append("M 100644 " + blobs.get(edit.content()) + " ");
      text.append(MonorepoPaths.text(edit.path())).append('\n');
    }
    return text.toString();
  }

  /// What `git update-index --index-info` reads.
  String indexInfo(Collection<Edit> edits) {
    var text = new StringBuilder();
    for (var edit : edits) {
      text.append("100644 " + blobs.get(edit.content()) + "\t");
      text.append(MonorepoPaths.text(edit.path())).append('\n');
    }
    return text.toString();
  }

  /// Everything that a reference reaches lies in one pack, and the index is that of `base`.
  void settle() {
    git(null, List.of("repack", "-a", "-d", "-q"));
    git(null, List.of("read-tree", "base"));
    copy(index, scratch.resolve("index"));
    run(List.of("sync"), null);
  }

  /// Takes back what a measured command left: all of it is loose, or a reference under `new/`.
  void restore() {
    Scratch.clear(repository.resolve("refs/heads/new"));
    try (var folders =
        Files.newDirectoryStream(repository.resolve("objects"), "[0-9a-f][0-9a-f]")) {
      for (var folder : folders) {
        Scratch.clear(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void restoreIndex() {
    copy(scratch.resolve("index"), index);
    run(List.of("sync"), null);
  }

  /// How long the process took, in milliseconds. `input` is a text for it to read, already in a
  /// file when it starts.
  double millis(String input, List<String> arguments) {
    var file = scratch.resolve("input");
    try {
      Files.writeString(file, input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return git(file, arguments);
  }

  List<String> outputLines() {
    try {
      return Files.readAllLines(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Written {
    void to(BufferedWriter stream) throws IOException;
  }

  private void importing(List<String> settings, Written written) {
    var file = scratch.resolve("import");
    try {
      try (var stream = Files.newBufferedWriter(file, UTF_8)) {
        written.to(stream);
      }
      var arguments = new ArrayList<>(List.of("fast-import", "--quiet", "--force"));
      arguments.addAll(settings);
      git(file, arguments);
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private double git(@Nullable Path input, List<String> arguments) {
    var command = new ArrayList<>(List.of("git", "--git-dir", repository.toString()));
    command.addAll(List.of("-c", "gc.auto=0"));
    command.addAll(arguments);
    return run(command, input);
  }

  private double run(List<String> command, @Nullable Path input) {
    var builder =
        new ProcessBuilder(command)
            .directory(scratch.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    if (input != null) {
      builder.redirectInput(input.toFile());
    }
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    try {
      long begun = env.nanos();
      int exitCode = builder.start().waitFor();
      double millis = (env.nanos() - begun) / 1e6;
      if (exitCode != 0) {
        throw new IllegalStateException(
            command + " ended with " + exitCode + ": " + Files.readString(output));
      }
      return millis;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(command + " was interrupted", e);
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
