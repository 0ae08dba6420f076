package dev.micelio.checks.nix;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All that Nix's settings are made of, so that nobody need ask Nix for what it said before.
final class ConfigurationFiles {
  static final int FILES_MAX = 64;
  static final long FILE_BYTES_MAX = 1 << 20;

  private static final String NAME = "/nix.conf";

  private final Map<String, String> environment;
  private final Set<Path> seen = new LinkedHashSet<>();
  private final StringBuilder text = new StringBuilder();

  private ConfigurationFiles(Map<String, String> environment) {
    this.environment = environment;
  }

  /// Changes whenever the program, its environment or one of its files changes.
  static Digest digest(Installation installation) throws IOException {
    var files = new ConfigurationFiles(installation.environment());
    files.add("variables", installation.environment().toString());
    var program = installation.nix().toRealPath();
    files.add(
        program.toString(),
        Files.size(program) + " " + Files.getLastModifiedTime(program).toMillis());
    for (var file : files.roots()) {
      files.file(file);
    }
    return Digest.of(files.text.toString().getBytes(UTF_8));
  }

  private List<Path> roots() {
    var roots = new ArrayList<Path>();
    roots.add(Path.of(environment.getOrDefault("NIX_CONF_DIR", "/etc/nix") + NAME));
    String home = environment.getOrDefault("HOME", "/");
    if (environment.containsKey("NIX_USER_CONF_FILES")) {
      for (String file : environment.getOrDefault("NIX_USER_CONF_FILES", "").split(":", -1)) {
        roots.add(Path.of(file));
      }
      return roots;
    }
    roots.add(
        Path.of(environment.getOrDefault("XDG_CONFIG_HOME", home + "/.config"), "nix" + NAME));
    for (String directory :
        environment.getOrDefault("XDG_CONFIG_DIRS", "/etc/xdg").split(":", -1)) {
      roots.add(Path.of(directory, "nix" + NAME));
    }
    return roots;
  }

  private void file(Path file) throws IOException {
    if (!seen.add(file) || seen.size() > FILES_MAX) {
      return;
    }
    if (!Files.isRegularFile(file) || Files.size(file) > FILE_BYTES_MAX) {
      add(file.toString(), "none");
      return;
    }
    String content = new String(Files.readAllBytes(file), UTF_8);
    add(file.toString(), content);
    for (String line : content.lines().map(String::strip).toList()) {
      if (line.startsWith("include ") || line.startsWith("!include ")) {
        try {
          file(file.resolveSibling(line.substring(line.indexOf(' ') + 1).strip()));
        } catch (InvalidPathException _) {
          // Nix can not include it either
        }
      }
    }
  }

  private void add(String name, String content) {
    text.append(name).append('\0').append(content).append('\0');
  }
}
