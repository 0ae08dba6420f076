package dev.micelio.core.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.digest.Digest;
import java.math.BigInteger;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// The entries that docs/formats/tree.md makes by rules.
final class VectorRules {
  private VectorRules() {}

  /// How many entries each leaf has by the rule `stairs`.
  static final int STAIR = 65;

  /// Names that are hard to tell the extension of, in NFC but for the one that says otherwise.
  private static final List<String> NAMES =
      List.of(
          ".nix",
          ".hidden.txt",
          "a.nix",
          "A.NIX",
          "a.Nix",
          "dot.",
          "dots..",
          "none",
          "a.tar.gz",
          "a..b",
          "..c",
          "...",
          "\u00fc.\u00fc",
          "u\u0308.u\u0308",
          "\u65e5\u672c.\u8a9e",
          "\ud83d\ude00.\ud83d\ude00");

  static NavigableMap<TreePath, Entry> entries(String rule, int count) {
    IntFunction<Entry> entry =
        switch (rule) {
          case "numbered" -> i -> entry("d%03d/f%07d.txt".formatted(i % 97, i), i);
          case "flat" -> i -> entry("all/%07d".formatted(i), i);
          case "long" -> i -> entry(("x".repeat(100) + "/").repeat(40) + "%056d".formatted(i), i);
          case "split" -> split();
          case "falling" -> i -> entry(falling(i, count), i);
          case "mixed" -> VectorRules::mixed;
          case "stairs" -> i -> entry(stairs(i, count / STAIR), i);
          default -> throw new IllegalArgumentException("no rule " + rule);
        };
    var entries = new TreeMap<TreePath, Entry>();
    for (int i = 0; i < count; i++) {
      var made = entry.apply(i);
      entries.put(made.path(), made);
    }
    return entries;
  }

  static Entry entry(String path, int number) {
    return new Entry(
        new TreePath(path),
        EntryKind.FILE,
        Digest.of(Integer.toString(number).getBytes(UTF_8)),
        number);
  }

  static BigInteger hash(String path) {
    return NaiveTree.hash(0, key(path));
  }

  private static Entry mixed(int i) {
    String name = i % 2 == 0 ? NAMES.get(i / 2 % NAMES.size()) : "f" + i + ".x" + i / 8;
    byte[] content = (i % 5 == 0 ? "" : Integer.toString(i)).getBytes(UTF_8);
    return new Entry(
        new TreePath("mixed/%04d/".formatted(i / 32) + name),
        Objects.requireNonNull(EntryKind.of(i % 3)),
        Digest.of(content),
        content.length);
  }

  private static IntFunction<Entry> split() {
    for (int c = 0; ; c++) {
      String directory = "split-" + c + "/";
      var lowest =
          IntStream.rangeClosed(0, 128)
              .boxed()
              .min((i, j) -> hash(number(directory, i)).compareTo(hash(number(directory, j))));
      if (lowest.orElseThrow() == 64) {
        return i -> entry(number(directory, i), i);
      }
    }
  }

  private static String number(String directory, int i) {
    return directory + "%03d".formatted(i);
  }

  private static String falling(int i, int count) {
    String begin = "falling/%04d-".formatted(i);
    for (int c = 0; ; c++) {
      if (place(0, key(begin + c), count) == count - 1 - i) {
        return begin + c;
      }
    }
  }

  /// The last of each 65 is lower than all within its window, so that a leaf ends with it and with
  /// nothing else; as keys of level 1 these fall.
  private static String stairs(int i, int leaves) {
    int leaf = i / STAIR;
    String begin = "stairs/%04d/%02d-".formatted(leaf, i % STAIR);
    for (int c = 0; ; c++) {
      byte[] key = key(begin + c);
      boolean isLow = hash(0, key) >= 0;
      if (i % STAIR < STAIR - 1 ? !isLow : isLow && place(1, key, leaves) == leaves - 1 - leaf) {
        return begin + c;
      }
    }
  }

  private static byte[] key(String path) {
    return path.replace('/', '\0').getBytes(UTF_8);
  }

  /// In which of `count` parts of its range the hash of a key lies.
  private static long place(int level, byte[] key, int count) {
    return ((hash(level, key) >>> 32) * count) >>> 32;
  }

  /// H as it is, but for the sign: negative from 2^63 on.
  private static long hash(int level, byte[] key) {
    byte[] input = new byte[1 + key.length];
    input[0] = (byte) level;
    System.arraycopy(key, 0, input, 1, key.length);
    return Digest.of(input).first();
  }
}
