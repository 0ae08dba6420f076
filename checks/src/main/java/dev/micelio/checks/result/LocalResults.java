package dev.micelio.checks.result;

import dev.micelio.attest.statement.Check;
import dev.micelio.checks.outcome.PackedLog;
import dev.micelio.checks.process.Cancellation;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectId;
import dev.micelio.core.tree.NodeSource;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// What this machine knows of checks that ran before. Safe for many threads, and for many processes
/// on one cache home. What can not be read is not known; what can not be kept is answered, because
/// neither is a verdict.
public final class LocalResults implements ResultLookup {
  /// For so long a failure is shown instead of a run.
  public static final Duration ADVISORY = Duration.ofHours(24);

  /// Of the runs of one check, those that say how long the next one takes.
  private static final int EXPECTED_OF_RUNS = 10;

  private static final Filed.Naming BY_KEY = result -> Optional.of(result.key());
  private static final Filed.Naming BY_OUTPUTS = KnownResult::outputsKey;
  private static final Filed.Naming BY_LINE =
      result -> Optional.of(line(result.project(), result.name(), result.system()));

  private static final int TREE_MAGIC = 0x4d49434e; // MICN
  private static final Duration WRITING_WAIT = Duration.ofSeconds(30);

  private final Env env;
  private final Shelves shelves;
  private final Holds holds;
  private final Path cacheHome;

  private LocalResults(Env env, Path cacheHome, Bounds bounds) {
    this.env = env;
    this.cacheHome = cacheHome;
    shelves = new Shelves(env, cacheHome, bounds);
    holds = new Holds(env, cacheHome.resolve("locks"));
  }

  /// Nothing is made before something is kept.
  public static LocalResults open(Env env, Path cacheHome) {
    return open(env, cacheHome, Bounds.USUAL);
  }

  static LocalResults open(Env env, Path cacheHome, Bounds bounds) {
    return new LocalResults(env, cacheHome, bounds);
  }

  /// All results of these check keys, of each the newest first. A key without any is left out.
  public Map<Digest, List<KnownResult>> known(Collection<Digest> keys) {
    return filed(keys, shelves.results, BY_KEY);
  }

  /// The same by what was built.
  public Map<Digest, List<KnownResult>> byOutputs(Collection<Digest> outputsKeys) {
    return filed(outputsKeys, shelves.outputs, BY_OUTPUTS);
  }

  private static Map<Digest, List<KnownResult>> filed(
      Collection<Digest> names, Shelf shelf, Filed.Naming naming) {
    var known = new LinkedHashMap<Digest, List<KnownResult>>();
    for (var name : names) {
      var results = Filed.read(shelf, name, naming.isUnder(name));
      if (!results.isEmpty()) {
        known.put(name, results);
      }
    }
    return known;
  }

  @Override
  public Map<Digest, List<byte[]>> attestations(Collection<Digest> keys) {
    var found = new LinkedHashMap<Digest, List<byte[]>>();
    known(keys)
        .forEach((key, results) -> {
          var bytes =
              results.stream()
                  .flatMap(result -> result.attestation().stream())
                  .distinct()
                  .flatMap(id -> attestation(id).stream())
                  .toList();
          if (!bytes.isEmpty()) {
            found.put(key, bytes);
          }
        });
    return found;
  }

  /// Whether the same key has passed and failed.
  public static boolean isFlaky(List<KnownResult> ofOneKey) {
    return ofOneKey.stream().anyMatch(KnownResult::isPass)
        && ofOneKey.stream().anyMatch(result -> result.outcome().result() == Check.Result.FAIL);
  }

  /// The bytes of an attestation; nothing unless they are what the id says.
  public Optional<byte[]> attestation(Digest id) {
    return named(shelves.attestations, id);
  }

  /// The packed bytes of a log; nothing unless they are what was kept.
  public Optional<byte[]> packedLog(Check.Log log) {
    return named(shelves.logs, log.packedSha256())
        .filter(packed -> packed.length == log.packedSize());
  }

  private static Optional<byte[]> named(Shelf shelf, Digest name) {
    return shelf.read(
        name, bytes -> Digest.of(bytes).equals(name) ? Optional.of(bytes) : Optional.empty());
  }

  /// How the last runs of a check ended, whatever their keys: the newest first.
  public List<KnownResult> history(ProjectId project, String name, String system) {
    var line = line(project, name, system);
    return Filed.read(shelves.history, line, BY_LINE.isUnder(line));
  }

  private static Digest line(ProjectId project, String name, String system) {
    return Digest.of(Cbor.array(Cbor.of(project.bytes()), Cbor.of(name), Cbor.of(system)).encode());
  }

  /// How long a check takes: the median of its last runs.
  public OptionalLong expectedMillis(ProjectId project, String name, String system) {
    long[] sorted =
        history(project, name, system).stream()
            .filter(distinct(KnownResult::startedMillis)) // a run may answer more than one key
            .limit(EXPECTED_OF_RUNS)
            .mapToLong(KnownResult::durationMillis)
            .sorted()
            .toArray();
    return sorted.length == 0
        ? OptionalLong.empty()
        : OptionalLong.of((sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2);
  }

  private static <T> Predicate<T> distinct(Function<T, Object> by) {
    var seen = new HashSet<Object>();
    return item -> seen.add(by.apply(item));
  }

  /// Keeps results with all that they name: what is given here, or was kept before. The last of a
  /// key is its newest.
  public KeepAnswer keep(
      List<KnownResult> results, Optional<byte[]> attestation, List<PackedLog> logs) {
    return writing(() -> {
      keepAttestation(attestation);
      keepLogs(logs);
      if (!results.stream().allMatch(this::isWhole)) {
        return new KeepAnswer.NotKept("an attestation or a log that a result names is not there");
      }
      file(results, shelves.results, BY_KEY, result -> result);
      file(results, shelves.outputs, BY_OUTPUTS, result -> result);
      file(results, shelves.history, BY_LINE, KnownResult::run);
      return new KeepAnswer.Kept();
    });
  }

  private void keepAttestation(Optional<byte[]> attestation) throws IOException {
    if (attestation.isPresent()) {
      shelves.put(shelves.attestations, Digest.of(attestation.get()), attestation.get());
      shelves.attestations.sync();
    }
  }

  private void keepLogs(List<PackedLog> logs) throws IOException {
    for (var log : logs) {
      shelves.put(shelves.logs, Digest.of(log.packed()), log.packed());
    }
    if (!logs.isEmpty()) {
      shelves.logs.sync();
    }
  }

  private boolean isWhole(KnownResult result) {
    return result.attestation().stream().allMatch(shelves.attestations::has)
        && result.log().stream()
            .allMatch(log -> shelves.logs.has(log.packedSha256(), log.packedSize()));
  }

  private static SequencedMap<Digest, List<KnownResult>> by(
      Filed.Naming naming, List<KnownResult> results) {
    var by = new LinkedHashMap<Digest, List<KnownResult>>();
    for (var result : results) {
      naming
          .of(result)
          .ifPresent(name -> by.computeIfAbsent(name, _ -> new ArrayList<>()).add(result));
    }
    return by;
  }

  /// Only what answers a question is worth waiting for the disk.
  private void file(
      List<KnownResult> results,
      Shelf shelf,
      Filed.Naming naming,
      Function<KnownResult, Object> identity)
      throws IOException {
    for (var filed : by(naming, results).entrySet()) {
      var name = filed.getKey();
      byte[] file = Filed.added(shelf, name, filed.getValue(), naming.isUnder(name), identity);
      if (shelf == shelves.results) {
        shelves.write(shelf, name, file);
      } else {
        shelves.writeLoosely(shelf, name, file);
      }
    }
  }

  /// Keeps a whole tree, so that a later one can be compared with it, unless it is too large.
  public KeepAnswer keepTree(Digest tree, NodeSource source) {
    if (shelves.trees.has(tree)) {
      return new KeepAnswer.Kept();
    }
    var pack = TreePack.write(tree, source);
    if (pack.isEmpty()) {
      return new KeepAnswer.NotKept("the tree is too large");
    }
    byte[] file = SealedBytes.seal(TREE_MAGIC, pack.get());
    return writing(() -> {
      shelves.writeLoosely(shelves.trees, tree, file);
      return new KeepAnswer.Kept();
    });
  }

  public Optional<NodeSource> tree(Digest tree) {
    return shelves.trees.read(
        tree,
        file -> SealedBytes.open(TREE_MAGIC, file).flatMap(pack -> TreePack.read(tree, pack)));
  }

  private interface Writing<T> {
    T run() throws IOException;
  }

  private KeepAnswer writing(Writing<KeepAnswer> work) {
    try (var hold = holdWriting()) {
      if (!hold.isHeld()) {
        return new KeepAnswer.NotKept(busy());
      }
      var answer = work.run();
      shelves.settle();
      return answer;
    } catch (IOException e) {
      return new KeepAnswer.NotKept(reason(e));
    }
  }

  private Hold holdWriting() {
    long began = env.nanos();
    return holds.hold(
        Shelves.WRITING, () -> {}, () -> env.nanos() - began > WRITING_WAIT.toNanos());
  }

  private String busy() {
    return "another mic has been writing to "
        + cacheHome
        + " for "
        + WRITING_WAIT.toSeconds()
        + " seconds";
  }

  private String reason(IOException e) {
    String reason = e instanceof FileSystemException named ? named.getReason() : e.getMessage();
    return "cannot write to "
        + cacheHome
        + ": "
        + (reason == null ? e.getClass().getSimpleName() : reason);
  }

  /// Takes the key for this run, so that nobody else answers the same question meanwhile: one runs,
  /// the others wait and take its result.
  ///
  /// @param onWait told once, if somebody else has it
  /// @param cancellation ends the wait; then the answer holds nothing
  public Hold hold(Digest key, Runnable onWait, Cancellation cancellation) {
    return holds.hold(key, onWait, cancellation::isCancelled);
  }

  /// Removes what is beyond the bounds, which also happens by itself.
  public Cleaned clean() {
    return cleaned(shelves::clean);
  }

  /// Removes everything, but not what somebody runs right now.
  public Cleaned cleanAll() {
    return cleaned(() -> shelves.cleanAllBut(this::isHeld, holds.areOthersThan(Shelves.WRITING)));
  }

  private boolean isHeld(Digest key) {
    var hold = holds.tryHold(key);
    hold.ifPresent(Hold::close);
    return hold.isEmpty();
  }

  private Cleaned cleaned(Writing<Cleaned> work) {
    try (var hold = holdWriting()) {
      if (!hold.isHeld()) {
        throw new Problem(
            Problem.Kind.UNAVAILABLE, "cache.busy", busy(), "try again when it has ended");
      }
      return work.run();
    } catch (IOException e) {
      throw new Problem(
          Problem.Kind.UNAVAILABLE,
          "cache.unwritable",
          reason(e),
          "make room on the disk, or make the directory writable for you",
          e);
    }
  }
}
