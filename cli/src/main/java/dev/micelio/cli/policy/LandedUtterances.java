package dev.micelio.cli.policy;

import dev.micelio.attest.store.Attestations;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.problem.Problem;
import dev.micelio.gate.affected.Utterance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What the attestations of landings say. Many landings name the same ones, so the last ones are
/// remembered.
final class LandedUtterances {
  private static final int AT_ONCE_MAX = 16;
  private static final int REMEMBERED_MAX = 1024;

  private final Env env;
  private final Attestations attestations;
  private final Map<Digest, Utterance> remembered = new LinkedHashMap<>(16, 0.75f, true);

  LandedUtterances(Env env, Attestations attestations) {
    this.env = env;
    this.attestations = attestations;
  }

  /// In the order of the ids, which are those of one landing.
  List<Utterance> of(List<Digest> ids) {
    var unread = ids.stream().distinct().filter(id -> !remembered.containsKey(id)).toList();
    for (var read : env.all("attestation-read", unread, AT_ONCE_MAX, this::read)) {
      remembered.put(read.id(), read);
    }
    var utterances = ids.stream().map(id -> Objects.requireNonNull(remembered.get(id))).toList();
    var eldest = remembered.keySet().iterator();
    while (remembered.size() > REMEMBERED_MAX) {
      eldest.next();
      eldest.remove();
    }
    return utterances;
  }

  /// One that is damaged is told and does not end the search.
  private Utterance read(Digest id) {
    try {
      return attestations
          .find(id)
          .<Utterance>map(bytes -> Utterance.read(id, bytes))
          .orElseGet(() -> new Utterance.Missing(id));
    } catch (Problem problem) {
      if (problem.kind() != Problem.Kind.CORRUPT) {
        throw problem;
      }
      return new Utterance.Unreadable(id, problem.what());
    }
  }
}
