package dev.micelio.core.nix;

import dev.micelio.core.digest.Digest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a binary cache says of a store path: where its NAR is, what it must be, and who signed
/// that. Only [#fingerprint] is signed; URL, compression, file and deriver are not.
public record NarInfo(
    StorePath path,
    String url,
    String compression,
    Optional<Digest> fileDigest,
    Optional<Long> fileSize,
    NarSummary nar,
    SortedSet<StorePath> references,
    Optional<String> deriver,
    Optional<String> system,
    List<Signature> signatures,
    Optional<String> contentAddress) {
  public static final int BYTES_MAX = 1 << 20;

  /// Which key signed, and its Ed25519 signature in Base64.
  public record Signature(String key, String signature) {}

  public NarInfo {
    references = Collections.unmodifiableSortedSet(new TreeSet<>(references));
    signatures = List.copyOf(signatures);
    var values = new ArrayList<>(List.of(url, compression));
    Stream.of(deriver, system, contentAddress).flatMap(Optional::stream).forEach(values::add);
    signatures.forEach(sig -> values.addAll(List.of(sig.key(), sig.signature())));
    if (values.stream().anyMatch(value -> value.isEmpty() || value.indexOf('\n') >= 0)) {
      throw new IllegalArgumentException("a field is never empty, and one line: " + values);
    }
  }

  /// Fields that are not known are passed over, as Nix does.
  public static NarInfo parse(String text) {
    return new NarInfoReader(text).read();
  }

  public String encode() {
    var out = new StringBuilder();
    line(out, "StorePath", path.path());
    line(out, "URL", url);
    line(out, "Compression", compression);
    fileDigest.ifPresent(digest -> line(out, "FileHash", hash(digest)));
    fileSize.ifPresent(size -> line(out, "FileSize", size.toString()));
    line(out, "NarHash", hash(nar.digest()));
    line(out, "NarSize", Long.toString(nar.size()));
    line(
        out,
        "References",
        references.stream().map(StorePath::baseName).collect(Collectors.joining(" ")));
    deriver.ifPresent(name -> line(out, "Deriver", name));
    system.ifPresent(name -> line(out, "System", name));
    signatures.forEach(sig -> line(out, "Sig", sig.key() + ":" + sig.signature()));
    contentAddress.ifPresent(address -> line(out, "CA", address));
    return out.toString();
  }

  /// What signatures are over.
  public String fingerprint() {
    return "1;%s;%s;%d;%s"
        .formatted(
            path,
            hash(nar.digest()),
            nar.size(),
            references.stream().map(StorePath::path).collect(Collectors.joining(",")));
  }

  private static String hash(Digest digest) {
    return NarInfoReader.SHA256 + Nix32.encode(digest.bytes());
  }

  private static void line(StringBuilder out, String field, String value) {
    out.append(field).append(": ").append(value).append('\n');
  }
}
