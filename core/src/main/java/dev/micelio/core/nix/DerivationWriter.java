package dev.micelio.core.nix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The text of a derivation. For one thread, once.
final class DerivationWriter {
  private final Derivation derivation;
  private final StringBuilder out = new StringBuilder();

  DerivationWriter(Derivation derivation) {
    this.derivation = derivation;
  }

  byte[] write() {
    var inputs = new TreeMap<String, SortedSet<String>>();
    derivation.inputDerivations().forEach((path, names) -> inputs.put(path.path(), names));
    return write(inputs, false);
  }

  /// With other words in the place of the derivations that it needs, and where `masked`, without
  /// the paths of its own outputs: what hashes are made of.
  byte[] write(SortedMap<String, ? extends SortedSet<String>> inputs, boolean masked) {
    out.append("Derive(");
    list(derivation.outputs().entrySet(), output -> output(output, masked));
    out.append(',');
    list(inputs.entrySet(), input -> input(input.getKey(), input.getValue()));
    out.append(',');
    list(derivation.inputSources(), source -> string(source.path()));
    out.append(',');
    string(derivation.system());
    out.append(',');
    string(derivation.builder());
    out.append(',');
    list(derivation.args(), this::string);
    out.append(',');
    list(
        derivation.env().entrySet(),
        variable -> {
          boolean blank = masked && derivation.outputs().containsKey(variable.getKey());
          tuple(variable.getKey(), blank ? "" : variable.getValue());
        });
    out.append(')');
    return out.toString().getBytes(ISO_8859_1);
  }

  private void output(Map.Entry<String, Output> named, boolean masked) {
    String name = named.getKey();
    switch (named.getValue()) {
      case Output.InputAddressed(var path) -> tuple(name, masked ? "" : path.path(), "", "");
      case Output.Fixed(var path, var algorithm, var hash) ->
          tuple(name, masked ? "" : path.path(), algorithm, hash);
      case Output.Open(var algorithm, var hash) -> tuple(name, "", algorithm, hash);
    }
  }

  private void input(String path, SortedSet<String> names) {
    out.append('(');
    string(path);
    out.append(',');
    list(names, this::string);
    out.append(')');
  }

  private <T> void list(Collection<T> items, Consumer<T> each) {
    out.append('[');
    boolean first = true;
    for (T item : items) {
      if (!first) {
        out.append(',');
      }
      first = false;
      each.accept(item);
    }
    out.append(']');
  }

  private void tuple(String... strings) {
    out.append('(');
    for (int i = 0; i < strings.length; i++) {
      if (i > 0) {
        out.append(',');
      }
      string(strings[i]);
    }
    out.append(')');
  }

  private void string(String bytes) {
    out.append('"');
    for (int i = 0; i < bytes.length(); i++) {
      char b = bytes.charAt(i);
      switch (b) {
        case '"', '\\' -> out.append('\\').append(b);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (b > 0xff) {
            throw new IllegalArgumentException(
                "a character here is one byte: see Derivation.bytes");
          }
          out.append(b);
        }
      }
    }
    out.append('"');
  }
}
