package dev.micelio.checks.nix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Builders that are running, found by the variable `out` that Nix gave them.
final class Builders {
  private Builders() {}

  /// The processes that were started to build it.
  static List<String> of(Buildable what) throws IOException {
    var found = new ArrayList<String>();
    String variable = "\0out=" + what.outputs().get("out") + "\0";
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : processes) {
        if (("\0" + read(process.resolve("environ"))).contains(variable)) {
          found.add(process.getFileName() + " " + read(process.resolve("status")));
        }
      }
    }
    return found;
  }

  static void await(Buildable what, boolean there) throws Exception {
    var found = of(what);
    for (int i = 0; found.isEmpty() == there; i++) {
      if (i > 1000) {
        throw new AssertionError("builders of " + what.derivation() + ": " + found);
      }
      Thread.sleep(20);
      found = of(what);
    }
  }

  /// Of a process that is gone, or another's, nothing can be read.
  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), ISO_8859_1);
    } catch (IOException _) {
      return "";
    }
  }
}
