package dev.micelio.core.nix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// How something is built, as the text of a `.drv` file says it. In `builder`, `args`, `env` and
/// the names of outputs a character is one byte; [#text] gives the text that it is for people.
public record Derivation(
    SortedMap<String, Output> outputs,
    SortedMap<StorePath, SortedSet<String>> inputDerivations,
    SortedSet<StorePath> inputSources,
    String system,
    String builder,
    List<String> args,
    SortedMap<String, String> env) {
  public static final int BYTES_MAX = 16 << 20;

  public Derivation {
    outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
    var inputs = new TreeMap<StorePath, SortedSet<String>>();
    inputDerivations.forEach(
        (path, names) -> inputs.put(path, Collections.unmodifiableSortedSet(new TreeSet<>(names))));
    inputDerivations = Collections.unmodifiableSortedMap(inputs);
    inputSources = Collections.unmodifiableSortedSet(new TreeSet<>(inputSources));
    args = List.copyOf(args);
    env = Collections.unmodifiableSortedMap(new TreeMap<>(env));
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException("a derivation has an output");
    }
  }

  public static Derivation parse(byte[] bytes) {
    return new DerivationReader(bytes).read();
  }

  public byte[] encode() {
    return new DerivationWriter(this).write();
  }

  /// Where it lies in the store: `name` is its own, without `.drv`.
  public StorePath path(String name) {
    var references = new TreeSet<>(inputSources);
    references.addAll(inputDerivations.keySet());
    return StorePath.ofText(name + ".drv", encode(), references);
  }

  /// What a builder's bytes are as text; what is not UTF-8 in them is replaced.
  public static String text(String bytes) {
    return new String(bytes.getBytes(ISO_8859_1), UTF_8);
  }

  /// The other way.
  public static String bytes(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }
}
