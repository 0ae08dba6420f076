package dev.micelio.gate.decision;

import dev.micelio.gate.policy.GateRules;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/// As many seats as different signers are needed. Each has the name of a principal, an org or a
/// machine, and no signer takes two, whatever they are named by: on which machines it ran, nobody
/// knows but itself. Whoever sits moves to another seat of his if that lets one more sit down.
final class Seats {
  private final GateRules.Distinct distinct;
  private final int need;
  private final SequencedMap<String, SequencedMap<String, Testimony>> offers =
      new LinkedHashMap<>();
  private final SequencedMap<String, Sitting> taken = new LinkedHashMap<>();

  private record Sitting(String signer, Testimony testimony) {}

  Seats(GateRules.Distinct distinct, int need) {
    this.distinct = distinct;
    this.need = need;
  }

  GateRules.Distinct distinct() {
    return distinct;
  }

  int need() {
    return need;
  }

  /// The names of the seats that are taken.
  SequencedSet<String> names() {
    return taken.sequencedKeySet();
  }

  /// What those say who sit.
  List<Testimony> testimonies() {
    return taken.values().stream().map(Sitting::testimony).toList();
  }

  boolean isOpen() {
    return taken.size() < need;
  }

  /// The seat of this name would do for the signer.
  void offer(String name, String signer, Testimony testimony) {
    offers.computeIfAbsent(signer, _ -> new LinkedHashMap<>()).putIfAbsent(name, testimony);
  }

  void fill() {
    for (String signer : offers.sequencedKeySet()) {
      if (isOpen()) {
        seat(signer, new HashSet<>());
      }
    }
  }

  private boolean seat(String signer, Set<String> tried) {
    for (var seat : Objects.requireNonNull(offers.get(signer)).entrySet()) {
      if (tried.add(seat.getKey())) {
        var sitting = taken.get(seat.getKey());
        if (sitting == null || seat(sitting.signer(), tried)) {
          taken.put(seat.getKey(), new Sitting(signer, seat.getValue()));
          return true;
        }
      }
    }
    return false;
  }
}
