package dev.micelio.core.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.digest.Digest;
import java.math.BigInteger;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// The entries that docs/formats/tree.md makes by rules.
final class VectorRules {
  private VectorRules() {}

  static NavigableMap<TreePath, Entry> entries(String rule, int count) {
    IntFunction<String> path =
        switch (rule) {
          case "numbered" -> i -> "d%03d/f%07d.txt".formatted(i % 97, i);
          case "flat" -> "all/%07d"::formatted;
          case "long" -> i -> ("x".repeat(100) + "/").repeat(40) + "%056d".formatted(i);
          case "split" -> split();
          case "falling" -> i -> falling(i, count);
          default -> throw new IllegalArgumentException("no rule " + rule);
        };
    var entries = new TreeMap<TreePath, Entry>();
    for (int i = 0; i < count; i++) {
      var entry = entry(path.apply(i), i);
      entries.put(entry.path(), entry);
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
    return NaiveTree.hash(0, path.replace('/', '\0').getBytes(UTF_8));
  }

  private static IntFunction<String> split() {
    for (int c = 0; ; c++) {
      String directory = "split-" + c + "/";
      var lowest =
          IntStream.rangeClosed(0, 128)
              .boxed()
              .min((i, j) -> hash(number(directory, i)).compareTo(hash(number(directory, j))));
      if (lowest.orElseThrow() == 64) {
        return i -> number(directory, i);
      }
    }
  }

  private static String number(String directory, int i) {
    return directory + "%03d".formatted(i);
  }

  private static String falling(int i, int count) {
    for (int c = 0; ; c++) {
      String path = "falling/%04d-%d".formatted(i, c);
      long place = (hash(path).shiftRight(32).longValueExact() * count) >>> 32;
      if (place == count - 1 - i) {
        return path;
      }
    }
  }
}
