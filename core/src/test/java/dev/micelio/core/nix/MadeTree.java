package dev.micelio.core.nix;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.NodesInMemory;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreeBuilder;
import dev.micelio.core.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/// A tree with its contents in memory, and the same as a directory or as a naive node.
final class MadeTree {
  /// Names that other orders than the one of bytes would put elsewhere, and that shells and parsers
  /// trip over.
  private static final String[] NAMES = {
    "a",
    "a.b",
    "a-b",
    "a b",
    "a0",
    "A",
    "ab",
    "a!",
    "ä",
    "\u6c34",
    "\ud83d\udc07",
    "\uff2fa",
    "-x",
    "\"q\"",
    "new\nline",
    "z",
    "~",
    ".h",
    "*",
    "\\",
    "\u00e9",
    "e\u0301"
  };

  private static final List<EntryKind> KINDS = List.of(EntryKind.values());

  private static final class File {
    private final EntryKind kind;
    private final byte[] content;

    File(EntryKind kind, byte[] content) {
      this.kind = kind;
      this.content = content;
    }
  }

  private final Map<TreePath, File> files = new TreeMap<>();

  MadeTree put(String path, EntryKind kind, byte[] content) {
    files.put(new TreePath(path), new File(kind, content));
    return this;
  }

  MadeTree put(String path, String content) {
    return put(path, EntryKind.FILE, content.getBytes(UTF_8));
  }

  static MadeTree random(long seed) {
    var random = new Random(seed);
    var made = new MadeTree();
    for (int i = random.nextInt(60); i > 0; i--) {
      var path = new StringBuilder("d" + NAMES[random.nextInt(NAMES.length)]);
      for (int depth = random.nextInt(5); depth > 0; depth--) {
        path.append("/d").append(NAMES[random.nextInt(NAMES.length)]);
      }
      // a directory begins with d, so no path is both
      made.put(path + "/" + NAMES[random.nextInt(NAMES.length)], random);
      made.put(NAMES[random.nextInt(NAMES.length)], random);
    }
    return made;
  }

  private void put(String path, Random random) {
    var kind = KINDS.get(random.nextInt(KINDS.size()));
    int size = random.nextInt(8) == 0 ? random.nextInt(200_000) : random.nextInt(20);
    var content = new byte[size];
    random.nextBytes(content);
    put(path, kind, kind == EntryKind.LINK ? ("to/" + size).getBytes(UTF_8) : content);
  }

  Tree tree() {
    var nodes = new NodesInMemory();
    var builder = new TreeBuilder(nodes);
    files.forEach((path, file) ->
        builder.add(new Entry(path, file.kind, Digest.of(file.content), file.content.length)));
    return new Tree(builder.finish(), nodes);
  }

  InputStream open(Entry entry) {
    return new ByteArrayInputStream(Objects.requireNonNull(files.get(entry.path())).content);
  }

  NaiveNar.Node naive() {
    var top = NaiveNar.Node.directory();
    files.forEach(
        (path, file) -> top.put(path.text(), "fxl".charAt(file.kind.code()), file.content));
    return top;
  }

  void writeTo(Path directory) throws Exception {
    for (var entry : files.entrySet()) {
      var file = directory.resolve(entry.getKey().text());
      Files.createDirectories(file.getParent());
      if (entry.getValue().kind == EntryKind.LINK) {
        Files.createSymbolicLink(file, Path.of(new String(entry.getValue().content, UTF_8)));
      } else {
        Files.write(file, entry.getValue().content);
        Files.setPosixFilePermissions(
            file,
            PosixFilePermissions.fromString(
                entry.getValue().kind == EntryKind.EXECUTABLE ? "rwxr-xr-x" : "rw-r--r--"));
      }
    }
  }
}
