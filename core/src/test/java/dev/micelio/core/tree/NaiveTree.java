package dev.micelio.core.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/// docs/formats/tree.md, word for word and nothing else: shares no code with the tree itself, keeps
/// everything in memory and does everything anew.
final class NaiveTree {
  private static final int W = 64;
  private static final List<EntryKind> KINDS =
      List.of(EntryKind.FILE, EntryKind.EXECUTABLE, EntryKind.LINK);

  /// How many items each node has, level by level.
  final List<List<Integer>> shape = new ArrayList<>();

  /// The bytes of all nodes, level by level, in hex.
  final List<String> nodes = new ArrayList<>();

  final String root;

  /// `tail` is what follows the key; the rest is what a parent says of it.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Item(byte[] key, byte[] tail, BigInteger files, BigInteger bytes, long bits) {}

  NaiveTree(Collection<Entry> entries) {
    var items = new ArrayList<Item>();
    for (var entry : entries) {
      items.add(item(entry));
    }
    items.sort((left, right) -> Arrays.compareUnsigned(left.key, right.key));
    root = root(items);
  }

  static String id(Collection<Entry> entries) {
    return new NaiveTree(entries).root;
  }

  private String root(List<Item> entries) {
    var items = entries;
    for (int level = 0; ; level++) {
      var parents = new ArrayList<Item>();
      var sizes = new ArrayList<Integer>();
      byte[] newest = {};
      for (var node : cut(level, items)) {
        byte[] encoded = encode(level, node);
        newest = sha256(encoded);
        nodes.add(HexFormat.of().formatHex(encoded));
        sizes.add(node.size());
        if (!node.isEmpty()) {
          parents.add(parent(newest, node));
        }
      }
      shape.add(sizes);
      if (sizes.size() == 1) {
        return HexFormat.of().formatHex(newest);
      }
      items = parents;
    }
  }

  private static Item item(Entry entry) {
    byte[] key = entry.path().text().replace('/', '\0').getBytes(UTF_8);
    var tail = new ByteArrayOutputStream();
    tail.write(KINDS.indexOf(entry.kind()));
    tail.writeBytes(HexFormat.of().parseHex(entry.digest().hex()));
    tail.writeBytes(varint(BigInteger.valueOf(entry.size())));
    return new Item(
        key,
        tail.toByteArray(),
        BigInteger.ONE,
        BigInteger.valueOf(entry.size()),
        extensionBit(entry.path().text()));
  }

  private static long extensionBit(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    if (dot <= 0 || dot == name.length() - 1) {
      return 0;
    }
    return 1L << (sha256(name.substring(dot + 1).getBytes(UTF_8))[0] & 63);
  }

  private static Item parent(byte[] id, List<Item> children) {
    var files = BigInteger.ZERO;
    var bytes = BigInteger.ZERO;
    long bits = 0;
    for (var child : children) {
      files = files.add(child.files);
      bytes = bytes.add(child.bytes);
      bits |= child.bits;
    }
    var tail = new ByteArrayOutputStream();
    tail.writeBytes(id);
    tail.writeBytes(varint(files));
    tail.writeBytes(varint(bytes));
    for (int shift = 56; shift >= 0; shift -= 8) {
      tail.write((int) (bits >>> shift));
    }
    return new Item(children.getLast().key, tail.toByteArray(), files, bytes, bits);
  }

  private static List<List<Item>> cut(int level, List<Item> items) {
    int n = items.size();
    var hash = new BigInteger[n];
    for (int i = 0; i < n; i++) {
      hash[i] = hash(level, items.get(i).key);
    }
    var nodes = new ArrayList<List<Item>>();
    var node = new ArrayList<Item>();
    for (int i = 0; i < n; i++) {
      node.add(items.get(i));
      if (isNatural(hash, i) || node.size() == 8 * W) {
        nodes.add(node);
        node = new ArrayList<>();
      }
    }
    if (!node.isEmpty() || n == 0) {
      nodes.add(node);
    }
    return nodes;
  }

  private static boolean isNatural(BigInteger[] hash, int i) {
    if (i < W || i > hash.length - 1 - W) {
      return false;
    }
    for (int j = i - W; j <= i + W; j++) {
      if (j != i && hash[i].compareTo(hash[j]) >= 0) {
        return false;
      }
    }
    return true;
  }

  static BigInteger hash(int level, byte[] key) {
    byte[] input = new byte[1 + key.length];
    input[0] = (byte) level;
    System.arraycopy(key, 0, input, 1, key.length);
    return new BigInteger(1, Arrays.copyOf(sha256(input), 8));
  }

  private static byte[] encode(int level, List<Item> items) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {'M', 'I', 'C', 'T', 1, (byte) level});
    out.writeBytes(varint(BigInteger.valueOf(items.size())));
    byte[] previous = {};
    for (var item : items) {
      int shared = 0;
      while (shared < previous.length
          && shared < item.key.length
          && previous[shared] == item.key[shared]) {
        shared++;
      }
      out.writeBytes(varint(BigInteger.valueOf(shared)));
      out.writeBytes(varint(BigInteger.valueOf(item.key.length - shared)));
      out.write(item.key, shared, item.key.length - shared);
      out.writeBytes(item.tail);
      previous = item.key;
    }
    return out.toByteArray();
  }

  private static byte[] varint(BigInteger value) {
    var out = new ByteArrayOutputStream();
    var left = value;
    while (left.bitLength() > 7) {
      out.write((left.intValue() & 127) | 128);
      left = left.shiftRight(7);
    }
    out.write(left.intValue());
    return out.toByteArray();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
