package dev.micelio.core.objects.directory;

import dev.micelio.core.env.Env;
import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/// What lies in the root of an object directory, and how it comes there.
final class Layout {
  static final String FORMAT = "format";
  static final String LOCKS = "locks";
  static final String TEMPORARY = "tmp";
  static final String OBJECTS = "objects";

  private static final String FORMAT_1 = "micelio object directory 1\n";

  /// How a beginner names its `format` before it is whole.
  private static final String UNFINISHED = "format-";

  private Layout() {}

  /// The real path of the root, ready for use.
  static Path prepare(Env env, Path wanted) throws IOException {
    createDurably(wanted.toAbsolutePath());
    var root = wanted.toRealPath();
    if (!Files.exists(root.resolve(FORMAT))) {
      refuseUnlessEmpty(root);
      writeFormat(env, root);
    }
    checkFormat(root);
    for (String name : new String[] {TEMPORARY, OBJECTS}) {
      createDurably(root.resolve(name));
    }
    return root;
  }

  private static void createDurably(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    var parent = directory.getParent();
    if (parent != null) {
      createDurably(parent);
    }
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw new Problem(
            Problem.Kind.INVALID,
            "objects.not-a-directory",
            directory + " is a file, and objects need a directory",
            "name another directory",
            e);
      }
    }
    if (parent != null) {
      Tree.force(parent);
    }
  }

  /// What another beginner makes meanwhile is nothing foreign: it is there only behind the format.
  private static void refuseUnlessEmpty(Path root) throws IOException {
    try (var files = Files.newDirectoryStream(root)) {
      for (var file : files) {
        String name = String.valueOf(file.getFileName());
        boolean begun = name.startsWith(UNFINISHED) || name.equals(FORMAT);
        if (!begun && !name.equals("lost+found") && !Files.exists(root.resolve(FORMAT))) {
          throw new Problem(
              Problem.Kind.INVALID,
              "objects.foreign-directory",
              root + " holds other things (such as " + name + ") and no objects",
              "name a directory that is empty or does not exist yet");
        }
      }
    }
  }

  /// Others may begin in the same directory at the same time; whoever comes first has begun it.
  private static void writeFormat(Env env, Path root) throws IOException {
    var id = new byte[8];
    env.random().nextBytes(id);
    var unfinished = root.resolve(UNFINISHED + HexFormat.of().formatHex(id));
    try (var channel =
        FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.write(StandardCharsets.US_ASCII.encode(FORMAT_1));
      channel.force(false);
    }
    try {
      Files.createLink(root.resolve(FORMAT), unfinished);
    } catch (FileAlreadyExistsException | NoSuchFileException _) {
      // another began it, and may have tidied ours away
    }
    try (var files = Files.newDirectoryStream(root, UNFINISHED + "*")) {
      for (var file : files) {
        Files.deleteIfExists(file);
      }
    }
    Tree.force(root);
  }

  private static void checkFormat(Path root) throws IOException {
    var file = root.resolve(FORMAT);
    String found;
    try (var in = Files.newInputStream(file)) {
      found = new String(in.readNBytes(100), StandardCharsets.ISO_8859_1);
    }
    if (!found.equals(FORMAT_1)) {
      throw new Problem(
          Problem.Kind.INVALID,
          "objects.directory-format",
          file + " says \"" + found.strip() + "\", not \"" + FORMAT_1.strip() + "\"",
          "use the release of mic that wrote this directory, or a newer one");
    }
  }
}
