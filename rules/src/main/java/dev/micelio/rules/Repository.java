package dev.micelio.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A repository on disk: what git tracks or would track, and what Maven compiled beside it.
record Repository(Path root) {

  static Repository ofThisProject() {
    return new Repository(Path.of(System.getProperty("project.root", ".")).toAbsolutePath());
  }

  /// The files that git tracks and the new ones that it does not ignore, relative to the root, in
  /// order.
  List<Path> files() {
    try {
      var git =
          new ProcessBuilder(
                  "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ".")
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      var names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (git.waitFor() != 0) {
        throw new IllegalStateException("git could not list the files of " + root);
      }
      return Stream.of(names.split("\0"))
          .filter(name -> Files.isRegularFile(root.resolve(name)))
          .distinct()
          .sorted()
          .map(Path::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  List<Path> files(String suffix) {
    return files().stream().filter(file -> file.toString().endsWith(suffix)).toList();
  }

  /// The Java files below `module/src/main/java` of every module.
  List<Path> mainSources() {
    return files(".java").stream()
        .filter(file -> file.toString().contains("src/main/java/"))
        .toList();
  }

  /// The folders right below the root that hold a `pom.xml`.
  List<String> modules() {
    return files("pom.xml").stream()
        .filter(file -> file.getNameCount() == 2 && file.endsWith("pom.xml"))
        .map(file -> file.getName(0).toString())
        .toList();
  }

  List<Path> compiledClasses(String module) {
    Path classes = root.resolve(module, "target", "classes");
    if (!Files.isDirectory(classes)) {
      return List.of();
    }
    try (var found = Files.walk(classes)) {
      return found.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text(Path file) {
    try {
      return Files.readString(root.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text(String file) {
    return text(Path.of(file));
  }

  boolean has(String file) {
    return Files.exists(root.resolve(file));
  }
}
