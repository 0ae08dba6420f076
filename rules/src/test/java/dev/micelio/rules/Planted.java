package dev.micelio.rules;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// A repository in a folder of its own, made to have something wrong in it.
record Planted(Path root) {
  /// The longest of these builds takes half a minute on an idle machine with two cores.
  private static final long BUILD_MINUTES_MAX = 10;

  record Ended(int exit, String output) {}

  /// A new one with nothing in it that git would hide.
  static Planted empty(Path root) {
    var planted = new Planted(root);
    try {
      Files.createDirectories(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    planted.run(List.of("git", "init", "--quiet"));
    return planted;
  }

  /// All files of this repository that git tracks or would track.
  static Planted copyOfThisProject(Path root) {
    var here = Repository.ofThisProject();
    var planted = empty(root);
    for (var file : here.files()) {
      planted.copy(here.root().resolve(file), file);
    }
    return planted;
  }

  private void copy(Path from, Path to) {
    try {
      Files.createDirectories(Objects.requireNonNull(root.resolve(to).getParent()));
      Files.copy(from, root.resolve(to), StandardCopyOption.COPY_ATTRIBUTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Repository repository() {
    return new Repository(root);
  }

  Planted with(String file, String text) {
    try {
      Files.createDirectories(Objects.requireNonNull(root.resolve(file).getParent()));
      Files.writeString(root.resolve(file), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Takes away all files below a folder.
  Planted without(String folder) {
    for (var file : repository().files()) {
      if (file.startsWith(folder)) {
        try {
          Files.delete(root.resolve(file));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return this;
  }

  /// A module that inherits the top pom.xml as any other does.
  Planted withModule(String folder, String moreOfItsPom) {
    var name = Path.of(folder).getFileName();
    var up = "../".repeat(Path.of(folder).getNameCount());
    return with(
        folder + "/pom.xml",
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <parent>
            <groupId>dev.micelio</groupId>
            <artifactId>micelio</artifactId>
            <version>0.1.0-SNAPSHOT</version>
            <relativePath>%spom.xml</relativePath>
          </parent>
          <artifactId>%s</artifactId>
          %s
        </project>
        """
            .formatted(up, name, moreOfItsPom));
  }

  /// Runs the `mvnw` of this repository, offline: whatever it needs, the build around it has
  /// needed.
  Ended mvnw(String... arguments) {
    var command = new ArrayList<>(List.of("./mvnw", "-B", "-o"));
    var repository = System.getProperty("maven.repo.local", "");
    if (!repository.isEmpty()) {
      command.add("-Dmaven.repo.local=" + repository);
    }
    command.addAll(List.of(arguments));
    return run(command);
  }

  Ended run(List<String> command) {
    try {
      var output = Files.createTempFile("planted", ".log");
      var process =
          new ProcessBuilder(command)
              .directory(root.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .start();
      if (!process.waitFor(BUILD_MINUTES_MAX, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      var ended = new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
      Files.delete(output);
      return ended;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
