package dev.micelio.gate.decision;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reason;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.core.digest.Digest;
import dev.micelio.gate.intake.Admitted;
import dev.micelio.gate.intake.Intake;
import dev.micelio.gate.intake.Offered;
import dev.micelio.gate.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Decides what may land. It keeps nothing, reads only what it is given, and knows no time but the
/// one it is told: the same question has the same answer everywhere.
public final class Gate {
  static final String BASE = "mic.toml of the base";
  static final String RESULT = "mic.toml of the result";

  private final Contents contents;

  public Gate(Contents contents) {
    this.contents = contents;
  }

  /// All steps. `offered` came with the landing; `known` is what was received before and speaks of
  /// the same checks, failures above all. What can not be read is thrown, and decides nothing.
  public Verdict judge(
      Candidate candidate, List<Offered> offered, List<Offered> known, Context context) {
    return switch (PolicyOf.read(candidate.before(), contents, BASE)) {
      case PolicyOf.Absent _ when context.newest().isPresent() -> closed(List.of(missing(BASE)));
      case PolicyOf.Absent _ -> open(candidate, Optional.empty(), context);
      case PolicyOf.Unsound(var reasons) -> closed(reasons);
      case PolicyOf.Sound sound -> judge(candidate, sound, offered, known, context);
    };
  }

  private Verdict judge(
      Candidate candidate,
      PolicyOf.Sound sound,
      List<Offered> offered,
      List<Offered> known,
      Context context) {
    var tooMany = new Reasons();
    Sizes.judge(offered, known, tooMany);
    var evidence =
        sound.policy().gate().isPresent() && tooMany.isEmpty()
            ? new Intake(sound.policy())
                .admit(Stream.concat(offered.stream(), known.stream()).toList())
            : Admitted.NOTHING;
    return decide(candidate, sound, evidence, tooMany, context);
  }

  /// The steps behind the verification, under the policy of the tree before.
  public Verdict decide(Candidate candidate, Policy policy, Admitted evidence, Context context) {
    var entry =
        candidate
            .before()
            .get(PolicyOf.PATH)
            .orElseThrow(
                () -> new IllegalArgumentException("the policy is not that of the tree before"));
    var sound = new PolicyOf.Sound(policy, new Edition(policy.version(), entry.digest()));
    return decide(candidate, sound, evidence, new Reasons(), context);
  }

  private Verdict decide(
      Candidate candidate,
      PolicyOf.Sound sound,
      Admitted evidence,
      Reasons reasons,
      Context context) {
    if (sound.policy().gate().isEmpty()) {
      return open(candidate, Optional.of(sound), context);
    }
    var editions = new Editions(context.newest());
    editions.judge(sound.edition(), BASE, reasons);
    var rests = new ArrayList<Digest>();
    rests.addAll(
        new PolicyChange(candidate, sound, contents)
            .judge(evidence.endorsements(), context.nowSeconds(), reasons));
    LookAlikes.judge(candidate.changes(), reasons);
    var checks = new ArrayList<CheckVerdict>();
    for (var decided : Checks.decide(candidate, sound.policy(), evidence, context)) {
      checks.add(decided.verdict());
      rests.addAll(decided.rests());
    }
    return new Verdict(
        Optional.of(sound.edition()),
        true,
        reasons.list(),
        checks,
        evidence.refused(),
        rests.stream().distinct().toList());
  }

  /// Without a gate everything lands, but nothing that would stop all that comes after it.
  private Verdict open(Candidate candidate, Optional<PolicyOf.Sound> before, Context context) {
    var reasons = new Reasons();
    var editions = new Editions(context.newest());
    before.ifPresent(sound -> editions.judge(sound.edition(), BASE, reasons));
    if (PolicyOf.changes(candidate)) {
      switch (PolicyOf.read(candidate.after(), contents, RESULT)) {
        case PolicyOf.Absent _ -> reasons.add(missing(RESULT));
        case PolicyOf.Unsound(var faults) -> faults.forEach(reasons::add);
        case PolicyOf.Sound(var policy, var edition) -> {
          editions.judge(edition, RESULT, reasons);
          long version = before.map(sound -> sound.edition().version()).orElse(0L);
          PolicyChange.rise(1, version, policy, reasons);
          PolicyChange.wayBack(policy, context.nowSeconds(), reasons);
        }
      }
    }
    return new Verdict(
        before.map(PolicyOf.Sound::edition),
        false,
        reasons.list(),
        List.of(),
        List.of(),
        List.of());
  }

  /// Where it is not known what would be asked, nothing lands.
  private static Verdict closed(List<Reason> reasons) {
    return new Verdict(Optional.empty(), true, reasons, List.of(), List.of(), List.of());
  }

  static Reason missing(String where) {
    return new Reason(Code.POLICY_MISSING, where, "a file", "none");
  }
}
