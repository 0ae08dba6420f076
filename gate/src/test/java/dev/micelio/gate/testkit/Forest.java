package dev.micelio.gate.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.NodesInMemory;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreeBuilder;
import dev.micelio.core.tree.TreePath;
import dev.micelio.gate.decision.Contents;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Trees in memory, with the contents of their files.
public final class Forest implements Contents {
  private final NodesInMemory nodes = new NodesInMemory();
  private final Map<Digest, byte[]> contents = new HashMap<>();

  /// One file: what it is, and its bytes.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Content(EntryKind kind, byte[] bytes) {
    public static Content of(String text) {
      return new Content(EntryKind.FILE, text.getBytes(UTF_8));
    }

    public static Content link(String target) {
      return new Content(EntryKind.LINK, target.getBytes(UTF_8));
    }
  }

  /// The tree of these files, by their paths.
  public Tree tree(Map<String, Content> files) {
    var sorted = new TreeMap<TreePath, Content>();
    files.forEach((path, content) -> sorted.put(new TreePath(path), content));
    var builder = new TreeBuilder(nodes);
    sorted.forEach((path, content) -> {
      var digest = Digest.of(content.bytes());
      contents.put(digest, content.bytes());
      builder.add(new Entry(path, content.kind(), digest, content.bytes().length));
    });
    return new Tree(builder.finish(), nodes);
  }

  public NodesInMemory nodes() {
    return nodes;
  }

  @Override
  public byte[] read(Entry entry) {
    byte[] bytes = contents.get(entry.digest());
    if (bytes == null) {
      throw new IllegalStateException("nobody planted " + entry.path());
    }
    return bytes;
  }
}
