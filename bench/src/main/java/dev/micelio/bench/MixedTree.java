package dev.micelio.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// About 2 GB of files, the same on every machine: many small texts like sources, fewer medium
/// tables, and a few large ones that do not compress or only partly.
final class MixedTree {
  static final int SOURCES = 24_000;
  static final int TABLES = 1_600;
  static final int ARCHIVES = 20;
  static final int IMAGES = 4;
  private static final int WORDS = 4_000;
  private static final String[] SIGNS = {
    " ", " ", " ", "(", ");\n", " = ", ".", ", ", " {\n  ", "\n}\n"
  };

  private final Random random = new Random(7);
  private final String[] words = new String[WORDS];
  final List<Path> files = new ArrayList<>();
  long bytes;

  private MixedTree() {
    for (int i = 0; i < WORDS; i++) {
      var word = new StringBuilder();
      for (int k = 2 + random.nextInt(9); k > 0; k--) {
        word.append((char) ('a' + random.nextInt(26)));
      }
      words[i] = word.toString();
    }
  }

  static MixedTree write(Path root) {
    var tree = new MixedTree();
    try {
      for (int i = 0; i < SOURCES; i++) {
        tree.add(
            root, "src/d%03d/f%05d.txt".formatted(i % 400, i), tree.text(tree.size(500, 40_000)));
      }
      for (int i = 0; i < TABLES; i++) {
        tree.add(
            root,
            "tables/t%02d/t%04d.json".formatted(i % 40, i),
            tree.table(tree.size(60_000, 900_000)));
      }
      for (int i = 0; i < ARCHIVES; i++) {
        var archive = new byte[20_000_000 + i * 2_000_000];
        tree.random.nextBytes(archive);
        tree.add(root, "archives/a%02d.zip".formatted(i), archive);
      }
      for (int i = 0; i < IMAGES; i++) {
        tree.add(root, "images/i%d.bin".formatted(i), tree.image(75_000_000 + i * 10_000_000));
      }
    } catch (IOException e) {
      throw new IllegalStateException("the tree of files could not be written", e);
    }
    return tree;
  }

  private void add(Path root, String name, byte[] content) throws IOException {
    var file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    files.add(file);
    bytes += content.length;
  }

  /// Small ones are far more frequent, as in real trees.
  private int size(int least, int most) {
    return (int) (least * Math.pow((double) most / least, random.nextDouble()));
  }

  private byte[] text(int size) {
    var text = new StringBuilder(size + 20);
    while (text.length() < size) {
      double rank = random.nextDouble();
      text.append(words[(int) (rank * rank * rank * WORDS)])
          .append(SIGNS[random.nextInt(SIGNS.length)]);
    }
    return text.substring(0, size).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] table(int size) {
    var table = new StringBuilder(size + 100);
    while (table.length() < size) {
      table
          .append("{\"id\": ")
          .append(random.nextInt(1_000_000))
          .append(", \"name\": \"")
          .append(words[random.nextInt(WORDS)])
          .append("\", \"share\": ")
          .append(random.nextInt(10_000) / 100.0)
          .append("},\n");
    }
    return table.substring(0, size).getBytes(StandardCharsets.UTF_8);
  }

  /// Runs of a few hundred bytes, of which every second one is a copy of one before.
  private byte[] image(int size) {
    var image = new byte[size];
    random.nextBytes(image);
    for (int at = 100_000; at + 1000 < size; at += 600) {
      System.arraycopy(image, at - 1000 - random.nextInt(99_000), image, at, 300);
    }
    return image;
  }
}
