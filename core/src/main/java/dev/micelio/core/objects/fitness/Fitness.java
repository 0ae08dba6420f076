package dev.micelio.core.objects.fitness;

import java.util.List;

/// All that a probe found. `clockAheadMillis` is the object store's clock against this machine's;
/// many object stores tell time by whole seconds.
public record Fitness(
    List<Finding> findings, Latency put, Latency get, long clockAheadMillis, long tookMillis) {
  public Fitness {
    findings = List.copyOf(findings);
  }

  public List<Finding> broken() {
    return findings.stream().filter(finding -> finding.verdict() == Verdict.BROKEN).toList();
  }

  public boolean isFit() {
    return broken().isEmpty();
  }
}
