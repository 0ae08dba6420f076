package dev.micelio.checks.result;

import dev.micelio.core.digest.Digest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// Known results in one file, the newest first.
final class Filed {
  static final int MAGIC = 0x4d49434b; // MICK

  private Filed() {}

  /// Nothing when one of them does not belong there.
  static List<KnownResult> read(Shelf shelf, Digest name, Predicate<KnownResult> belongs) {
    return shelf
        .read(
            name,
            file ->
                SealedBytes.open(MAGIC, file)
                    .map(KnownResultFormat::read)
                    .filter(results -> results.stream().allMatch(belongs)))
        .orElse(List.of());
  }

  /// A file with newer results, the last of which is the newest, before those that are there. What
  /// is the same by `identity` stays there once.
  static byte[] added(
      Shelf shelf,
      Digest name,
      List<KnownResult> newer,
      Predicate<KnownResult> belongs,
      Function<KnownResult, Object> identity) {
    var all = new ArrayList<>(newer.reversed());
    all.addAll(read(shelf, name, belongs));
    var seen = new HashSet<Object>();
    var kept =
        all.stream()
            .filter(result -> seen.add(identity.apply(result)))
            .limit(KnownResultFormat.RESULTS_MAX)
            .toList();
    return SealedBytes.seal(MAGIC, KnownResultFormat.write(kept));
  }

  /// Under which name a shelf files a result.
  interface Naming {
    Optional<Digest> of(KnownResult result);

    default Predicate<KnownResult> isUnder(Digest name) {
      return result -> of(result).filter(name::equals).isPresent();
    }
  }
}
