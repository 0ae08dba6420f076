package dev.micelio.gate.lint;

import dev.micelio.attest.definition.CheckDefinition;
import dev.micelio.attest.verify.Use;
import dev.micelio.core.text.Shown;
import dev.micelio.gate.lint.Warning.Word;
import dev.micelio.gate.policy.GateRules;
import dev.micelio.gate.policy.GateRules.Distinct;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Looks for what may become a trouble.
public final class PolicyLint {
  /// A key that ends within so many days is told of.
  public static final int NEAR_DAYS = 30;

  private static final String WHOLE = "**";

  /// What every tree may leave out and still be the whole one.
  private static final Set<String> HARDLY_LESS = Set.of("!mic.toml");

  private final Policy policy;
  private final LocalDate today;
  private final Able able;
  private final Set<String> required;
  private final List<Warning> found = new ArrayList<>();

  private PolicyLint(Policy policy, LocalDate today) {
    this.policy = policy;
    this.today = today;
    able = new Able(policy, today);
    required = new HashSet<>(policy.rules().require());
    policy.rules().paths().forEach(rule -> required.addAll(rule.require()));
  }

  /// As of this time, in seconds since 1970.
  public static List<Warning> of(Policy policy, long nowSeconds) {
    var today = Instant.ofEpochSecond(nowSeconds).atZone(ZoneOffset.UTC).toLocalDate();
    return new PolicyLint(policy, today).warnings();
  }

  private List<Warning> warnings() {
    policy.gate().ifPresentOrElse(this::gate, this::noGate);
    policy.checks().values().forEach(this::check);
    policy.principals().values().forEach(this::principal);
    found.sort(Comparator.comparing(Warning::word));
    return List.copyOf(found);
  }

  private void warn(Word word, String about, String what, String next) {
    found.add(new Warning(word, about, what, next));
  }

  private void noGate() {
    warn(
        Word.NO_GATE,
        "the file",
        "has no [gate], so whatever is offered lands",
        "write [gate] and below it require = [\"…\"] when results are to count");
  }

  private void gate(GateRules gate) {
    owners(gate);
    signers("[gate]", gate.signers(), !required.isEmpty());
    for (var rule : gate.paths()) {
      String about = "[[gate.paths]] of " + Shown.list(rule.match().texts());
      rule.signers().ifPresent(signers -> signers(about, signers, true));
    }
    var evidence = gate.evidence();
    if (evidence.maxAge().isEmpty() && !required.isEmpty()) {
      warn(
          Word.NO_MAX_AGE,
          "[gate]",
          "has no max-age, so a result counts however old it is",
          "write one, such as max-age = \"30d\"");
    }
    if (evidence.sandbox() == GateRules.Sandbox.OFF) {
      warn(
          Word.SANDBOX_OFF,
          "[gate]",
          "has sandbox = \"off\", so a build may read what is in no input",
          "write sandbox = \"on\", which is meant without it too");
    }
    if (evidence.isolation() == GateRules.Isolation.ANY) {
      warn(
          Word.ISOLATION_ANY,
          "[gate]",
          "has isolation = \"any\", so a command may read what is in no input",
          "write isolation = \"bwrap\", which is meant without it too");
    }
    if (evidence.substituted()) {
      warn(
          Word.SUBSTITUTED,
          "[gate]",
          "has substituted = true, so whoever can write to a binary cache can make checks pass",
          "write substituted = false, which is meant without it too");
    }
  }

  private void owners(GateRules gate) {
    if (gate.owners().isEmpty()) {
      warn(
          Word.NO_OWNERS,
          "[gate]",
          "names no owners, so everybody with a key for \"endorse\" may change this file alone",
          "write owners = { of = [\"…\"], need = 1 }");
    }
    var of =
        gate.owners()
            .map(owners ->
                owners.of().stream().flatMap(name -> policy.principal(name).stream()).toList())
            .orElseGet(() -> List.copyOf(policy.principals().values()));
    int need = gate.owners().map(GateRules.Owners::need).orElse(1);
    threshold(
        new Threshold("owners of [gate]", need, Distinct.PRINCIPAL, Use.ENDORSE),
        of,
        Word.OWNERS_OUT_OF_REACH,
        Word.OWNERS_ONE_LOSS,
        "nobody can change this file");
  }

  private void signers(String about, GateRules.Signers signers, boolean isAsked) {
    if (isAsked) {
      threshold(
          new Threshold("signers of " + about, signers.need(), signers.distinct(), Use.CHECK),
          List.copyOf(policy.principals().values()),
          Word.SIGNERS_OUT_OF_REACH,
          Word.SIGNERS_ONE_LOSS,
          "nothing that this asks for can land");
    }
  }

  private record Threshold(String about, int need, Distinct distinct, Use use) {}

  private void threshold(
      Threshold asked, List<Principal> of, Word outOfReach, Word oneLoss, String effect) {
    var signing = able.of(of, asked.use());
    String wanted =
        switch (asked.distinct()) {
          case PRINCIPAL -> Integer.toString(asked.need());
          case ORG -> asked.need() + " different orgs";
          case MACHINE -> asked.need() + " different machines";
        };
    if (!Able.reaches(signing, asked.need(), asked.distinct())) {
      warn(
          outOfReach,
          asked.about(),
          "need %s, and today %d can sign with a key for \"%s\": %s"
              .formatted(wanted, signing.size(), asked.use().word(), effect),
          "add a key that counts: `mic policy add-key PRINCIPAL --use " + asked.use().word() + "`");
      return;
    }
    var missed = Able.missed(signing, asked.need(), asked.distinct());
    if (!missed.isEmpty()) {
      warn(
          oneLoss,
          asked.about(),
          "need %s, and %d can sign today: when %s can sign no more, %s"
              .formatted(
                  wanted,
                  signing.size(),
                  missed.size() == 1
                      ? Shown.text(missed.getFirst())
                      : "one of " + Shown.list(missed),
                  effect),
          asked.use() == Use.ENDORSE
              ? "give one more a key, `mic policy add-key PRINCIPAL --use endorse`, and name them"
                  + " among the owners"
              : "give one more a key: `mic policy add-key PRINCIPAL --use check`");
    }
  }

  private void check(CheckDefinition check) {
    String about = "[check." + Shown.brief(check.name()) + "]";
    var inputs = check.inputs().texts();
    if (inputs.contains(WHOLE)
        && inputs.stream().filter(text -> text.startsWith("!")).allMatch(HARDLY_LESS::contains)) {
      warn(
          Word.WHOLE_TREE,
          about,
          "reads the whole tree, so that every change asks it again",
          "write the files that it needs as its inputs: the fewer, the better");
    }
    if (policy.gate().isPresent() && !required.contains(check.name())) {
      warn(
          Word.CHECK_UNUSED,
          about,
          "is required by nothing, so a change that breaks it lands",
          "add it to require, of [gate] or of a [[gate.paths]]");
    }
  }

  private void principal(Principal principal) {
    String about = "[principal." + Shown.quoted(principal.name()) + "]";
    var counted = principal.keys().stream().filter(key -> !able.isRevoked(key)).toList();
    if (counted.isEmpty()) {
      warn(
          Word.REVOKED_ALL,
          about,
          "has no key that is not revoked, and can sign nothing",
          "add a new key: `mic policy add-key " + Shown.quoted(principal.name()) + "`");
    } else if (counted.stream().noneMatch(key -> isUsed(principal, key))) {
      warn(
          Word.PRINCIPAL_UNUSED,
          about,
          "may sign nothing that this file asks for",
          "remove it, or name it where it is meant: among the owners, or with a key for"
              + " \"check\"");
    }
    counted.forEach(key -> dates(about, key));
  }

  private boolean isUsed(Principal principal, Principal.Key key) {
    return key.uses().stream()
        .anyMatch(use ->
            switch (use) {
              case CHECK -> policy.gate().isPresent() ? !required.isEmpty() : true;
              case ENDORSE -> isOwner(principal) || principal.kind() == Principal.Kind.HUMAN;
              case DECIDE -> true;
              case REEXEC -> false;
            });
  }

  private boolean isOwner(Principal principal) {
    var owners = policy.rules().owners();
    return owners.isEmpty() || owners.get().of().contains(principal.name());
  }

  private void dates(String about, Principal.Key key) {
    String id = "key " + key.key().id();
    if (!today.isBefore(key.until())) {
      warn(
          Word.KEY_EXPIRED,
          about,
          "%s counts no more since %s".formatted(id, key.until()),
          "remove it when nothing is to rest on it; `mic policy add-key` adds a new one");
    } else if (today.isBefore(key.from())) {
      warn(
          Word.KEY_NOT_YET,
          about,
          "%s counts from %s on only".formatted(id, key.from()),
          "correct from if it is to count today");
    } else if (!today.plusDays(NEAR_DAYS).isBefore(key.until())) {
      warn(
          Word.KEY_NEAR_EXPIRY,
          about,
          "%s counts until %s only".formatted(id, key.until()),
          "add a new one before: `mic key new`, then `mic policy add-key`");
    }
  }
}
