package dev.micelio.checks.nix;

import dev.micelio.core.nix.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What Nix's collector leaves alone for us: links in one directory, which Nix knows as roots. Of
/// each sort the newest stay.
final class Roots {
  static final int OF_A_SORT_MAX = 64;

  private final Path directory;
  private final Commands commands;

  Roots(Path directory, Commands commands) {
    this.directory = directory;
    this.commands = commands;
  }

  /// Where Nix shall put the link to what it builds.
  Path link(String sort, String name) {
    try {
      Files.createDirectories(directory);
      prune(sort);
    } catch (IOException e) {
      throw Faults.unwritable(directory, e);
    }
    return directory.resolve(sort + "-" + name);
  }

  /// Keeps what is in the store already. That Nix can not keep it is no reason to stop: it is there
  /// now.
  void keep(String sort, String name, String path) {
    commands.nixStore(
        List.of("--add-root", link(sort, name).toString(), "--indirect", "--realise", path));
  }

  /// A name of this sort that begins so, of something that is still in the store.
  Optional<String> find(String sort, String beginning) {
    String prefix = sort + "-";
    for (var link : links(prefix + beginning)) {
      if (holds(link)) {
        return Optional.of(link.getFileName().toString().substring(prefix.length()));
      }
    }
    return Optional.empty();
  }

  private boolean holds(Path link) {
    try {
      var target = StorePath.parse(Files.readSymbolicLink(link).toString());
      return Files.exists(commands.installation().file(target));
    } catch (IOException e) { // another mic has just removed it
      return false;
    }
  }

  private void prune(String sort) throws IOException {
    var links = new ArrayList<>(links(sort + "-"));
    if (links.size() < OF_A_SORT_MAX) {
      return;
    }
    links.sort(Comparator.comparing(Roots::made).reversed());
    for (var link : links.subList(OF_A_SORT_MAX - 1, links.size())) {
      Files.deleteIfExists(link);
    }
  }

  private static FileTime made(Path link) {
    try {
      return Files.getLastModifiedTime(link, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) { // another mic has just removed it
      return FileTime.fromMillis(0);
    }
  }

  private List<Path> links(String prefix) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var files = Files.newDirectoryStream(directory, prefix + "*")) {
      var links = new ArrayList<Path>();
      files.forEach(links::add);
      return links;
    } catch (IOException e) {
      throw Faults.unwritable(directory, e);
    }
  }
}
