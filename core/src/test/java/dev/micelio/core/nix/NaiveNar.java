package dev.micelio.core.nix;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// A second writer of NARs, made from the format page alone: a whole tree in memory, recursively.
final class NaiveNar {
  /// A file or link (a leaf) or a directory, which has entries.
  static final class Node {
    private final char kind;
    private final byte[] content;
    private final TreeMap<byte[], Node> entries = new TreeMap<>(Arrays::compareUnsigned);

    private Node(char kind, byte[] content) {
      this.kind = kind;
      this.content = content;
    }

    static Node directory() {
      return new Node('d', new byte[0]);
    }

    /// `kind` is f, x or l.
    void put(String path, char kind, byte[] content) {
      int slash = path.indexOf('/');
      if (slash < 0) {
        entries.put(path.getBytes(UTF_8), new Node(kind, content));
      } else {
        entries
            .computeIfAbsent(path.substring(0, slash).getBytes(UTF_8), _ -> directory())
            .put(path.substring(slash + 1), kind, content);
      }
    }
  }

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private NaiveNar() {}

  static byte[] of(Node node) {
    var nar = new NaiveNar();
    nar.text("nix-archive-1");
    nar.node(node);
    return nar.out.toByteArray();
  }

  /// Words are texts; bytes are themselves.
  static byte[] of(Object... strings) {
    var nar = new NaiveNar();
    for (Object string : strings) {
      nar.string(string instanceof byte[] bytes ? bytes : string.toString().getBytes(UTF_8));
    }
    return nar.out.toByteArray();
  }

  private void node(Node node) {
    text("(");
    text("type");
    switch (node.kind) {
      case 'd' -> {
        text("directory");
        for (Map.Entry<byte[], Node> entry : node.entries.entrySet()) {
          text("entry");
          text("(");
          text("name");
          string(entry.getKey());
          text("node");
          node(entry.getValue());
          text(")");
        }
      }
      case 'l' -> {
        text("symlink");
        text("target");
        string(node.content);
      }
      default -> {
        text("regular");
        if (node.kind == 'x') {
          text("executable");
          text("");
        }
        text("contents");
        string(node.content);
      }
    }
    text(")");
  }

  private void text(String text) {
    string(text.getBytes(UTF_8));
  }

  private void string(byte[] bytes) {
    out.writeBytes(
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(bytes.length).array());
    out.writeBytes(bytes);
    while (out.size() % 8 != 0) {
      out.write(0);
    }
  }
}
