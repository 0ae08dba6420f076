package dev.micelio.cli.init;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The files at the top of a project, as finders look at them.
record ProjectFiles(Path directory) {
  /// Of a larger file nothing is guessed.
  static final int BYTES_MAX = 1 << 20;

  boolean has(String name) {
    return Files.exists(directory.resolve(name));
  }

  /// Nothing when there is no such file, or it can not be read, or it is too large.
  Optional<String> text(String name) {
    var file = directory.resolve(name);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(BYTES_MAX + 1);
      return bytes.length > BYTES_MAX ? Optional.empty() : Optional.of(new String(bytes, UTF_8));
    } catch (IOException _) { // a guess less
      return Optional.empty();
    }
  }
}
