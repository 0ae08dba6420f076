package dev.micelio.attest.store;

import dev.micelio.attest.cose.Envelope;
import dev.micelio.attest.cose.Refusal;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.statement.Decision;
import dev.micelio.attest.statement.Endorsement;
import dev.micelio.attest.statement.Revocation;
import dev.micelio.attest.statement.Statement;
import dev.micelio.attest.verify.Unverified;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.Page;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.problem.Problem;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The attestations of one project. Any number of processes may use them at the same time.
///
/// A problem of kind `UNAVAILABLE` says nothing about the outcome; whoever puts the same bytes
/// again has them put once.
public final class Attestations {
  private static final long MILLIS = 1000;
  private static final int AT_ONCE_MAX = 16;

  private final Env env;
  private final ObjectStore objects;

  /// `objects` are the project's own.
  public Attestations(Env env, ObjectStore objects) {
    this.env = env;
    this.objects = objects;
  }

  /// Keeps an attestation. One that is there already is there still, with the receipt that it had.
  public Receipt put(byte[] attestation) {
    List<Digest> checkKeys;
    try {
      checkKeys = checkKeys(attestation);
    } catch (Refusal e) {
      throw e.reason().problem();
    }
    var id = Digest.of(attestation);
    // before the attestation: a receipt of nothing says what is so, an attestation without one
    // would seem to have been received when it is put again
    var receipt = receive(id);
    objects.put(AttestationKeys.attestation(id), Body.of(attestation), Condition.ABSENT);
    index(id, checkKeys);
    return receipt;
  }

  private Receipt receive(Digest id) {
    long now = env.nowMillis() / MILLIS;
    byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(now).array();
    return switch (objects.put(AttestationKeys.receipt(id), Body.of(bytes), Condition.ABSENT)) {
      case PutAnswer.Stored _ -> new Receipt(id, now);
      case PutAnswer.Lost() ->
          receivedSeconds(id).stream()
              .mapToObj(seconds -> new Receipt(id, seconds))
              .findFirst()
              .orElseThrow(() -> unsettled(id));
    };
  }

  /// How many entries were added.
  private long index(Digest id, List<Digest> checkKeys) {
    return env
        .all(
            "attestation-index",
            checkKeys,
            AT_ONCE_MAX,
            checkKey ->
                objects.put(
                    AttestationKeys.entry(checkKey, id), Body.of(new byte[0]), Condition.ABSENT))
        .stream()
        .filter(PutAnswer.Stored.class::isInstance)
        .count();
  }

  /// Those of a check run, each once; other statements have none.
  private static List<Digest> checkKeys(byte[] attestation) throws Refusal {
    var unverified = Unverified.read(attestation);
    var reasons = new Reasons();
    var statement = Statement.read(unverified.headers().type(), unverified.payload(), reasons);
    if (!reasons.isEmpty()) {
      var first = reasons.list().getFirst();
      throw new Refusal(first.code(), first.where(), first.expected(), first.found());
    }
    return switch (statement) {
      case CheckRun run -> run.checks().stream().map(Check::key).distinct().toList();
      case Endorsement _, Revocation _, Decision _ -> List.of();
    };
  }

  /// The bytes of an attestation, which give this id.
  public Optional<byte[]> find(Digest id) {
    return read(AttestationKeys.attestation(id), Envelope.SIZE_BYTES_MAX)
        .map(bytes -> {
          if (!Digest.of(bytes).equals(id)) {
            throw damaged("attestation " + id, "has the bytes of another one");
          }
          return bytes;
        });
  }

  /// When an attestation was received first, in seconds since 1970. One that is not there may have
  /// a receipt: whoever put it did not come to an end.
  public OptionalLong receivedSeconds(Digest id) {
    return read(AttestationKeys.receipt(id), Long.BYTES)
        .map(bytes -> OptionalLong.of(seconds(id, bytes)))
        .orElse(OptionalLong.empty());
  }

  private static long seconds(Digest id, byte[] bytes) {
    long seconds = bytes.length == Long.BYTES ? ByteBuffer.wrap(bytes).getLong() : -1;
    if (seconds < 0) {
      throw damaged("receipt of the attestation " + id, "is no time");
    }
    return seconds;
  }

  private Optional<byte[]> read(Key key, int bytesMax) {
    try (var fetch = objects.get(key)) {
      return switch (fetch) {
        case Fetch.Found found -> Optional.of(found.bytes(bytesMax));
        case Fetch.Absent() -> Optional.empty();
      };
    }
  }

  /// The attestations that say something of this check key, after `after`, from the first one when
  /// it is null. An entry may name one that says nothing of it, or is not there.
  public IdPage ofCheckKey(Digest checkKey, @Nullable Digest after, int limit) {
    Page.checkLimit(limit);
    String prefix = AttestationKeys.index(checkKey);
    var found = new ArrayList<Digest>();
    String last = after == null ? "" : AttestationKeys.entry(checkKey, after).text();
    while (true) {
      var page = objects.list(prefix, last, limit - found.size());
      for (var entry : page.entries()) {
        last = entry.key().text();
        AttestationKeys.id(entry.key(), prefix).ifPresent(found::add);
      }
      if (!page.more() || found.size() == limit) {
        return new IdPage(found, page.more());
      }
    }
  }

  /// Makes the index again from all attestations that are there. Others may put meanwhile.
  public Rebuilt rebuildIndex() {
    var rebuilt = Rebuilt.NOTHING;
    for (int shard = 0; shard < AttestationKeys.SHARDS; shard++) {
      rebuilt = rebuilt.plus(rebuildIndex(AttestationKeys.shard(shard)));
    }
    return rebuilt;
  }

  private Rebuilt rebuildIndex(String shard) {
    var rebuilt = Rebuilt.NOTHING;
    String last = "";
    while (true) {
      var page = objects.list(shard, last, Page.LIMIT_MAX);
      var ids =
          page.entries().stream()
              .flatMap(entry -> AttestationKeys.id(entry.key(), shard).stream())
              .toList();
      for (var one : env.all("attestation-read", ids, AT_ONCE_MAX, this::indexAgain)) {
        rebuilt = rebuilt.plus(one);
      }
      if (!page.more()) {
        return rebuilt;
      }
      last = page.entries().getLast().key().text();
    }
  }

  private Rebuilt indexAgain(Digest id) {
    var bytes = find(id);
    if (bytes.isEmpty()) {
      return Rebuilt.NOTHING;
    }
    List<Digest> checkKeys;
    try {
      checkKeys = checkKeys(bytes.get());
    } catch (Refusal _) {
      return new Rebuilt(1, 0, 1);
    }
    return new Rebuilt(1, index(id, checkKeys), 0);
  }

  private static Problem unsettled(Digest id) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "attest.unsettled",
        "the object store has a receipt of the attestation %s and does not show it".formatted(id),
        "try again");
  }

  private static Problem damaged(String what, String how) {
    return new Problem(
        Problem.Kind.CORRUPT,
        "attest.damaged",
        "the " + what + " " + how,
        "restore it from a backup, or remove it and put the attestation again");
  }
}
