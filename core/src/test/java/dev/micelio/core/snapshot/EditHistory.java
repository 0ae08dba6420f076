package dev.micelio.core.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// Edits a directory as people, tools and adversaries do, and says what it did.
final class EditHistory {
  private static final List<String> NAMES = List.of("a", "b", "a.b", "d", "e", "é", "+", "out");
  private static final List<String> RULES =
      List.of("*\n", "out\n", "out/\n", "!a\n", "*.b\n.gitignore\n", "/d\n", "");
  private static final int PARTS_MAX = 3;

  private final Random random;
  private final Path top;
  private final List<String> done = new ArrayList<>();

  EditHistory(Random random, Path top) {
    this.random = random;
    this.top = top;
  }

  void edit(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      edit();
    }
  }

  private void edit() throws IOException {
    var file = path();
    switch (random.nextInt(9)) {
      case 0, 1 -> write(file, "content " + random.nextInt(10));
      case 2 -> hide(file);
      case 3 -> remove(file);
      case 4 -> link(file);
      case 5 -> permit(file);
      case 6 -> move(file, path());
      case 7 -> rules(file.resolveSibling(random.nextBoolean() ? ".gitignore" : ".micignore"));
      default -> touch(file);
    }
  }

  private Path path() {
    var path = top;
    for (int parts = 1 + random.nextInt(PARTS_MAX); parts > 0; parts--) {
      path = path.resolve(NAMES.get(random.nextInt(NAMES.size())));
    }
    return path;
  }

  private void write(Path file, String content) throws IOException {
    if (!makeRoom(file)) {
      return;
    }
    Files.writeString(file, content);
    said("write", file);
  }

  private boolean makeRoom(Path file) throws IOException {
    for (var at = file.getParent(); at != null && !at.equals(top); at = at.getParent()) {
      if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)
          && !Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
    }
    Files.createDirectories(file.getParent());
    if (Files.isSymbolicLink(file)) {
      Files.delete(file);
    }
    return !Files.isDirectory(file);
  }

  /// Other content of the same size, with the time that the file had.
  private void hide(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    var time = Files.getLastModifiedTime(file);
    byte[] content = Files.readAllBytes(file);
    if (content.length > 0) {
      content[content.length - 1] ^= 1;
    }
    Files.write(file, content);
    Files.setLastModifiedTime(file, time);
    said("hide", file);
  }

  private void remove(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var files = Files.walk(file)) {
      for (var each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
    said("remove", file);
  }

  private void link(Path file) throws IOException {
    if (makeRoom(file) && !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.createSymbolicLink(file, Path.of("t" + random.nextInt(3)));
      said("link", file);
    }
  }

  private void permit(Path file) throws IOException {
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      String mode = random.nextBoolean() ? "rwx------" : "rw-------";
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
      said(mode, file);
    }
  }

  private void move(Path from, Path to) throws IOException {
    if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)
        && !to.startsWith(from)
        && makeRoom(to)
        && !Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(from, to);
      said("move to " + top.relativize(to), from);
    }
  }

  private void rules(Path file) throws IOException {
    write(file, RULES.get(random.nextInt(RULES.size())));
  }

  private void touch(Path file) throws IOException {
    if (Files.exists(file)) {
      Files.setLastModifiedTime(file, FileTime.fromMillis(1_000 + random.nextInt(2)));
      said("touch", file);
    }
  }

  private void said(String what, Path file) {
    done.add(what + " " + top.relativize(file));
  }

  @Override
  public String toString() {
    return String.join("\n", done);
  }
}
