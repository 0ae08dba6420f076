package dev.micelio.core.snapshot;

import dev.micelio.core.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// All faults that were found, of which some are told and the others counted. For one thread.
final class Faults {
  static final int TOLD_MAX = 20;

  private static final class Group {
    final List<Fault> told = new ArrayList<>();
    long untold;
  }

  private final Path directory;
  private final Map<Fault.Kind, Group> groups = new EnumMap<>(Fault.Kind.class);

  Faults(Path directory) {
    this.directory = directory;
  }

  void add(Fault fault) {
    var group = groups.computeIfAbsent(fault.kind(), _ -> new Group());
    if (group.told.size() < TOLD_MAX) {
      group.told.add(fault);
    } else {
      group.untold++;
    }
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  /// Throws the gravest, if there is any.
  void demandNone() {
    for (var kind : Fault.Kind.values()) {
      var group = groups.get(kind);
      if (group != null) {
        throw problem(kind, group);
      }
    }
  }

  private Problem problem(Fault.Kind kind, Group group) {
    return switch (kind) {
      case REFUSED ->
          new Problem(
              Problem.Kind.INVALID,
              "snapshot.refused",
              text("a tree can not hold what is in " + directory, group),
              "rename or remove it, or leave it out by a line in .micignore (which `mic tree` minds"
                  + " with --respect-ignores)");
      case DENIED ->
          new Problem(
              Problem.Kind.DENIED,
              "snapshot.denied",
              text("not permitted to read all of " + directory, group),
              "get permission to read it, or leave it out by a line in .micignore (which `mic tree`"
                  + " minds with --respect-ignores)");
      case UNREADABLE ->
          new Problem(
              Problem.Kind.UNAVAILABLE,
              "snapshot.unreadable",
              text("the system fails to read all of " + directory, group),
              "see to its disk, then try again");
      case CHANGED ->
          new Problem(
              Problem.Kind.UNAVAILABLE,
              "snapshot.changed",
              text(directory + " changed while it was read", group),
              "end what writes there, then try again");
    };
  }

  private static String text(String what, Group group) {
    var lines = new ArrayList<String>();
    lines.add(what + ":");
    for (var fault : group.told) {
      lines.add("  " + fault.line());
    }
    if (group.untold > 0) {
      lines.add("  and " + group.untold + " more");
    }
    return String.join("\n", lines);
  }
}
