package dev.micelio.checks.result;

import dev.micelio.core.env.Env;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The directories of a cache home that others fill with what only saves time, so that all of it
/// may go: what is remembered of directories and of Nix, and the links that keep Nix's collector
/// away.
final class Neighbours {
  /// What was written so long ago is of a directory or a Nix that nobody uses.
  static final Duration AGE_MAX = Duration.ofDays(90);

  /// Of each directory.
  static final Bounds BOUNDS = new Bounds(1L << 29, 1000);

  private static final String ROOTS = "nix/roots";

  private final Env env;
  private final Path cacheHome;

  Neighbours(Env env, Path cacheHome) {
    this.env = env;
    this.cacheHome = cacheHome;
  }

  private record Item(Path file, long bytes, long writtenMillis, boolean onItsWay) {}

  /// Removes what is too old, what is too much, and what killed writers left.
  void sweep() throws IOException {
    for (var folder : List.of("stat", "standing", "nix", ROOTS)) {
      var items = items(folder);
      items.sort(Comparator.comparingLong(Item::writtenMillis).reversed());
      long bytes = 0;
      long files = 0;
      for (var item : items) {
        bytes += Shelf.taken(item.bytes());
        files++;
        if (isOlder(item, AGE_MAX) || isLeft(item) || !BOUNDS.hold(bytes, files)) {
          Shelf.removed(item.file());
        }
      }
    }
  }

  /// Removes everything that nobody is writing. Checks that run now need their roots.
  void sweepAll(boolean checksRun) throws IOException {
    for (var folder :
        checksRun
            ? List.of("stat", "standing", "nix")
            : List.of("stat", "standing", "nix", ROOTS)) {
      for (var item : items(folder)) {
        if (!item.onItsWay() || isLeft(item)) {
          Shelf.removed(item.file());
        }
      }
    }
  }

  private boolean isLeft(Item item) {
    return item.onItsWay() && isOlder(item, Shelves.WRITING_MAX);
  }

  private boolean isOlder(Item item, Duration age) {
    return Math.abs(env.nowMillis() - item.writtenMillis()) > age.toMillis();
  }

  /// Files, and links among the roots. A file on its way has a dot in its name.
  private List<Item> items(String folder) throws IOException {
    boolean areRoots = folder.equals(ROOTS);
    var items = new ArrayList<Item>();
    for (var file : Shelf.list(cacheHome.resolve(folder))) {
      try {
        var found =
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (areRoots ? found.isSymbolicLink() : found.isRegularFile()) {
          boolean onItsWay = !areRoots && file.getFileName().toString().contains(".");
          items.add(new Item(file, found.size(), found.lastModifiedTime().toMillis(), onItsWay));
        }
      } catch (NoSuchFileException _) {
        // its writer gave it its name
      }
    }
    return items;
  }
}
