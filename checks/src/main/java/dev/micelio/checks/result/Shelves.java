package dev.micelio.checks.result;

import dev.micelio.attest.cose.Envelope;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

/// The directories of a cache home, and the promise that together they stay within its bounds.
/// Whoever writes or cleans holds [#WRITING].
final class Shelves {
  static final Digest WRITING = Digest.of(new byte[] {'w'});
  private static final Digest USE = Digest.of(new byte[] {'u'});
  static final int USE_MAGIC = 0x4d494355; // MICU
  private static final int USE_BYTES_MAX = 300;
  private static final int LOG_BYTES_MAX = 16 << 20;

  /// Nobody writes one file for so long: its writer died.
  static final Duration WRITING_MAX = Duration.ofHours(1);

  /// What others removed is seen when all is counted, so often.
  private static final long COUNT_MILLIS = 24 * 3_600_000L;

  final Shelf results;
  final Shelf outputs;
  final Shelf history;
  final Shelf attestations;
  final Shelf logs;
  final Shelf trees;
  private final Shelf use;
  private final Path writing;
  private final Env env;
  private final Bounds bounds;
  private final Neighbours neighbours;

  /// What was written since the last [#settle].
  private long addedBytes;

  private long addedFiles;

  Shelves(Env env, Path cacheHome, Bounds bounds) {
    this.env = env;
    this.bounds = bounds;
    neighbours = new Neighbours(env, cacheHome);
    writing = cacheHome.resolve("writing");
    int resultsMax = SealedBytes.HEADER_BYTES + KnownResultFormat.BYTES_MAX;
    results = shelf(cacheHome, "results", resultsMax);
    outputs = shelf(cacheHome, "outputs", resultsMax);
    history = shelf(cacheHome, "history", resultsMax);
    attestations = shelf(cacheHome, "attestations", Envelope.SIZE_BYTES_MAX);
    logs = shelf(cacheHome, "logs", LOG_BYTES_MAX);
    trees = shelf(cacheHome, "trees", SealedBytes.HEADER_BYTES + TreePack.BYTES_MAX);
    use = shelf(cacheHome, "use", USE_BYTES_MAX);
  }

  private Shelf shelf(Path cacheHome, String name, int bytesMax) {
    return new Shelf(env, cacheHome.resolve(name), writing, bytesMax);
  }

  /// Writes what is named by its digest, unless it is there.
  void put(Shelf shelf, Digest name, byte[] bytes) throws IOException {
    if (!shelf.has(name, bytes.length)) {
      write(shelf, name, bytes);
    }
  }

  void write(Shelf shelf, Digest name, byte[] bytes) throws IOException {
    shelf.write(name, bytes);
    added(bytes.length);
  }

  /// The same, where a file that a power failure tears or loses costs nobody anything.
  void writeLoosely(Shelf shelf, Digest name, byte[] bytes) throws IOException {
    shelf.writeLoosely(name, bytes);
    added(bytes.length);
  }

  private void added(long bytes) {
    addedBytes += Shelf.taken(bytes);
    addedFiles++;
  }

  /// Says how much was added, and cleans where that is too much, or where nobody counted for long.
  void settle() throws IOException {
    var known =
        use.read(USE, file -> SealedBytes.open(USE_MAGIC, file).map(CacheUse::read))
            .map(found -> found.plus(addedBytes, addedFiles));
    addedBytes = 0;
    addedFiles = 0;
    long now = env.nowMillis();
    if (known.isEmpty()
        || !bounds.hold(known.get().bytes(), known.get().files())
        || Math.abs(now - known.get().countedMillis()) > COUNT_MILLIS) {
      clean(bounds.aim());
    } else {
      write(known.get());
    }
  }

  private void write(CacheUse found) throws IOException {
    use.writeLoosely(USE, SealedBytes.seal(USE_MAGIC, found.write()));
  }

  /// Removes what was wanted longest ago where the bounds are not kept, down to the aim.
  Cleaned clean() throws IOException {
    return clean(bounds.aim());
  }

  private Cleaned clean(Bounds aim) throws IOException {
    neighbours.sweep();
    var items = items();
    long bytes = items.stream().mapToLong(Shelf.Item::bytes).sum();
    if (bounds.hold(bytes, items.size())) {
      return remove(items, List.of());
    }
    items.sort(Comparator.comparingLong(Shelf.Item::wantedMillis));
    var old = new ArrayList<Shelf.Item>();
    long left = items.size();
    for (var item : items) {
      if (aim.hold(bytes, left)) {
        break;
      }
      old.add(item);
      bytes -= item.bytes();
      left--;
    }
    return remove(items, old);
  }

  /// Removes everything but the results of keys that are held, and what those name.
  ///
  /// @param checksRun whether any key is held
  Cleaned cleanAllBut(Predicate<Digest> isHeld, boolean checksRun) throws IOException {
    neighbours.sweepAll(checksRun);
    var items = items();
    var spared = new HashSet<Digest>();
    for (var item : results.items()) {
      if (isHeld.test(item.name())) {
        spared.add(item.name());
        for (var result : Filed.read(results, item.name(), _ -> true)) {
          result.attestation().ifPresent(spared::add);
          result.log().ifPresent(log -> spared.add(log.packedSha256()));
        }
      }
    }
    return remove(items, items.stream().filter(item -> !spared.contains(item.name())).toList());
  }

  private List<Shelf.Item> items() throws IOException {
    var items = new ArrayList<Shelf.Item>();
    for (var shelf : List.of(results, outputs, history, attestations, logs, trees)) {
      items.addAll(shelf.items());
    }
    return items;
  }

  private Cleaned remove(List<Shelf.Item> items, List<Shelf.Item> unwanted) throws IOException {
    long bytes = 0;
    long files = 0;
    for (var item : unwanted) {
      if (Shelf.removed(item.file())) {
        bytes += item.bytes();
        files++;
      }
    }
    removeLeftBehind();
    long all = items.stream().mapToLong(Shelf.Item::bytes).sum();
    var left = new CacheUse(all - bytes, items.size() - files, env.nowMillis());
    write(left);
    return new Cleaned(files, bytes, left.files(), left.bytes());
  }

  private void removeLeftBehind() throws IOException {
    long now = env.nowMillis();
    for (var file : Shelf.list(writing)) {
      try {
        if (Math.abs(now - Files.getLastModifiedTime(file).toMillis()) > WRITING_MAX.toMillis()) {
          Shelf.removed(file);
        }
      } catch (IOException _) {
        // its writer gave it its name
      }
    }
  }
}
