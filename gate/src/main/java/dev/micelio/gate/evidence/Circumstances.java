package dev.micelio.gate.evidence;

import dev.micelio.core.digest.Digest;
import dev.micelio.gate.policy.Policy;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is known where a check run is judged, and not by the policy.
///
/// The sources are the restricted tree of each check in the tree that is judged; where there are
/// none at all, results are not bound to a tree. A check that is missing from them has inputs that
/// match nothing. Seconds since 1970: when the run was received first, and now.
public record Circumstances(
    Set<String> required,
    Optional<Map<String, Digest>> sources,
    long receivedSeconds,
    long nowSeconds) {
  public Circumstances {
    required = Set.copyOf(required);
    sources = sources.map(Map::copyOf);
  }

  /// For a run that is looked at by itself, just now: the checks of every path are required.
  public static Circumstances alone(Policy policy, long nowSeconds) {
    return new Circumstances(
        Set.copyOf(policy.rules().require()), Optional.empty(), nowSeconds, nowSeconds);
  }

  public Circumstances withSources(Map<String, Digest> found) {
    return new Circumstances(required, Optional.of(found), receivedSeconds, nowSeconds);
  }
}
