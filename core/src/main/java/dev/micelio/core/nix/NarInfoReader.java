package dev.micelio.core.nix;

import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.text.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/// Reads a narinfo that a stranger may have written. For one thread, once.
final class NarInfoReader {
  static final String SHA256 = "sha256:";

  private static final String WHAT = "a narinfo";
  private static final int SIZE_DIGITS_MAX = 18;
  private static final int NIX32_LENGTH = 52;
  private static final Set<String> ONCE =
      Set.of(
          "StorePath",
          "URL",
          "Compression",
          "FileHash",
          "FileSize",
          "NarHash",
          "NarSize",
          "References",
          "Deriver",
          "System",
          "CA");

  private final Map<String, String> fields = new HashMap<>();
  private final List<NarInfo.Signature> signatures = new ArrayList<>();

  NarInfoReader(String text) {
    if (text.length() > NarInfo.BYTES_MAX) {
      throw corrupt(text.length() + " characters where at most " + NarInfo.BYTES_MAX + " may be");
    }
    if (!text.endsWith("\n")) {
      throw corrupt("no end of line at its end");
    }
    for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
      line(line);
    }
  }

  private void line(String line) {
    int colon = line.indexOf(": ");
    if (colon <= 0) {
      throw corrupt("the line " + Shown.text(line) + ", which has no field and colon");
    }
    String field = line.substring(0, colon);
    String value = line.substring(colon + 2);
    if (field.equals("Sig")) {
      signatures.add(signature(value));
    } else if (ONCE.contains(field) && fields.putIfAbsent(field, value) != null) {
      throw corrupt("the field " + field + " twice");
    }
  }

  NarInfo read() {
    return new NarInfo(
        path(required("StorePath")),
        required("URL"),
        field("Compression").orElse("bzip2"), // what was meant before there was a choice
        field("FileHash").map(NarInfoReader::digest),
        field("FileSize").map(NarInfoReader::size),
        new NarSummary(digest(required("NarHash")), size(required("NarSize"))),
        references(required("References")),
        field("Deriver").filter(deriver -> !deriver.equals("unknown-deriver")),
        field("System"),
        signatures,
        field("CA"));
  }

  private Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
  }

  private String required(String name) {
    String value = fields.get(name);
    if (value == null || (value.isEmpty() && !name.equals("References"))) {
      throw corrupt("no field " + name);
    }
    return value;
  }

  private static SortedSet<StorePath> references(String names) {
    var references = new TreeSet<StorePath>();
    for (String name : names.split(" ", -1)) {
      if (!name.isEmpty() && !references.add(of(StorePath::ofBaseName, name))) {
        throw corrupt("the reference " + Shown.text(name) + " twice");
      }
    }
    return references;
  }

  private static StorePath path(String path) {
    return of(StorePath::new, path);
  }

  private static StorePath of(Function<String, StorePath> parser, String text) {
    try {
      return parser.apply(text);
    } catch (Problem _) {
      throw corrupt(Shown.text(text) + " where a store path belongs");
    }
  }

  /// In base 32, as Nix writes it, or in hex.
  private static Digest digest(String text) {
    String hash = text.startsWith(SHA256) ? text.substring(SHA256.length()) : "";
    try {
      return hash.length() == NIX32_LENGTH
          ? Digest.at(Nix32.decode(hash), 0)
          : Digest.parse(SHA256 + hash);
    } catch (Problem _) {
      throw corrupt(Shown.text(text) + " where sha256: and a hash belongs");
    }
  }

  private static long size(String text) {
    if (text.isEmpty()
        || text.length() > SIZE_DIGITS_MAX
        || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw corrupt(Shown.text(text) + " where a size belongs");
    }
    return Long.parseLong(text);
  }

  private static NarInfo.Signature signature(String value) {
    int colon = value.indexOf(':');
    if (colon <= 0 || colon == value.length() - 1) {
      throw corrupt("the signature " + Shown.text(value) + ", which is no key, colon and Base64,");
    }
    return new NarInfo.Signature(value.substring(0, colon), value.substring(colon + 1));
  }

  private static Problem corrupt(String found) {
    return Faults.malformed(WHAT, found);
  }
}
