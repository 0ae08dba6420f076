package dev.micelio.cli.policy;

import dev.micelio.core.text.Shown;
import dev.micelio.gate.policy.GateRules;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What is different between two policies, a sentence each: whoever endorses should read it.
final class PolicyChanges {
  private final Policy old;
  private final Policy changed;
  private final List<String> found = new ArrayList<>();

  private PolicyChanges(Policy old, Policy changed) {
    this.old = old;
    this.changed = changed;
  }

  static List<String> between(Policy old, Policy changed) {
    var changes = new PolicyChanges(old, changed);
    changes.compare();
    return List.copyOf(changes.found);
  }

  private void compare() {
    differ("the version", Long.toString(old.version()), Long.toString(changed.version()));
    gate();
    tables(
        "check",
        old.checks(),
        changed.checks(),
        (_, check) -> Words.check(check) + ", within " + Words.time(check.timeout()));
    principals();
    revocations();
  }

  private void differ(String what, String before, String after) {
    if (!before.equals(after)) {
      found.add("%s was %s and becomes %s".formatted(what, before, after));
    }
  }

  private void gate() {
    if (old.gate().isPresent() && changed.gate().isEmpty()) {
      found.add("the gate goes: whatever is offered lands");
    }
    if (old.gate().isEmpty() && changed.gate().isPresent()) {
      found.add("a gate comes: only what it asks for lands");
    }
    var before = old.rules();
    var after = changed.rules();
    members("required", before.require(), after.require(), "by every change");
    differ("who must endorse a change of the policy", owners(old), owners(changed));
    differ("who must sign a pass", Words.signers(before.signers()), Words.signers(after.signers()));
    var asked = Words.evidence(before.evidence());
    var asking = Words.evidence(after.evidence());
    lines("no longer: ", asked, asking);
    lines("from now on: ", asking, asked);
    differ("what is run again", spot(before.spot()), spot(after.spot()));
    var rules = before.paths().stream().map(PolicyChanges::rule).toList();
    var ruling = after.paths().stream().map(PolicyChanges::rule).toList();
    lines("a rule of paths goes: ", rules, ruling);
    lines("a rule of paths comes: ", ruling, rules);
  }

  private static String owners(Policy policy) {
    return policy.gate().isEmpty()
        ? "nobody"
        : Words.owners(policy.rules().owners(), policy.principals().values());
  }

  private static String spot(Optional<GateRules.Spot> spot) {
    return spot.map(each -> "a share of " + each.rate() + ", and the first " + each.first())
        .orElse("nothing");
  }

  private static String rule(GateRules.PathRule rule) {
    return Words.patterns(rule.match().texts())
        + (rule.require().isEmpty() ? "" : " need a pass of " + Words.and(rule.require()))
        + rule.signers().map(signers -> " signed by " + Words.signers(signers)).orElse("");
  }

  private void lines(String what, List<String> some, List<String> others) {
    some.stream().filter(each -> !others.contains(each)).forEach(each -> found.add(what + each));
  }

  private void members(String what, List<String> before, List<String> after, String by) {
    before.stream()
        .filter(name -> !after.contains(name))
        .forEach(name -> found.add("%s is no longer %s %s".formatted(Shown.brief(name), what, by)));
    after.stream()
        .filter(name -> !before.contains(name))
        .forEach(name -> found.add("%s is %s %s".formatted(Shown.brief(name), what, by)));
  }

  private <T> void tables(
      String kind,
      Map<String, T> before,
      Map<String, T> after,
      BiFunction<String, T, String> words) {
    var names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      String shown = "the " + kind + " " + Shown.brief(name);
      T was = before.get(name);
      T is = after.get(name);
      if (is == null && was != null) {
        found.add(shown + " goes");
      } else if (was == null && is != null) {
        found.add(shown + " comes: " + words.apply(name, is));
      } else if (was != null && is != null && !was.equals(is)) {
        found.add(
            shown + " changes from: " + words.apply(name, was) + "; to: " + words.apply(name, is));
      }
    }
  }

  private void principals() {
    tables("principal", headers(old), headers(changed), (_, header) -> header);
    var before = keys(old);
    var after = keys(changed);
    lines("a key goes: ", before, after);
    lines("a key comes: ", after, before);
  }

  private static Map<String, String> headers(Policy policy) {
    return policy.principals().values().stream()
        .collect(
            Collectors.toMap(
                Principal::name,
                principal ->
                    Words.kind(principal.kind())
                        + principal.org().map(org -> " of " + Shown.brief(org)).orElse(""),
                (first, _) -> first,
                LinkedHashMap::new));
  }

  private static List<String> keys(Policy policy) {
    return policy.principals().values().stream()
        .flatMap(principal ->
            principal.keys().stream()
                .map(key -> Shown.brief(principal.name()) + "'s " + Words.key(key)))
        .toList();
  }

  private void revocations() {
    Function<Policy, Set<String>> ids =
        policy ->
            policy.revocations().stream()
                .map(revoked ->
                    "%s%s"
                        .formatted(
                            revoked.key(),
                            revoked.reason().isEmpty()
                                ? ""
                                : " (" + Shown.brief(revoked.reason()) + ")"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    var before = List.copyOf(ids.apply(old));
    var after = List.copyOf(ids.apply(changed));
    lines("a key is no longer revoked: ", before, after);
    lines("a key is revoked: ", after, before);
  }
}
