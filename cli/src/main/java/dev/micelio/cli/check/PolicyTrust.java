package dev.micelio.cli.check;

import dev.micelio.attest.key.KeyId;
import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.statement.Action;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.verify.Demand;
import dev.micelio.attest.verify.TrustedKey;
import dev.micelio.attest.verify.Use;
import dev.micelio.attest.verify.Verdict;
import dev.micelio.attest.verify.Verified;
import dev.micelio.attest.verify.Verifier;
import dev.micelio.checks.plan.PlannedCheck;
import dev.micelio.checks.run.Proof;
import dev.micelio.checks.run.Trust;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.project.ProjectId;
import dev.micelio.gate.evidence.Circumstances;
import dev.micelio.gate.evidence.EvidenceRules;
import dev.micelio.gate.policy.Policy;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Believes the keys that mic.toml trusts, and the keys of whoever runs mic.
///
/// What your own key signed saves you from running it again even where the policy asks for more
/// than this machine can give, such as a sandbox that is not there: running it again would give no
/// more. The gate still asks for it.
final class PolicyTrust implements Trust {
  private static final long MILLIS = 1000;

  /// What another run with the same Nix would not mend.
  private static final Set<Code> OF_NIX =
      EnumSet.of(Code.ENV_SANDBOX, Code.ENV_PURITY, Code.NIX_VERSION);

  private final Env env;
  private final Optional<Policy> policy;
  private final @Nullable EvidenceRules rules;
  private final Function<KeyId, Optional<PublicKey>> ownKeys;
  private final Map<KeyId, PublicKey> own = new ConcurrentHashMap<>();
  private final Verifier verifier;
  private final CheckMachine machine;

  /// What was verified before, by the digest of its bytes; empty for what is not believed.
  private final Map<Digest, Optional<Verified<CheckRun>>> seen = new ConcurrentHashMap<>();

  /// Own keys are asked for when one is met: another mic may make one meanwhile.
  PolicyTrust(
      Env env,
      ProjectId project,
      Optional<Policy> policy,
      Function<KeyId, Optional<PublicKey>> ownKeys,
      CheckMachine machine) {
    this.env = env;
    this.machine = machine;
    this.policy = policy;
    rules = policy.map(EvidenceRules::of).orElse(null);
    this.ownKeys = ownKeys;
    verifier = new Verifier(project, this::find);
  }

  private Optional<TrustedKey> find(KeyId id) {
    var named = policy.flatMap(each -> each.trustedKeys().find(id));
    return named.isPresent() ? named : own(id).map(PolicyTrust::trusted);
  }

  private Optional<PublicKey> own(KeyId id) {
    var known = own.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    var found = ownKeys.apply(id);
    found.ifPresent(key -> own.put(id, key));
    return found;
  }

  private static TrustedKey trusted(PublicKey key) {
    return new TrustedKey(
        key, Identities.unnamed(key), EnumSet.of(Use.CHECK), 0, Long.MAX_VALUE, false);
  }

  @Override
  public Optional<Proof> proves(byte[] attestation, PlannedCheck check) {
    return verified(attestation)
        .flatMap(run ->
            run.statement().checks().stream()
                .filter(said -> said.key().equals(check.key()))
                .filter(said -> isPass(said) && counts(run, said))
                .findFirst()
                .map(said -> new Proof(run.id(), attestation, said, untilSeconds(run, said))));
  }

  /// Until it expires, its key does, or the policy finds it too old.
  private long untilSeconds(Verified<CheckRun> run, Check said) {
    long key = find(run.key()).map(TrustedKey::untilSeconds).orElse(0L);
    long age =
        policy
            .flatMap(each -> each.rules().evidence().maxAge())
            .map(most -> said.finished() / MILLIS + most.toSeconds())
            .orElse(Long.MAX_VALUE);
    return Math.min(run.claims().exp(), Math.min(key, age));
  }

  private static boolean isPass(Check said) {
    return said.result() == Check.Result.PASS && said.exit() == 0;
  }

  private Optional<Verified<CheckRun>> verified(byte[] attestation) {
    return seen.computeIfAbsent(
        Digest.of(attestation),
        _ ->
            switch (verifier.checkRun(attestation, nowSeconds(), Demand.nothing())) {
              case Verdict.Accepted<CheckRun>(var accepted) -> Optional.of(accepted);
              case Verdict.Refused<CheckRun> _ -> Optional.empty();
            });
  }

  private long nowSeconds() {
    return env.nowMillis() / MILLIS;
  }

  private boolean counts(Verified<CheckRun> run, Check said) {
    if (rules == null) {
      return !(said.action() instanceof Action.Nix nix) || nix.mode().equals(Action.Nix.EXECUTED);
    }
    boolean isOwn = own(run.key()).isPresent();
    for (var gap : gaps(rules, run.statement(), said)) {
      if (!isOwn || !isStillThere(gap, run.statement())) {
        return false;
      }
    }
    return true;
  }

  /// Whether this machine would leave the same to be desired now.
  private boolean isStillThere(Code gap, CheckRun run) {
    return gap == Code.ENV_ISOLATION
        ? !machine.isIsolated()
        : OF_NIX.contains(gap) && run.machine().nix().equals(machine.nixSettings());
  }

  /// What the policy has against this one result, of this run.
  private List<Code> gaps(EvidenceRules rules, CheckRun run, Check said) {
    var alone =
        new CheckRun(
            run.project(),
            run.tree(),
            run.base(),
            run.session(),
            run.machine(),
            List.of(said),
            run.twins());
    long now = nowSeconds();
    var circumstances =
        new Circumstances(Set.of(), Optional.of(Map.of(said.name(), said.src())), now, now);
    var reasons = new Reasons();
    rules.demand(circumstances).judge(alone, reasons);
    return reasons.list().stream().map(reason -> reason.code()).toList();
  }

  /// On this machine, with the Nix that it has now: as it would be signed again.
  private boolean wasHere(CheckRun run) {
    return run.machine().machine().equals(ThisMachine.identity())
        && run.machine().nix().equals(machine.nixSettings());
  }

  @Override
  public Optional<Check> ownPass(byte[] attestation, Digest key) {
    return verified(attestation)
        .filter(run -> own(run.key()).isPresent() && wasHere(run.statement()))
        .flatMap(run ->
            run.statement().checks().stream()
                .filter(said -> said.key().equals(key))
                .filter(said -> isPass(said) && counts(run, said))
                .findFirst());
  }
}
