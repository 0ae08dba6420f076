package dev.micelio.gate.mutant;

import java.util.List;

/// Weakenings of how one result is judged.
final class EvidenceMutants {
  private static final String JUDGE = "evidence/CheckJudge";
  private static final String DEMAND = "evidence/CheckRunDemand";
  private static final String RULES = "evidence/EvidenceRules";
  private static final String NIX = "evidence/NixJudge";
  private static final String EXPECTED = "evidence/ExpectedCheck";

  static final List<Mutant> ALL =
      List.of(
          Mutant.in(
              JUDGE,
              "inputs are believed",
              "if (!check.inputs().equals(expected.inputs())) {",
              "if (false) {"),
          Mutant.in(
              JUDGE,
              "inputs may be fewer",
              "!check.inputs().equals(expected.inputs())",
              "!expected.inputs().containsAll(check.inputs())"),
          Mutant.in(
              JUDGE, "src is not compared", "if (!check.src().equals(source)) {", "if (false) {"),
          Mutant.in(
              JUDGE,
              "src of a check without files is not compared",
              "if (!check.src().equals(source)) {",
              "if (source != null && !check.src().equals(source)) {"),
          Mutant.in(
              JUDGE,
              "the result is not asked for",
              "required && check.result() != Check.Result.PASS",
              "false"),
          Mutant.in(
              JUDGE,
              "an error passes",
              "check.result() != Check.Result.PASS",
              "check.result() == Check.Result.FAIL"),
          Mutant.in(
              JUDGE,
              "one attempt more is let through",
              "failed > wanted.attempts()",
              "failed - 1 > wanted.attempts()"),
          Mutant.in(
              JUDGE,
              "attempts are counted by the list alone",
              "Math.max(check.attempt() - 1, check.prior().size())",
              "check.prior().size()"),
          Mutant.in(
              JUDGE,
              "attempts are counted by the number alone",
              "Math.max(check.attempt() - 1, check.prior().size())",
              "check.attempt() - 1"),
          Mutant.in(
              JUDGE,
              "age by the signer's clock alone",
              "Math.min(finished, circumstances.receivedSeconds())",
              "finished"),
          Mutant.in(
              JUDGE,
              "age by the receipt alone",
              "Math.min(finished, circumstances.receivedSeconds())",
              "circumstances.receivedSeconds()"),
          Mutant.in(
              JUDGE,
              "the younger of the two ages",
              "Math.min(finished, circumstances.receivedSeconds())",
              "Math.max(finished, circumstances.receivedSeconds())"),
          Mutant.in(
              JUDGE,
              "a second too old",
              "if (age > wanted.maxAge()",
              "if (age - 1 > wanted.maxAge()"),
          Mutant.in(
              JUDGE,
              "the attribute is not compared",
              "} else if (!attribute.equals(nix.attr())) {",
              "} else if (false) {"),
          Mutant.in(
              JUDGE,
              "what came out of a cache counts as built",
              "if (!wanted.substituted() && !nix.mode().equals(Action.Nix.EXECUTED)) {",
              "if (false) {"),
          Mutant.in(
              JUDGE,
              "a command on any system",
              "!systems.isEmpty() && !systems.contains(check.system())",
              "false"),
          Mutant.in(
              JUDGE,
              "another program",
              "if (!run.argv().equals(command.run())) {",
              "if (!run.argv().getFirst().equals(command.run().getFirst())) {"),
          Mutant.in(JUDGE, "any variable", "if (!expected.maySee(variable)) {", "if (false) {"),
          Mutant.in(
              JUDGE,
              "tools are not compared",
              "if (!sameNames(command.tools(), run.tools())) {",
              "if (false) {"),
          Mutant.in(
              JUDGE,
              "tools are counted, not named",
              "if (!names.get(i).equals(tools.get(i).name())) {",
              "if (false) {"),
          Mutant.in(
              JUDGE, "a network that nobody gave", "run.network() && !command.network()", "false"),
          Mutant.in(
              JUDGE,
              "no isolation",
              "wanted.isolation() == GateRules.Isolation.BWRAP",
              "wanted.isolation() == GateRules.Isolation.ANY"),
          Mutant.in(
              JUDGE,
              "a command for a Nix check",
              "reasons.add(Code.CHECK_KIND, expected.place(), other.kind(), check.action().kind());",
              "{ }"),
          Mutant.in(
              DEMAND,
              "the settings of Nix are not asked for",
              "if (nix) {\n      new NixJudge",
              "if (false) {\n      new NixJudge"),
          Mutant.in(
              NIX, "any sandbox", "if (sandbox.compareTo(wanted.sandbox()) > 0) {", "if (false) {"),
          Mutant.in(
              NIX,
              "a sandbox one step weaker",
              "sandbox.compareTo(wanted.sandbox()) > 0",
              "sandbox.compareTo(wanted.sandbox()) > 1"),
          Mutant.in(
              NIX,
              "a sandbox that may be left out",
              "nix.fallback() && wanted.sandbox() != GateRules.Sandbox.OFF",
              "false"),
          Mutant.in(NIX, "an impure evaluation", "if (!nix.pureEval()) {", "if (false) {"),
          Mutant.in(NIX, "builds during evaluation", "if (nix.ifd()) {", "if (false) {"),
          Mutant.in(
              NIX,
              "any version of Nix",
              "wanted.nix().isPresent() && !wanted.nix()",
              "wanted.nix().isEmpty() && !wanted.nix()"),
          Mutant.in(
              DEMAND,
              "what is missing is not looked for",
              "rules.missing(required, seen, reasons);",
              ""),
          Mutant.in(
              RULES,
              "the settings of Nix are not asked of a single record",
              "if (check.action() instanceof Action.Nix) {",
              "if (false) {"),
          Mutant.in(
              EXPECTED,
              "one system is enough",
              "slots.set(firstSlot, firstSlot + slots());",
              "slots.set(firstSlot);"),
          Mutant.in(
              EXPECTED,
              "a result on one system counts for all",
              "seen.set(firstSlot + index);",
              "seen.set(firstSlot, firstSlot + slots());"));

  private EvidenceMutants() {}
}
