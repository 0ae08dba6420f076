package dev.micelio.gate.decision;

import dev.micelio.gate.policy.GateRules;
import dev.micelio.gate.policy.Policy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How many different signers one result needs. All of it must be met, over one check key.
record Thresholds(Map<GateRules.Distinct, Integer> needs) {

  Thresholds {
    needs = Collections.unmodifiableMap(new EnumMap<>(needs));
  }

  /// Of several for the same difference the highest holds.
  static Thresholds of(List<GateRules.Signers> asked) {
    var needs = new EnumMap<GateRules.Distinct, Integer>(GateRules.Distinct.class);
    asked.forEach(signers -> needs.merge(signers.distinct(), signers.need(), Math::max));
    return new Thresholds(needs);
  }

  /// The testimonies of those signers who are needed, in their order, and what is still missing.
  record Count(List<Testimony> counted, List<Seats> open) {
    boolean isMet() {
      return open.isEmpty();
    }
  }

  /// The highest need, and by what its signers differ.
  GateRules.Signers highest() {
    return needs.entrySet().stream()
        .map(need -> new GateRules.Signers(need.getValue(), need.getKey()))
        .max(Comparator.comparingInt(GateRules.Signers::need))
        .orElseThrow();
  }

  static String word(GateRules.Distinct distinct) {
    return distinct.name().toLowerCase(Locale.ROOT);
  }

  /// Of testimonies under one key that all count.
  Count count(List<Testimony> testimonies, Policy policy) {
    var all = new ArrayList<Seats>();
    var seated = new HashSet<Testimony>();
    needs.forEach((distinct, need) -> {
      var seats = new Seats(distinct, need);
      for (var testimony : testimonies) {
        signer(distinct, testimony, policy)
            .ifPresent(name -> seats.offer(name, testimony.principal(), testimony));
      }
      seats.fill();
      all.add(seats);
      seated.addAll(seats.testimonies());
    });
    return new Count(
        testimonies.stream().filter(seated::contains).toList(),
        all.stream().filter(Seats::isOpen).toList());
  }

  private static Optional<String> signer(
      GateRules.Distinct distinct, Testimony testimony, Policy policy) {
    return switch (distinct) {
      case PRINCIPAL -> Optional.of(testimony.principal());
      case ORG -> policy.principal(testimony.principal()).flatMap(principal -> principal.org());
      case MACHINE -> Optional.of(testimony.run().statement().machine().machine().toString());
    };
  }
}
