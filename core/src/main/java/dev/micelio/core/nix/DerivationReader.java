package dev.micelio.core.nix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.text.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads the text of a derivation that a stranger may have written: only what Nix itself would
/// write. For one thread, once.
final class DerivationReader {
  private static final String WHAT = "a derivation";

  private final byte[] bytes;
  private int position;

  DerivationReader(byte[] bytes) {
    this.bytes = bytes;
  }

  Derivation read() {
    if (bytes.length > Derivation.BYTES_MAX) {
      throw corrupt(bytes.length + " bytes where at most " + Derivation.BYTES_MAX + " are allowed");
    }
    take("Derive(");
    var outputs = outputs();
    take(",");
    var inputs = inputs();
    take(",");
    var sources = sources();
    take(",");
    String system = string();
    take(",");
    String builder = string();
    take(",");
    var args = new ArrayList<String>();
    list(() -> args.add(string()));
    take(",");
    var env = env();
    take(")");
    if (position < bytes.length) {
      throw corrupt("bytes behind its end");
    }
    return new Derivation(outputs, inputs, sources, system, builder, args, env);
  }

  private SortedMap<String, Output> outputs() {
    var outputs = new TreeMap<String, Output>();
    list(() -> {
      var parts = tuple(4);
      ascending(outputs, parts.getFirst());
      outputs.put(parts.getFirst(), output(parts.get(1), parts.get(2), parts.get(3)));
    });
    if (outputs.isEmpty()) {
      throw corrupt("no output");
    }
    boolean fixed = outputs.values().stream().anyMatch(Output.Fixed.class::isInstance);
    if (fixed && (outputs.size() > 1 || !outputs.containsKey("out"))) {
      throw corrupt("a fixed output that is not alone, or not called out");
    }
    return outputs;
  }

  private Output output(String path, String algorithm, String hash) {
    if (path.isEmpty()) {
      return new Output.Open(algorithm, hash);
    }
    if (algorithm.isEmpty() && hash.isEmpty()) {
      return new Output.InputAddressed(path(path));
    }
    if (algorithm.isEmpty() || hash.isEmpty()) {
      throw corrupt("an output with a path and half of a hash");
    }
    boolean hex = hash.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    if (!hex || (algorithm.endsWith("sha256") && hash.length() != 2 * Digest.SIZE_BYTES)) {
      throw corrupt("a promised hash that is none");
    }
    return new Output.Fixed(path(path), algorithm, hash);
  }

  private SortedMap<StorePath, SortedSet<String>> inputs() {
    var inputs = new TreeMap<StorePath, SortedSet<String>>();
    list(() -> {
      take("(");
      var path = path(string());
      ascending(inputs, path);
      if (!path.isDerivation()) {
        throw corrupt("the input " + path + ", which is no derivation,");
      }
      take(",");
      var names = new TreeSet<String>();
      list(() -> {
        String name = string();
        ascending(names, name);
        names.add(name);
      });
      take(")");
      inputs.put(path, names);
    });
    return inputs;
  }

  private SortedSet<StorePath> sources() {
    var sources = new TreeSet<StorePath>();
    list(() -> {
      var path = path(string());
      ascending(sources, path);
      sources.add(path);
    });
    return sources;
  }

  private SortedMap<String, String> env() {
    var env = new TreeMap<String, String>();
    list(() -> {
      var parts = tuple(2);
      ascending(env, parts.getFirst());
      env.put(parts.getFirst(), parts.getLast());
    });
    return env;
  }

  private <T extends Comparable<? super T>> void ascending(SortedMap<T, ?> before, T next) {
    if (!before.isEmpty() && before.lastKey().compareTo(next) >= 0) {
      throw corrupt("names that do not ascend");
    }
  }

  private <T extends Comparable<? super T>> void ascending(SortedSet<T> before, T next) {
    if (!before.isEmpty() && before.last().compareTo(next) >= 0) {
      throw corrupt("names that do not ascend");
    }
  }

  private StorePath path(String path) {
    try {
      return new StorePath(path);
    } catch (Problem _) {
      throw corrupt(Shown.text(path) + " where a store path belongs");
    }
  }

  private void list(Runnable item) {
    take("[");
    if (comes(']')) {
      position++;
      return;
    }
    item.run();
    while (comes(',')) {
      position++;
      item.run();
    }
    take("]");
  }

  private List<String> tuple(int size) {
    var parts = new ArrayList<String>(size);
    take("(");
    parts.add(string());
    while (parts.size() < size) {
      take(",");
      parts.add(string());
    }
    take(")");
    return parts;
  }

  private String string() {
    take("\"");
    int start = position;
    while (position < bytes.length && bytes[position] != '"' && bytes[position] != '\\') {
      plain(bytes[position++]);
    }
    if (comes('"')) {
      return new String(bytes, start, position++ - start, ISO_8859_1);
    }
    var text = new StringBuilder(new String(bytes, start, position - start, ISO_8859_1));
    while (position < bytes.length && bytes[position] != '"') {
      byte b = bytes[position++];
      text.append(b == '\\' ? escaped() : plain(b));
    }
    take("\"");
    return text.toString();
  }

  private char plain(byte b) {
    if (b == '\n' || b == '\r' || b == '\t') {
      throw corrupt("a string with an end of line or a tab that is not escaped");
    }
    return (char) (b & 0xff);
  }

  private char escaped() {
    byte b = position < bytes.length ? bytes[position++] : 0;
    return switch (b) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '"', '\\' -> (char) b;
      default -> throw corrupt("an escape that Nix does not write");
    };
  }

  private boolean comes(char next) {
    return position < bytes.length && bytes[position] == next;
  }

  private void take(String expected) {
    for (int i = 0; i < expected.length(); i++) {
      if (!comes(expected.charAt(i))) {
        throw corrupt("other bytes where " + expected + " belongs");
      }
      position++;
    }
  }

  private Problem corrupt(String found) {
    return Faults.malformed(WHAT, found, position);
  }
}
