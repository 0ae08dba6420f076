package dev.micelio.checks.command;

import dev.micelio.attest.statement.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A workspace, laid out for one command.
///
/// @param work the copy of the inputs, which is the directory that the command runs in
/// @param temporary what the command has as its temporary directory
/// @param tools links to the tools that are not where every command looks
/// @param settings files that stand in for those in `/etc`
/// @param started has something in it as soon as the command was started
/// @param hidden directories of this machine that the command must not see, where they really are
record Place(
    Path work, Path temporary, Path tools, Path settings, Path started, List<Path> hidden) {
  private static final String PASSWD =
      """
      root:x:0:0:root:/:/bin/sh
      check:x:1000:1000:check:/tmp/home:/bin/sh
      nobody:x:65534:65534:nobody:/:/bin/false
      """;
  private static final String GROUP =
      """
      root:x:0:
      check:x:1000:
      nogroup:x:65534:
      """;
  private static final String HOSTS =
      """
      127.0.0.1 localhost
      ::1 localhost
      """;

  static Place in(Path workspace, List<Action.Tool> tools, List<Path> hidden) {
    var place =
        new Place(
            workspace.resolve("work"),
            workspace.resolve("tmp"),
            workspace.resolve("tools"),
            workspace.resolve("etc"),
            workspace.resolve("started"),
            hidden.stream().map(Place::real).toList());
    try {
      place.make(tools);
    } catch (IOException e) {
      throw Faults.noPlace(workspace, e);
    }
    return place;
  }

  private static Path real(Path directory) {
    try {
      return directory.toRealPath();
    } catch (IOException _) {
      return directory; // what is gone can not be seen
    }
  }

  private void make(List<Action.Tool> wanted) throws IOException {
    Files.createDirectory(work);
    Files.createDirectories(temporary.resolve("home"));
    Files.createDirectory(tools);
    Files.createDirectory(settings);
    Files.createFile(started);
    Files.writeString(settings.resolve("passwd"), PASSWD);
    Files.writeString(settings.resolve("group"), GROUP);
    Files.writeString(settings.resolve("hosts"), HOSTS);
    for (var tool : wanted) {
      if (!isWhereEveryCommandLooks(tool)) {
        Files.createSymbolicLink(tools.resolve(tool.name()), Path.of(tool.path()));
      }
    }
  }

  private static boolean isWhereEveryCommandLooks(Action.Tool tool) throws IOException {
    var found = SearchPath.SYSTEM.find(tool.name());
    return found.isPresent() && found.get().toRealPath().toString().equals(tool.path());
  }

  boolean wasStarted() {
    try {
      return Files.size(started) > 0;
    } catch (IOException _) {
      return false;
    }
  }
}
