package dev.micelio.core.tree;

import dev.micelio.core.bytes.ByteReader;
import dev.micelio.core.bytes.ByteWriter;
import dev.micelio.core.digest.Digest;
import java.util.Arrays;
import java.util.List;

/// The bytes of a node, as docs/formats/tree.md gives them.
final class NodeFormat {
  private static final String MAGIC = "MICT";
  private static final int VERSION = 1;
  private static final int BYTES_PER_ITEM = 64;

  private NodeFormat() {}

  static Node encode(int level, List<? extends Item> items) {
    var writer = new ByteWriter(BYTES_PER_ITEM * items.size() + 16);
    writer.magic(MAGIC).u8(VERSION).u8(level).varint(items.size());
    byte[] previous = new byte[0];
    for (var item : items) {
      byte[] key = item.key();
      int shared = Math.max(0, Arrays.mismatch(previous, key));
      writer.varint(shared).varint(key.length - shared).bytes(key, shared, key.length - shared);
      switch (item) {
        case Item.FileItem file ->
            writer.u8(file.kind().code()).digest(file.digest()).varint(file.size());
        case Item.ChildItem child ->
            writer
                .digest(child.id())
                .varint(child.files())
                .varint(child.bytes())
                .u64(child.extensions());
      }
      previous = key;
    }
    byte[] encoded = writer.toBytes();
    return node(level, items.toArray(Item[]::new), Digest.of(encoded), encoded);
  }

  /// The level of a node that [#encode] wrote.
  static int levelOf(byte[] encoded) {
    return encoded[MAGIC.length() + 1] & 0xff;
  }

  /// Reads a node that a stranger may have written: whatever is not exactly what [#encode] writes
  /// is refused.
  static Node decode(Digest id, byte[] encoded) {
    var reader = new ByteReader("tree node " + id.brief(), encoded);
    if (encoded.length > Node.SIZE_BYTES_MAX) {
      throw reader.corrupt("more than " + Node.SIZE_BYTES_MAX + " bytes");
    }
    if (!Digest.of(encoded).equals(id)) {
      throw reader.corrupt("bytes of another digest");
    }
    reader.magic(MAGIC);
    int version = reader.u8();
    if (version != VERSION) {
      throw reader.corrupt("the unknown version " + version);
    }
    int level = reader.u8();
    if (level > Node.LEVEL_MAX) {
      throw reader.corrupt(
          "the level " + level + " where at most " + Node.LEVEL_MAX + " is allowed");
    }
    var items = new Item[reader.count("items", Node.ITEMS_MAX)];
    if (items.length == 0 && level > 0) {
      throw reader.corrupt("no items above level 0");
    }
    byte[] previous = new byte[0];
    for (int i = 0; i < items.length; i++) {
      byte[] key = key(reader, previous, level == 0);
      items[i] = level == 0 ? file(reader, key) : child(reader, key);
      previous = key;
    }
    reader.end();
    try {
      return node(level, items, id, encoded);
    } catch (ArithmeticException e) {
      throw reader.corrupt("sizes that add up past 2^63 - 1");
    }
  }

  private static Node node(int level, Item[] items, Digest id, byte[] encoded) {
    return new Node(level, items, id, encoded, Node.summary(id, items));
  }

  private static byte[] key(ByteReader reader, byte[] previous, boolean leaf) {
    int shared = reader.count("shared bytes of a key", previous.length);
    int rest = reader.count("bytes of a key", TreePath.SIZE_BYTES_MAX - shared);
    byte[] key = Arrays.copyOf(previous, shared + rest);
    System.arraycopy(reader.bytes(rest), 0, key, shared, rest);
    int mismatch = Arrays.mismatch(previous, key);
    if (mismatch < 0 || Arrays.compareUnsigned(previous, key) >= 0) {
      throw reader.corrupt("keys that do not rise");
    }
    if (mismatch != shared) {
      throw reader.corrupt("a key that shares more bytes than it says");
    }
    if (leaf && TreePath.isBelow(previous, key, shared)) {
      throw reader.corrupt("a path that is both a file and a directory");
    }
    return key;
  }

  private static Item file(ByteReader reader, byte[] key) {
    String fault = TreePath.fault(key);
    if (fault != null) {
      throw reader.corrupt("an entry that no tree can hold: " + fault);
    }
    var kind = EntryKind.of(reader.u8());
    if (kind == null) {
      throw reader.corrupt("an unknown kind of entry");
    }
    return new Item.FileItem(key, kind, reader.digest(), reader.varint());
  }

  private static Item child(ByteReader reader, byte[] key) {
    return new Item.ChildItem(key, reader.digest(), reader.varint(), reader.varint(), reader.u64());
  }
}
