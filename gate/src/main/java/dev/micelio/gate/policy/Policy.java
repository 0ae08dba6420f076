package dev.micelio.gate.policy;

import dev.micelio.attest.definition.CheckDefinition;
import dev.micelio.attest.key.KeyId;
import dev.micelio.attest.verify.TrustedKeys;
import dev.micelio.core.project.ProjectId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What a mic.toml without a fault says. Maps are in the order of the file.
public final class Policy {

  /// A key never counts again; what landed on its word before is known by the landing position.
  public record Revocation(KeyId key, long after, String reason) {}

  private final ProjectId project;
  private final long version;
  private final SequencedMap<String, CheckDefinition> checks;
  private final Optional<GateRules> gate;
  private final SequencedMap<String, Principal> principals;
  private final List<Revocation> revocations;
  private final KeyRing keys;

  Policy(
      PolicyReader.Header header,
      SequencedMap<String, CheckDefinition> checks,
      Optional<GateRules> gate,
      SequencedMap<String, Principal> principals,
      List<Revocation> revocations) {
    project = header.project();
    version = header.version();
    this.checks = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(checks));
    this.gate = gate;
    this.principals = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(principals));
    this.revocations = List.copyOf(revocations);
    keys = KeyRing.of(principals.values(), this.revocations);
  }

  public ProjectId project() {
    return project;
  }

  /// Rises with every change of the file.
  public long version() {
    return version;
  }

  public SequencedMap<String, CheckDefinition> checks() {
    return checks;
  }

  public Optional<CheckDefinition> check(String name) {
    return Optional.ofNullable(checks.get(name));
  }

  /// Empty when the file has no gate: then whatever is offered may land.
  public Optional<GateRules> gate() {
    return gate;
  }

  /// Those of the gate; without one, rules that require nothing and have every default.
  public GateRules rules() {
    return gate.orElse(GateRules.NONE);
  }

  public SequencedMap<String, Principal> principals() {
    return principals;
  }

  public Optional<Principal> principal(String name) {
    return Optional.ofNullable(principals.get(name));
  }

  public List<Revocation> revocations() {
    return revocations;
  }

  public TrustedKeys trustedKeys() {
    return keys;
  }
}
