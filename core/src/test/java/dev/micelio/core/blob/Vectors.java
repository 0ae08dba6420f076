package dev.micelio.core.blob;

import dev.micelio.core.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// docs/formats/vectors/blob.txt.
record Vectors(List<Section> sections) {

  record Section(String name, Map<String, String> values) {
    String text(String value) {
      return Objects.requireNonNull(values.get(value), value);
    }

    byte[] bytes(String value) {
      return HexFormat.of().parseHex(text(value));
    }

    Digest digest() {
      return Digest.parse(text("digest"));
    }

    List<Integer> cuts() {
      return Arrays.stream(text("cuts").split(" ")).map(Integer::valueOf).toList();
    }

    byte[] content() {
      int size = Integer.parseInt(text("size"));
      return switch (text("content")) {
        case "counter" -> counterStream(size);
        case "zeros" -> new byte[size];
        default -> throw new IllegalArgumentException(text("content"));
      };
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Vectors read() {
    var root = Path.of(Objects.requireNonNull(System.getProperty("project.root")));
    var sections = new ArrayList<Section>();
    try {
      for (String line : Files.readAllLines(root.resolve("docs/formats/vectors/blob.txt"))) {
        if (line.startsWith("[")) {
          sections.add(new Section(line.substring(1, line.length() - 1), new HashMap<>()));
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          String[] pair = line.split(" =", 2);
          sections.getLast().values().put(pair[0], pair[1].strip());
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return new Vectors(sections);
  }

  Stream<Section> named(String kind) {
    return sections.stream().filter(section -> section.name().startsWith(kind));
  }

  static byte[] counterStream(int size) {
    var bytes = new byte[size];
    var counter = new byte[8];
    for (int i = 0; i * Digest.SIZE_BYTES < size; i++) {
      counter[4] = (byte) (i >>> 24);
      counter[5] = (byte) (i >>> 16);
      counter[6] = (byte) (i >>> 8);
      counter[7] = (byte) i;
      byte[] block = Digest.of(counter).bytes();
      int at = i * Digest.SIZE_BYTES;
      System.arraycopy(block, 0, bytes, at, Math.min(block.length, size - at));
    }
    return bytes;
  }
}
