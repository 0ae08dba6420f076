package dev.micelio.cli.policy;

import dev.micelio.attest.verify.Use;
import dev.micelio.cli.Json;
import dev.micelio.cli.Paint;
import dev.micelio.core.text.Shown;
import dev.micelio.core.tree.TreePath;
import dev.micelio.gate.policy.GateRules;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.PolicyFile;
import dev.micelio.gate.policy.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// What a change of some paths needs.
///
/// @param checks each required check with the reasons why it is
record Needs(
    Policy policy, List<TreePath> paths, SequencedMap<String, Need> checks, boolean changesPolicy) {

  /// @param because why it is required, and by whose signature
  record Need(List<String> because, List<GateRules.Signers> signers) {}

  /// A rule, and the first path that it is about.
  private record Matched(GateRules.PathRule rule, TreePath path) {
    String because() {
      return "[[gate.paths]] asks for it where %s changes, and %s matches"
          .formatted(Words.patterns(rule.match().texts()), Shown.brief(path.text()));
    }
  }

  static Needs of(Policy policy, List<TreePath> paths) {
    var rules = policy.rules();
    var matched = new ArrayList<Matched>();
    for (var rule : rules.paths()) {
      var matcher = rule.match().matcher();
      paths.stream()
          .filter(path -> matcher.matches(path.text()))
          .findFirst()
          .ifPresent(path -> matched.add(new Matched(rule, path)));
    }
    var checks = new LinkedHashMap<String, Need>();
    for (String name : rules.require()) {
      need(checks, name).because().add("[gate] asks for it whatever changes");
    }
    for (var each : matched) {
      for (String name : each.rule().require()) {
        need(checks, name).because().add(each.because());
      }
    }
    checks.values().forEach(need -> need.signers().add(rules.signers()));
    for (var each : matched) {
      each.rule()
          .signers()
          .ifPresent(signers -> {
            var of = each.rule().require().isEmpty() ? checks.keySet() : each.rule().require();
            of.forEach(name -> need(checks, name).signers().add(signers));
          });
    }
    return new Needs(
        policy,
        List.copyOf(paths),
        checks,
        paths.stream().anyMatch(path -> path.text().equals(PolicyFile.NAME)));
  }

  private static Need need(SequencedMap<String, Need> checks, String name) {
    return checks.computeIfAbsent(name, _ -> new Need(new ArrayList<>(), new ArrayList<>()));
  }

  private List<String> signers() {
    return policy.principals().values().stream()
        .filter(principal -> principal.hasKeyFor(Use.CHECK))
        .map(Principal::name)
        .toList();
  }

  String text(Paint paint) {
    var out = new StringBuilder();
    String shown = Words.and(paths.stream().map(TreePath::text).toList());
    if (policy.gate().isEmpty()) {
      return out.append("A change of ")
          .append(shown)
          .append(" needs nothing: mic.toml has no [gate], so whatever is offered lands.\n")
          .toString();
    }
    if (checks.isEmpty() && !changesPolicy) {
      return out.append("A change of ").append(shown).append(" needs nothing.\n").toString();
    }
    out.append("A change of ").append(shown).append(" needs:\n\n");
    if (changesPolicy) {
      out.append(paint.heading("the owners"))
          .append("\n  mic.toml is the policy itself: ")
          .append(owners())
          .append(
              " must endorse the change.\n  next: `mic policy endorse -o ../endorsement.cose`\n");
    }
    checks.forEach((name, need) -> {
      out.append(paint.heading("the check " + Shown.brief(name))).append('\n');
      policy
          .check(name)
          .ifPresent(check -> out.append("  It ").append(Words.check(check)).append(".\n"));
      need.because()
          .forEach(why -> out.append("  It is needed because ").append(why).append(".\n"));
      for (var signers : need.signers().stream().distinct().toList()) {
        out.append("  Its pass must be signed by ").append(Words.signers(signers)).append(".\n");
      }
      out.append("  next: `mic check --only ").append(name).append("`\n");
    });
    if (!checks.isEmpty()) {
      out.append("\nChecks may be signed by ").append(Words.and(signers())).append(".\n");
    }
    return out.toString();
  }

  private String owners() {
    return Words.owners(policy.rules().owners(), policy.principals().values());
  }

  Json json() {
    return Json.object()
        .with("paths", Json.array(paths, path -> Json.of(path.text())))
        .with("gated", policy.gate().isPresent())
        .with(
            "checks",
            Json.array(
                List.copyOf(checks.entrySet()),
                entry ->
                    Json.object()
                        .with("name", entry.getKey())
                        .with("because", Json.array(entry.getValue().because(), Json::of))
                        .with(
                            "signers",
                            Json.array(
                                entry.getValue().signers().stream().distinct().toList(),
                                Needs::json))
                        .with("command", "mic check --only " + entry.getKey())
                        .end()))
        .with("signers", Json.array(signers(), Json::of))
        .with("owners", changesPolicy ? owners(policy) : Json.array(List.of()))
        .end();
  }

  static Json json(GateRules.Signers signers) {
    return Json.object()
        .with("need", signers.need())
        .with("distinct", signers.distinct().name().toLowerCase(Locale.ROOT))
        .end();
  }

  /// One demand, or none where nothing is asked of owners.
  private static Json owners(Policy policy) {
    Optional<GateRules.Owners> owners = policy.rules().owners();
    var of =
        owners
            .map(GateRules.Owners::of)
            .orElseGet(() ->
                policy.principals().values().stream()
                    .filter(principal -> principal.hasKeyFor(Use.ENDORSE))
                    .map(Principal::name)
                    .toList());
    if (policy.gate().isEmpty()) {
      return Json.array(List.of());
    }
    return Json.array(
        List.of(
            Json.object()
                .with("need", owners.map(GateRules.Owners::need).orElse(1))
                .with("of", Json.array(of, Json::of))
                .end()));
  }
}
