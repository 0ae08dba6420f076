package dev.micelio.checks.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.env.Env;
import dev.micelio.core.snapshot.NameBytes;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Writes the files of a tree into an empty directory of our own, every digest verified.
public final class Materialiser {
  /// Of everything that is written: one second after 1970, as in a Nix store.
  public static final FileTime MODIFIED = FileTime.fromMillis(1000);

  private static final int WRITERS_MAX = 4;
  private static final int GROUP_FILES = 64;

  /// Groups that are known at once, so that a tree of millions is not in memory.
  private static final int GROUPS_MAX = 64;

  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private final Env env;
  private final Contents contents;

  public Materialiser(Env env, Contents contents) {
    this.env = env;
    this.contents = contents;
  }

  /// The directory exists, is empty, and nobody else writes there. After a problem it is to be
  /// thrown away.
  public void write(Tree tree, Path directory) {
    new Run(directory).write(tree);
  }

  /// Entries come in order, so that the directories of an entry are made right before it, and by
  /// one thread: each is made by us, none is a link that was there.
  private final class Run {
    private final Path top;
    private final Set<String> made = new HashSet<>();
    private final List<Path> directories = new ArrayList<>();
    private final List<List<Entry>> groups = new ArrayList<>();
    private List<Entry> group = new ArrayList<>();

    Run(Path top) {
      this.top = top;
    }

    void write(Tree tree) {
      tree.forEach(this::add);
      groups.add(group);
      writeGroups();
      directories.add(0, top);
      for (var directory : directories.reversed()) {
        finish(directory);
      }
    }

    private void add(Entry entry) {
      String path = entry.path().text();
      for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
        String directory = path.substring(0, slash);
        if (made.add(directory)) {
          make(at(directory));
        }
      }
      group.add(entry);
      if (group.size() == GROUP_FILES) {
        groups.add(group);
        group = new ArrayList<>();
        if (groups.size() == GROUPS_MAX) {
          writeGroups();
        }
      }
    }

    private Path at(String path) {
      return top.resolve(NameBytes.path(path.getBytes(UTF_8)));
    }

    private void make(Path directory) {
      try {
        Files.createDirectory(directory);
        directories.add(directory);
      } catch (IOException e) {
        throw Faults.unwritten(directory, e);
      }
    }

    private void writeGroups() {
      env.all("materialise", groups, WRITERS_MAX, this::writeGroup);
      groups.clear();
    }

    private int writeGroup(List<Entry> entries) {
      env.step("write files");
      var writer = new FileWriter(contents);
      for (var entry : entries) {
        writer.write(entry, at(entry.path().text()));
      }
      return entries.size();
    }

    private void finish(Path directory) {
      try {
        Files.setPosixFilePermissions(directory, DIRECTORY);
        Files.getFileAttributeView(
                directory, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .setTimes(MODIFIED, MODIFIED, null);
      } catch (IOException e) {
        throw Faults.unwritten(directory, e);
      }
    }
  }
}
