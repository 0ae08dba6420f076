package dev.micelio.gate.policy;

import dev.micelio.gate.toml.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects what is wrong with a file, at most [PolicyFile#FAULTS_MAX] of it.
final class Faults {
  private final List<PolicyFault> found = new ArrayList<>();

  void add(Place place, String what, String next) {
    if (!isFull()) {
      found.add(new PolicyFault(place.line(), place.column(), what, next));
    }
  }

  boolean isFull() {
    return found.size() == PolicyFile.FAULTS_MAX;
  }

  int count() {
    return found.size();
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /// In the order of the file.
  List<PolicyFault> list() {
    return found.stream()
        .sorted(Comparator.comparingInt(PolicyFault::line).thenComparingInt(PolicyFault::column))
        .toList();
  }
}
