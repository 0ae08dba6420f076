package dev.micelio.gate.mutant;

import java.util.List;

/// Weakenings of the steps that decide.
final class DecisionMutants {
  private static final String GATE = "decision/Gate";
  private static final String POLICY_OF = "decision/PolicyOf";
  private static final String CHANGE = "decision/PolicyChange";
  private static final String EDITIONS = "decision/Editions";
  private static final String OWNERS = "decision/Owners";
  private static final String LOOK_ALIKES = "decision/LookAlikes";
  private static final String SIZES = "decision/Sizes";
  private static final String REQUIRED = "decision/Required";
  private static final String JUDGEMENT = "decision/Judgement";
  private static final String THRESHOLDS = "decision/Thresholds";
  private static final String TESTIMONY = "decision/Testimony";
  private static final String SEATS = "decision/Seats";
  private static final String DISPUTES = "decision/Disputes";
  private static final String TOUCHED = "decision/Touched";
  private static final String TESTIMONIES = "decision/Testimonies";
  private static final String PEOPLE = "decision/People";
  private static final String STEP = "decision/CheckStep";

  static final List<Mutant> ALL =
      List.of(
          // the policy
          Mutant.in(
              GATE,
              "the policy is read from the result",
              "PolicyOf.read(candidate.before(), contents, BASE)",
              "PolicyOf.read(candidate.after(), contents, BASE)"),
          Mutant.in(
              GATE,
              "no policy where there was one is no policy",
              "case PolicyOf.Absent _ when context.newest().isPresent() -> closed",
              "case PolicyOf.Absent _ when context.newest().isEmpty() && false -> closed"),
          Mutant.in(
              GATE,
              "a base that is no policy lets everything land",
              "case PolicyOf.Unsound(var reasons) -> closed(reasons);",
              "case PolicyOf.Unsound _ -> open(candidate, Optional.empty(), context);"),
          Mutant.in(
              GATE,
              "an old edition counts in the base",
              "editions.judge(sound.edition(), BASE, reasons);\n    var rests",
              "var rests"),
          Mutant.in(
              GATE,
              "a change of the policy is not looked at",
              "    rests.addAll(\n        new PolicyChange(candidate, sound, contents)\n            .judge(evidence.endorsements(), context.nowSeconds(), reasons));\n",
              ""),
          Mutant.in(
              GATE,
              "a new policy that is none lands without a gate",
              "case PolicyOf.Unsound(var faults) -> faults.forEach(reasons::add);",
              "case PolicyOf.Unsound _ -> {}"),
          Mutant.in(
              POLICY_OF,
              "links are policies",
              "if (entry.kind() != EntryKind.FILE) {",
              "if (false) {"),
          Mutant.in(
              POLICY_OF,
              "a policy of any size",
              "if (entry.size() > TomlReading.SIZE_BYTES_MAX) {",
              "if (false) {"),
          Mutant.in(
              POLICY_OF,
              "bytes are not compared with their digest",
              "if (!Digest.of(bytes).equals(entry.digest())) {",
              "if (false) {"),
          Mutant.in(
              EDITIONS, "older editions count", "edition.version() < high.version()", "false"),
          Mutant.in(
              EDITIONS,
              "two editions of one version",
              "edition.version() == high.version() && !edition.equals(high)",
              "false"),
          Mutant.in(
              CHANGE,
              "another project",
              "!policy.project().equals(old.policy().project())",
              "false"),
          Mutant.in(
              CHANGE,
              "the same version again",
              "policy.version() < least ||",
              "policy.version() < least - 1 ||"),
          Mutant.in(
              CHANGE,
              "a version that goes back",
              "policy.version() < least ||",
              "policy.version() == least - 1 ||"),
          Mutant.in(
              CHANGE, "a version that jumps", "policy.version() > before + RISE_MAX", "false"),
          Mutant.in(
              CHANGE,
              "a version that jumps one too far",
              "policy.version() > before + RISE_MAX",
              "policy.version() > before + RISE_MAX + 1"),
          Mutant.in(
              GATE,
              "a first version that leaves no room",
              "          PolicyChange.rise(1, version, policy, reasons);\n",
              ""),
          Mutant.in(
              GATE,
              "a first gate that nobody can change",
              "          PolicyChange.wayBack(policy, context.nowSeconds(), reasons);\n",
              ""),
          Mutant.in(
              CHANGE,
              "nobody can change it any more",
              "if (able < owners.need()) {",
              "if (false) {"),
          Mutant.in(
              CHANGE,
              "too few can change it any more",
              "if (able < owners.need()) {",
              "if (able == 0) {"),
          Mutant.in(
              CHANGE,
              "whoever may endorse owns the policy",
              "owners.of().contains(endorsement.principal())\n          && ",
              ""),
          Mutant.in(
              CHANGE,
              "endorsements of anything",
              "&& isOfThis(endorsement.statement().of(), entry)",
              ""),
          Mutant.in(
              CHANGE,
              "one owner too few",
              "if (found.size() < owners.need()) {",
              "if (found.size() < owners.need() - 1) {"),
          Mutant.in(
              CHANGE,
              "endorsements are counted, not owners",
              "found.putIfAbsent(endorsement.principal(), endorsement.id());",
              "found.put(endorsement.id().toString(), endorsement.id());"),
          Mutant.in(
              CHANGE,
              "endorsed is the new digest from whatever old one",
              "&& before.equals(old.edition().sha256())",
              ""),
          Mutant.in(
              CHANGE,
              "endorsed is any new digest",
              "changed.equals(entry.get().digest())",
              "changed != null"),
          Mutant.in(
              CHANGE,
              "endorsed is the landing of any session",
              "candidate.session().equals(Optional.of(session)) && tree",
              "session != null && tree"),
          Mutant.in(
              CHANGE,
              "endorsed is the landing of any tree",
              "&& tree.equals(candidate.after().id())",
              "&& tree != null"),
          Mutant.in(
              CHANGE,
              "an endorsed result endorses the policy",
              "case Endorsement.Of.Result _ -> false;",
              "case Endorsement.Of.Result _ -> true;"),
          Mutant.in(
              CHANGE,
              "the owners of the new policy decide",
              "var owners = Owners.of(old.policy());",
              "var owners = Owners.of(PolicyOf.read(candidate.after(), contents, Gate.RESULT) instanceof PolicyOf.Sound(var now, _) ? now : old.policy());"),
          Mutant.in(OWNERS, "a revoked key can change it", "        && !key.revoked()\n", ""),
          Mutant.in(
              OWNERS,
              "a key that has ended can change it",
              "        && nowSeconds < key.untilSeconds()",
              ""),
          Mutant.in(
              OWNERS,
              "a key that has not begun can change it",
              "        && key.fromSeconds() <= nowSeconds\n",
              ""),
          Mutant.in(
              OWNERS,
              "a key for results can change it",
              "return key.uses().contains(Use.ENDORSE)",
              "return !key.uses().isEmpty()"),
          // names
          Mutant.in(
              GATE,
              "look-alikes are not looked for",
              "    LookAlikes.judge(candidate.changes(), reasons);\n",
              ""),
          Mutant.in(
              LOOK_ALIKES,
              "case is not folded",
              "composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)",
              "composed"),
          Mutant.in(
              LOOK_ALIKES,
              "letters are not composed",
              "Normalizer.normalize(name, Normalizer.Form.NFKC)",
              "Normalizer.normalize(name, Normalizer.Form.NFC)"),
          Mutant.in(
              LOOK_ALIKES,
              "what draws nothing is a letter",
              "\"[\\\\p{Cf}\\\\u034f",
              "\"[\\\\u034f"),
          Mutant.in(
              LOOK_ALIKES,
              "dots at the end are letters",
              "(again.charAt(end - 1) == ' ' || again.charAt(end - 1) == '.')",
              "(again.charAt(end - 1) == ' ')"),
          Mutant.in(
              LOOK_ALIKES,
              "blanks at the end are letters",
              "(again.charAt(end - 1) == ' ' || again.charAt(end - 1) == '.')",
              "(again.charAt(end - 1) == '.')"),
          Mutant.in(
              LOOK_ALIKES,
              "what follows a colon is a name",
              "int colon = again.indexOf(':');",
              "int colon = -1;"),
          Mutant.in(
              LOOK_ALIKES,
              "a backslash is a letter",
              "path.split(\"[/\\\\\\\\]\", -1)",
              "path.split(\"/\", -1)"),
          Mutant.in(
              LOOK_ALIKES, "short names are others", "|| SHORT_NAME.matcher(folded).matches()", ""),
          // sizes
          Mutant.in(
              SIZES, "one attestation more", "if (count > most) {", "if (count > most + 1) {"),
          Mutant.in(SIZES, "one attestation less", "if (count > most) {", "if (count >= most) {"),
          Mutant.in(
              GATE,
              "too many are read all the same",
              "sound.policy().gate().isPresent() && tooMany.isEmpty()",
              "sound.policy().gate().isPresent()"),
          // what is required
          Mutant.in(
              REQUIRED,
              "what the gate requires is dropped",
              "    rules.require().forEach(name -> add(asked, name, rules.signers()));\n",
              ""),
          Mutant.in(
              REQUIRED,
              "the rules of paths are dropped",
              "rules.paths().stream().filter(",
              "rules.paths().stream().limit(0).filter("),
          Mutant.in(
              REQUIRED,
              "the checks of rules are dropped",
              ".flatMap(rule -> rule.require().stream())",
              ".limit(0).flatMap(rule -> rule.require().stream())"),
          Mutant.in(
              REQUIRED,
              "the first rule that matches is the only one",
              "touched.any(rule.match())).toList()",
              "touched.any(rule.match())).limit(1).toList()"),
          Mutant.in(
              TOUCHED,
              "what is deleted is not looked at",
              "changes.stream().map(Difference::path)",
              "changes.stream().filter(change -> change.after() != null).map(Difference::path)"),
          Mutant.in(
              TOUCHED,
              "what is added is not looked at",
              "changes.stream().map(Difference::path)",
              "changes.stream().filter(change -> change.before() != null).map(Difference::path)"),
          Mutant.in(
              TOUCHED,
              "the last of the changes is not looked at",
              "changes.stream().map(Difference::path)",
              "changes.stream().limit(Math.max(1, changes.size() - 1)).map(Difference::path)"),
          Mutant.in(
              REQUIRED,
              "rules of paths ask for no signers",
              "rule.signers().ifPresent(signers -> names",
              "rule.signers().filter(signers -> false).ifPresent(signers -> names"),
          Mutant.in(
              REQUIRED,
              "a rule without checks asks nobody",
              "rule.require().isEmpty() ? List.copyOf(asked.keySet()) : rule.require()",
              "rule.require()"),
          // signers
          Mutant.in(
              THRESHOLDS,
              "the lowest of several needs",
              "signers.need(), Math::max)",
              "signers.need(), Math::min)"),
          Mutant.in(
              THRESHOLDS,
              "the last of several needs",
              "needs.merge(signers.distinct(), signers.need(), Math::max)",
              "needs.put(signers.distinct(), signers.need())"),
          Mutant.in(
              SEATS,
              "one signer too few",
              "return taken.size() < need;",
              "return taken.size() < need - 1;"),
          Mutant.in(
              THRESHOLDS,
              "keys are counted, not principals",
              "seats.offer(name, testimony.principal(), testimony)",
              "seats.offer(testimony.run().key() + name, testimony.run().key().toString(), testimony)"),
          Mutant.in(
              THRESHOLDS,
              "attestations are counted, not principals",
              "seats.offer(name, testimony.principal(), testimony)",
              "seats.offer(testimony.run().id() + name, testimony.run().id().toString(), testimony)"),
          Mutant.in(
              THRESHOLDS,
              "orgs are counted by principal",
              "policy.principal(testimony.principal()).flatMap(principal -> principal.org())",
              "Optional.of(testimony.principal())"),
          Mutant.in(
              THRESHOLDS,
              "those without an org are an org",
              "policy.principal(testimony.principal()).flatMap(principal -> principal.org())",
              "policy.principal(testimony.principal()).map(principal -> principal.org().orElse(\"\"))"),
          Mutant.in(
              THRESHOLDS,
              "machines are counted, whoever names them",
              "seats.offer(name, testimony.principal(), testimony)",
              "seats.offer(name, name, testimony)"),
          Mutant.in(
              SEATS,
              "who sits does not move",
              "sitting == null || seat(sitting.signer(), tried)",
              "sitting == null"),
          Mutant.in(
              SEATS,
              "a seat is taken twice",
              "sitting == null || seat(sitting.signer(), tried)",
              "true"),
          Mutant.in(
              THRESHOLDS,
              "machines are counted by principal",
              "Optional.of(testimony.run().statement().machine().machine().toString())",
              "Optional.of(testimony.principal())"),
          Mutant.in(
              STEP,
              "signers of several questions are counted together",
              "byKey.computeIfAbsent(each.testimony().key(), _ ->",
              "byKey.computeIfAbsent(weighed.getFirst().testimony().key(), _ ->"),
          Mutant.in(STEP, "words count that do not", "if (each.counts() && system", "if (system"),
          Mutant.in(
              STEP,
              "a threshold that is not met",
              "return count.isMet() && disputes.isEmpty();",
              "return disputes.isEmpty();"),
          Mutant.in(
              STEP,
              "disputes are ignored",
              "return count.isMet() && disputes.isEmpty();",
              "return count.isMet();"),
          Mutant.in(
              STEP,
              "the first system is decided alone",
              "check.systems().stream()\n              .map",
              "check.systems().stream().limit(1)\n              .map"),
          // words
          Mutant.in(
              JUDGEMENT,
              "any reason is healed by a person",
              "reasons.stream().allMatch(reason -> reason.code() == Code.CHECK_ATTEMPTS)",
              "true"),
          Mutant.in(
              JUDGEMENT, "attempts need no person", "            && endorsement.isPresent()\n", ""),
          Mutant.in(
              JUDGEMENT,
              "attempts heal what stands beside them",
              "reasons.stream().allMatch(",
              "reasons.stream().anyMatch("),
          Mutant.in(
              JUDGEMENT,
              "inputs that match nothing are proved by anything",
              "matching.values().removeIf(NO_FILES::equals);",
              ""),
          Mutant.in(
              JUDGEMENT,
              "received is now",
              "testimony.run().receivedSeconds(), nowSeconds",
              "nowSeconds, nowSeconds"),
          Mutant.in(
              JUDGEMENT,
              "words are bound to no tree",
              "Optional.of(found), testimony.run()",
              "Optional.empty(), testimony.run()"),
          Mutant.in(
              TESTIMONIES,
              "failures that are seen are no attempts",
              "return failed.getOrDefault(Answer.of(testimony), 0L);",
              "return 0L;"),
          Mutant.in(
              TESTIMONIES,
              "anybody takes a failure back",
              "return lastPass.getOrDefault(Answer.of(failure), Long.MIN_VALUE) >",
              "return lastPass.entrySet().stream().filter(e -> e.getKey().key().equals(failure.key())).mapToLong(Map.Entry::getValue).max().orElse(Long.MIN_VALUE) >"),
          Mutant.in(
              TESTIMONIES,
              "an earlier pass takes a failure back",
              "> failure.finishedMillis()",
              "> Long.MIN_VALUE"),
          Mutant.in(
              TESTIMONY,
              "a pass of the future takes a failure back",
              "Math.min(check.finished(), (run.receivedSeconds() + 1) * MILLIS - 1)",
              "check.finished()"),
          Mutant.in(
              TESTIMONIES,
              "a pass at the same moment takes a failure back",
              "> failure.finishedMillis()",
              ">= failure.finishedMillis()"),
          Mutant.in(
              DISPUTES,
              "failures of any age dispute",
              "return maxAge.isEmpty()\n        ||",
              "return true\n        ||"),
          Mutant.in(
              DISPUTES,
              "no failure disputes that is not new",
              "<= maxAge.get().toSeconds()",
              "<= 0"),
          Mutant.in(
              PEOPLE,
              "runners and agents are people",
              "principal.kind() == Principal.Kind.HUMAN",
              "true"),
          Mutant.in(
              PEOPLE,
              "whoever may endorse stands behind every result",
              "return Optional.ofNullable(endorsements.get(key));",
              "return endorsements.values().stream().findFirst();"));

  private DecisionMutants() {}
}
