package dev.micelio.gate.mutant;

import java.util.List;

/// Weakenings of what a policy may say, and of what its keys count for.
final class PolicyMutants {
  static final List<Mutant> ALL =
      List.of(
          Mutant.in("policy/KeyRing", "a revoked key counts", "revoked.contains(id)", "false"),
          Mutant.in(
              "policy/KeyRing",
              "a key counts before its first day",
              "midnight(key.from())",
              "Long.MIN_VALUE"),
          Mutant.in(
              "policy/KeyRing",
              "a key counts after its last day",
              "midnight(key.until())",
              "Long.MAX_VALUE"),
          Mutant.in(
              "policy/KeyRing",
              "a key signs anything",
              "key.uses(),",
              "java.util.EnumSet.allOf(dev.micelio.attest.verify.Use.class),"),
          Mutant.in(
              "policy/PrincipalReader",
              "one key for two principals",
              "if (owner != null) {",
              "if (false) {"),
          Mutant.in(
              "policy/PrincipalReader",
              "one key twice for a principal",
              "if (owner != null) {",
              "if (owner != null && !owner.equals(name)) {"),
          Mutant.in(
              "policy/KeyReader",
              "a key that ends before it begins",
              "!until.get().isAfter(from.get())",
              "until.get().isBefore(from.get())"),
          Mutant.in(
              "policy/PolicyReader",
              "a revoked key that stands nowhere",
              "if (complete && !known.contains(key.get())) {",
              "if (false) {"),
          Mutant.in(
              "policy/PolicyReader",
              "a version that nothing can follow",
              "section.whole(\"version\", 1, VERSION_MAX)",
              "section.whole(\"version\", 1, Long.MAX_VALUE)"),
          Mutant.in(
              "policy/GateReader",
              "a threshold of nobody",
              "from.whole(key, 1, Principal.COUNT_MAX)",
              "from.whole(key, 0, Principal.COUNT_MAX)"),
          Mutant.in(
              "policy/GateReader",
              "a threshold that nobody can meet",
              "if (counted && need > able) {",
              "if (false) {"),
          Mutant.in(
              "policy/GateReader",
              "a threshold of one more than there are",
              "if (counted && need > able) {",
              "if (counted && need > able + 1) {"),
          Mutant.in(
              "policy/GateReader",
              "orgs are counted as principals",
              "return distinct == GateRules.Distinct.ORG\n        ? (int) able",
              "return distinct == null\n        ? (int) able"),
          Mutant.in(
              "policy/GateReader",
              "a required check that nobody defines",
              "if (!checks.containsKey(name.value())) {",
              "if (false) {"),
          Mutant.in(
              "policy/GateReader",
              "an owner who is nobody",
              "if (principal == null) {",
              "if (principal == null && names.isEmpty()) {"),
          Mutant.in(
              "policy/GateReader",
              "cached results by default",
              "section.flag(\"substituted\").orElse(defaults.substituted())",
              "section.flag(\"substituted\").orElse(true)"),
          Mutant.in(
              "policy/NixVersions",
              "one bound is enough",
              "bounds.stream().allMatch(",
              "bounds.stream().anyMatch("),
          Mutant.in(
              "policy/NixVersions",
              "above is at least",
              "case ABOVE -> order > 0;",
              "case ABOVE -> order >= 0;"),
          Mutant.in(
              "policy/NixVersion",
              "what comes before a release is the release",
              "return Boolean.compare(other.preRelease, preRelease);",
              "return 0;"));

  private PolicyMutants() {}
}
