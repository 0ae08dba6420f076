package dev.micelio.gate.naive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reason;
import dev.micelio.core.testkit.Seeds;
import dev.micelio.gate.binding.KnownSources;
import dev.micelio.gate.binding.SourcesInMemory;
import dev.micelio.gate.decision.CheckVerdict;
import dev.micelio.gate.decision.Context;
import dev.micelio.gate.decision.Gate;
import dev.micelio.gate.decision.Verdict;
import dev.micelio.gate.intake.Refused;
import dev.micelio.gate.testkit.Case;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The gate against [NaiveGate], on landings of every kind.
final class NaiveGateTest {
  private static final int SOME = 500;

  /// What landings at random come upon.
  private static final List<Code> CODES =
      List.of(
          Code.BIND_INPUTS,
          Code.BIND_SRC,
          Code.CHECK_AGE,
          Code.CHECK_ATTEMPTS,
          Code.CHECK_ATTR,
          Code.CHECK_DISPUTED,
          Code.CHECK_MISSING,
          Code.CHECK_MODE,
          Code.CHECK_NOT_PASS,
          Code.CHECK_RUN,
          Code.CHECK_SIGNERS,
          Code.ENV_ISOLATION,
          Code.ENV_NETWORK,
          Code.ENV_PURITY,
          Code.ENV_SANDBOX,
          Code.GATE_TOO_MANY,
          Code.NIX_VERSION,
          Code.POLICY_INVALID,
          Code.POLICY_LOOKALIKE,
          Code.POLICY_MISSING,
          Code.POLICY_OWNERS,
          Code.POLICY_PROJECT,
          Code.POLICY_ROLLBACK,
          Code.POLICY_UNREACHABLE,
          Code.POLICY_VERSION);

  private static NaiveGate.Answer naive(Case landing) {
    return NaiveGate.judge(
        landing.candidate(),
        landing.forest(),
        landing.offered(),
        landing.known(),
        landing.context());
  }

  private static Verdict judge(Case landing, KnownSources known) {
    var context = landing.context();
    return new Gate(landing.forest())
        .judge(
            landing.candidate(),
            landing.offered(),
            landing.known(),
            new Context(context.newest(), context.nowSeconds(), known));
  }

  /// Right answers about trees that play a part, the result's among them.
  private static KnownSources memory(RandomLanding random, Random chance) {
    var known = new SourcesInMemory();
    var landing = random.landing();
    if (landing.policyText().isGated()) {
      for (var check : landing.policy().checks().values()) {
        for (var tree : random.trees()) {
          if (chance.nextInt(3) == 0) {
            var source = tree.restrict(check.inputs(), known::keepNode).id();
            known.keep(tree.id(), check.inputs(), source);
          }
        }
      }
    }
    return known;
  }

  @Seeds(150)
  void theGateDecidesAsOneThatHoldsEverythingInHandWhateverIsKnown(long seed) {
    var chance = new Random(seed);
    var random = new RandomLanding(chance);
    var landing = random.landing();
    var expected = naive(landing);
    var verdict = judge(landing, KnownSources.NONE);
    compare(landing, verdict, expected);
    var memory = memory(random, chance);
    assertThat(judge(landing, memory)).as("with something known").isEqualTo(verdict);
    assertThat(judge(landing, memory)).as("with all of it known").isEqualTo(verdict);
  }

  private static void compare(Case landing, Verdict verdict, NaiveGate.Answer expected) {
    assertThat(verdict.isAllowed()).as("allowed: %s", verdict).isEqualTo(expected.allowed());
    assertThat(verdict.isGated()).isEqualTo(expected.gated());
    assertThat(codes(verdict.reasons())).isEqualTo(expected.reasons());
    assertThat(verdict.refused().stream().map(Refused::id))
        .containsExactlyInAnyOrderElementsOf(expected.refused());
    var checks = new TreeMap<String, CheckVerdict>();
    for (var check : verdict.checks()) {
      checks.put(check.name() + check.system().map(system -> " " + system).orElse(""), check);
    }
    assertThat(checks.keySet()).isEqualTo(expected.checks().keySet());
    checks.forEach((name, check) -> {
      var answer = Objects.requireNonNull(expected.checks().get(name));
      assertThat(check.source()).as(name).isEqualTo(answer.source());
      assertThat(check.isProved()).as("%s: %s", name, check).isEqualTo(answer.proved());
      if (answer.exact()) {
        assertThat(codes(check.reasons())).as(name).isEqualTo(answer.codes());
      }
      if (check.isProved()) {
        assertThat(verdict.attestations()).as(name).containsAll(check.attestations());
      }
    });
    if (!landing.policyText().isGated()) {
      assertThat(verdict.attestations()).isEmpty();
    }
  }

  private static EnumSet<Code> codes(List<Reason> reasons) {
    return reasons.stream()
        .map(Reason::code)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Code.class)));
  }

  /// A comparison says little if everything is denied, and for one reason.
  @Test
  void landingsAtRandomAreOfEveryKind() {
    var codes = new EnumMap<Code, Integer>(Code.class);
    int allowed = 0;
    int provedBySome = 0;
    for (long seed = 0; seed < SOME; seed++) {
      var answer = naive(new RandomLanding(new Random(seed)).landing());
      allowed += answer.allowed() ? 1 : 0;
      provedBySome +=
          answer.checks().values().stream().anyMatch(NaiveGate.CheckAnswer::proved) ? 1 : 0;
      answer.reasons().forEach(code -> codes.merge(code, 1, Integer::sum));
      answer.checks().values().stream()
          .flatMap(check -> check.codes().stream())
          .forEach(code -> codes.merge(code, 1, Integer::sum));
    }
    assertThat(codes).containsKeys(CODES.toArray(Code[]::new));
    assertThat(allowed).isBetween(SOME / 20, SOME / 2);
    assertThat(provedBySome).isGreaterThan(SOME / 5);
  }
}
