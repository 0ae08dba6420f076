package dev.micelio.checks.command;

import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The problems with tools and with the place that a command runs in.
final class Faults {
  private Faults() {}

  static Problem missing(List<String> names) {
    boolean one = names.size() == 1;
    return new Problem(
        Problem.Kind.INVALID,
        "tools.missing",
        "%s not found: %s".formatted(one ? "a tool was" : "tools were", String.join(", ", names)),
        "install %s, or see that PATH has the directories they are in"
            .formatted(one ? "it" : "them"));
  }

  static Problem unreadable(String name, Path path, IOException e) {
    return new Problem(
        Problem.Kind.DENIED,
        "tools.unreadable",
        "the tool %s can not be read at %s: %s".formatted(name, path, e.getMessage()),
        "get permission to read it: its digest is part of what a check depends on",
        e);
  }

  static Problem noPlace(Path path, IOException e) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "source.unwritten",
        "the files of a check can not be written: %s: %s".formatted(path, e.getMessage()),
        "see to that directory, or set XDG_CACHE_HOME to another one",
        e);
  }
}
