package dev.micelio.gate.decision;

import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.verify.Verified;
import dev.micelio.core.digest.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// All that was said about checks, to be looked up: read once, whatever is asked of it.
final class Testimonies {

  /// One signer's word about one question.
  private record Answer(String principal, Digest key) {
    static Answer of(Testimony testimony) {
      return new Answer(testimony.principal(), testimony.key());
    }
  }

  private final Map<String, List<Testimony>> byName = new HashMap<>();
  private final Map<Digest, List<Testimony>> failures = new HashMap<>();
  private final Map<Answer, Long> failed = new HashMap<>();
  private final Map<Answer, Long> lastPass = new HashMap<>();

  Testimonies(List<Verified<CheckRun>> runs) {
    for (var run : runs) {
      for (var check : run.statement().checks()) {
        add(new Testimony(run, check));
      }
    }
  }

  private void add(Testimony testimony) {
    byName.computeIfAbsent(testimony.check().name(), _ -> new ArrayList<>()).add(testimony);
    if (testimony.isFailure()) {
      failures.computeIfAbsent(testimony.key(), _ -> new ArrayList<>()).add(testimony);
      failed.merge(Answer.of(testimony), 1L, Long::sum);
    }
    if (testimony.isPass()) {
      lastPass.merge(Answer.of(testimony), testimony.finishedMillis(), Math::max);
    }
  }

  List<Testimony> about(String check) {
    return byName.getOrDefault(check, List.of());
  }

  /// The whole trees that results of a check were made on.
  Set<Digest> trees(String check) {
    return about(check).stream()
        .map(testimony -> testimony.run().statement().tree().sha256())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /// How often this signer is seen to have failed at the same question.
  long failed(Testimony testimony) {
    return failed.getOrDefault(Answer.of(testimony), 0L);
  }

  List<Testimony> failures(Digest key) {
    return failures.getOrDefault(key, List.of());
  }

  /// Whether the same signer says by now that it passes.
  boolean isTakenBack(Testimony failure) {
    return lastPass.getOrDefault(Answer.of(failure), Long.MIN_VALUE) > failure.finishedMillis();
  }
}
