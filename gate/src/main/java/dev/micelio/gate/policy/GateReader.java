package dev.micelio.gate.policy;

import dev.micelio.attest.definition.CheckDefinition;
import dev.micelio.attest.verify.Use;
import dev.micelio.core.text.Shown;
import dev.micelio.gate.toml.Toml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// Reads the rules of the gate, which name checks and principals.
final class GateReader {
  static final Duration AGE_MAX = Duration.ofDays(3650);
  static final long ATTEMPTS_MAX = 1_000_000;
  static final long FIRST_MAX = 1_000_000;

  private final SequencedMap<String, CheckDefinition> checks;
  private final SequencedMap<String, Principal> principals;
  private final boolean counted;
  private final Faults faults;
  private final Section section;

  /// Thresholds are compared with the principals only where these are `counted`, all of them sound.
  GateReader(
      Toml.Table table,
      SequencedMap<String, CheckDefinition> checks,
      SequencedMap<String, Principal> principals,
      boolean counted,
      Faults faults) {
    this.checks = checks;
    this.principals = principals;
    this.counted = counted;
    this.faults = faults;
    section =
        new Section(
            "[gate]",
            table,
            faults,
            "require",
            "owners",
            "signers",
            "max-age",
            "sandbox",
            "nix",
            "isolation",
            "substituted",
            "attempts",
            "spot",
            "paths");
  }

  GateRules read() {
    var require = required(section);
    var paths = paths();
    var signers = signers(section).orElse(GateRules.Signers.ONE);
    boolean asks = !require.isEmpty() || paths.stream().anyMatch(rule -> !rule.require().isEmpty());
    if (asks
        && counted
        && !section.has("signers")
        && signersAtMost(GateRules.Distinct.PRINCIPAL) == 0) {
      section.fault(
          "require",
          "asks for results that no principal may sign",
          "add a principal with a key for \"check\"");
    }
    return new GateRules(require, paths, owners(), signers, evidence(), spot());
  }

  private List<String> required(Section from) {
    var names = from.names("require", CheckDefinition.COUNT_MAX);
    for (var name : names) {
      if (!checks.containsKey(name.value())) {
        from.unknown(name, "require", "check of this file", checks.keySet());
      }
    }
    return names.stream().map(Toml.Text::value).toList();
  }

  private List<GateRules.PathRule> paths() {
    var rules = new ArrayList<GateRules.PathRule>();
    for (var table : section.tables("paths", GateRules.PATH_RULES_MAX)) {
      var rule = new Section("[[gate.paths]]", table, faults, "match", "require", "signers");
      rule.missing("match", "write the paths as a list of patterns");
      if (!rule.has("require") && !rule.has("signers")) {
        faults.add(
            rule.place(),
            "[[gate.paths]] asks for nothing",
            "add require or signers, or remove it");
      }
      var match = PatternList.read(rule, "match");
      var require = required(rule);
      var signers = signers(rule);
      match.ifPresent(patterns -> rules.add(new GateRules.PathRule(patterns, require, signers)));
    }
    return rules;
  }

  private Optional<GateRules.Owners> owners() {
    return section
        .table("owners")
        .map(table -> {
          var owners = new Section("owners of [gate]", table, faults, "of", "need");
          owners.missing("of", "name the principals who may change this file");
          var names = owners.names("of", Principal.COUNT_MAX);
          int able = 0;
          for (var name : names) {
            var principal = principals.get(name.value());
            if (principal == null) {
              owners.unknown(name, "of", "principal of this file", principals.keySet());
            } else if (principal.hasKeyFor(Use.ENDORSE)) {
              able++;
            }
          }
          if (owners.isEmptyList("of")) {
            owners.fault("of", "names nobody", "name at least one principal");
          }
          return new GateRules.Owners(
              names.stream().map(Toml.Text::value).toList(),
              need(owners, able, "owners have a key for \"endorse\""));
        });
  }

  private Optional<GateRules.Signers> signers(Section from) {
    if (from.isWhole("signers")) {
      return Optional.of(
          new GateRules.Signers(
              need(from, "signers", GateRules.Distinct.PRINCIPAL), GateRules.Distinct.PRINCIPAL));
    }
    return from.table("signers")
        .map(table -> {
          var signers = new Section("signers", table, faults, "need", "distinct");
          signers.missing("need", "write how many signers a result needs");
          var distinct =
              signers
                  .word("distinct", GateRules.Distinct.class)
                  .orElse(GateRules.Distinct.PRINCIPAL);
          return new GateRules.Signers(need(signers, "need", distinct), distinct);
        });
  }

  private int need(Section from, String key, GateRules.Distinct distinct) {
    return need(
        from,
        key,
        signersAtMost(distinct),
        distinct == GateRules.Distinct.ORG
            ? "orgs have a principal with a key for \"check\""
            : "principals have a key for \"check\"");
  }

  private int need(Section from, int able, String who) {
    return need(from, "need", able, who);
  }

  private int need(Section from, String key, int able, String who) {
    long need = from.whole(key, 1, Principal.COUNT_MAX).orElse(1L);
    if (counted && need > able) {
      from.fault(key, "is " + need + ", and " + able + " " + who, "ask for fewer, or add some");
    }
    return (int) need;
  }

  /// How many there are that count as different.
  private int signersAtMost(GateRules.Distinct distinct) {
    var able = principals.values().stream().filter(principal -> principal.hasKeyFor(Use.CHECK));
    return distinct == GateRules.Distinct.ORG
        ? (int) able.flatMap(principal -> principal.org().stream()).distinct().count()
        : (int) able.count();
  }

  private GateRules.Evidence evidence() {
    var defaults = GateRules.Evidence.DEFAULT;
    return new GateRules.Evidence(
        maxAge(),
        section.word("sandbox", GateRules.Sandbox.class).orElse(defaults.sandbox()),
        nix(),
        section.word("isolation", GateRules.Isolation.class).orElse(defaults.isolation()),
        section.flag("substituted").orElse(defaults.substituted()),
        section
            .whole("attempts", 0, ATTEMPTS_MAX)
            .map(OptionalLong::of)
            .orElse(defaults.attempts()));
  }

  private Optional<Duration> maxAge() {
    return section
        .text("max-age")
        .flatMap(text -> {
          var age = Durations.parse(text);
          if (age == null || age.compareTo(AGE_MAX) > 0) {
            section.fault(
                "max-age",
                "is " + Shown.text(text),
                "write a whole number and s, m, h or d, such as 30d; at most 3650d");
            return Optional.empty();
          }
          return Optional.of(age);
        });
  }

  private Optional<NixVersions> nix() {
    return section
        .text("nix")
        .flatMap(text -> {
          var versions = NixVersions.parse(text);
          if (versions == null) {
            section.fault(
                "nix",
                "is " + Shown.text(text),
                "write bounds with commas between them, such as >=2.34.7 or >=2.34.7, <3");
          }
          return Optional.ofNullable(versions);
        });
  }

  private Optional<GateRules.Spot> spot() {
    return section
        .table("spot")
        .map(table -> {
          var spot = new Section("spot of [gate]", table, faults, "rate", "first");
          spot.missing("rate", "write a share, such as 0.05");
          return new GateRules.Spot(
              spot.share("rate").orElse(0.0), spot.whole("first", 0, FIRST_MAX).orElse(0L));
        });
  }
}
