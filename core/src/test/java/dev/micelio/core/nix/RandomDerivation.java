package dev.micelio.core.nix;

import dev.micelio.core.digest.Digest;
import java.util.ArrayList;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Derivations that Nix could have written, with any bytes in them.
final class RandomDerivation {
  private final Random random;

  private RandomDerivation(Random random) {
    this.random = random;
  }

  static Derivation of(Random random) {
    return new RandomDerivation(random).make();
  }

  static StorePath path(Random random, String suffix) {
    return StorePath.ofText(
        "n" + random.nextInt(100) + suffix, "" + random.nextLong(), new TreeSet<>());
  }

  private Derivation make() {
    var inputs = new TreeMap<StorePath, SortedSet<String>>();
    for (int i = random.nextInt(4); i > 0; i--) {
      inputs.put(path(random, ".drv"), texts());
    }
    var sources = new TreeSet<StorePath>();
    for (int i = random.nextInt(4); i > 0; i--) {
      sources.add(path(random, ""));
    }
    var env = new TreeMap<String, String>();
    for (int i = random.nextInt(8); i > 0; i--) {
      env.put(text(), text());
    }
    return new Derivation(
        outputs(), inputs, sources, text(), text(), new ArrayList<>(texts()), env);
  }

  private SortedMap<String, Output> outputs() {
    var outputs = new TreeMap<String, Output>();
    String hash = Digest.of(new byte[] {(byte) random.nextInt()}).hex();
    switch (random.nextInt(4)) {
      case 0 -> outputs.put("out", new Output.Fixed(path(random, ""), "r:sha256", hash));
      case 1 -> outputs.put("out", new Output.Open("r:sha256", ""));
      default -> {
        outputs.put("out", new Output.InputAddressed(path(random, "")));
        for (String name : texts()) {
          outputs.put(name, new Output.InputAddressed(path(random, "")));
        }
      }
    }
    return outputs;
  }

  private SortedSet<String> texts() {
    var texts = new TreeSet<String>();
    for (int i = random.nextInt(4); i > 0; i--) {
      texts.add(text());
    }
    return texts;
  }

  private String text() {
    var text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(
          random.nextBoolean()
              ? (char) random.nextInt(256)
              : "\"\\\n\r\tab$".charAt(random.nextInt(8)));
    }
    return text.toString();
  }
}
