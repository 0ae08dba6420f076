package dev.micelio.cli.policy;

import dev.micelio.attest.definition.CheckDefinition;
import dev.micelio.attest.verify.Use;
import dev.micelio.core.text.Shown;
import dev.micelio.gate.policy.GateRules;
import dev.micelio.gate.policy.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Parts of a policy in plain words.
final class Words {
  private Words() {}

  /// `a`, `a and b`, `a, b and c`.
  static String and(Collection<String> names) {
    var shown = names.stream().map(Shown::brief).toList();
    return shown.size() < 2
        ? String.join("", shown)
        : String.join(", ", shown.subList(0, shown.size() - 1)) + " and " + shown.getLast();
  }

  static String patterns(Collection<String> texts) {
    return texts.stream().map(Shown::brief).collect(Collectors.joining(", "));
  }

  static String check(CheckDefinition check) {
    String what =
        switch (check.action()) {
          case CheckDefinition.Nix(var attribute) ->
              "builds the flake's " + String.join(".", attribute.names());
          case CheckDefinition.Command command ->
              "runs `" + Shown.brief(String.join(" ", command.run())) + "`";
        };
    return what
        + " on "
        + (check.systems().isEmpty() ? "any system" : and(check.systems()))
        + ", and reads "
        + patterns(check.inputs().texts());
  }

  static String signers(GateRules.Signers signers) {
    return switch (signers.distinct()) {
      case PRINCIPAL -> signers.need() == 1 ? "1 principal" : signers.need() + " principals";
      case ORG ->
          signers.need() == 1 ? "1 principal of an org" : signers.need() + " different orgs";
      case MACHINE -> signers.need() == 1 ? "1 machine" : signers.need() + " different machines";
    };
  }

  static String owners(Optional<GateRules.Owners> owners, Collection<Principal> principals) {
    if (owners.isPresent()) {
      return ofThese(owners.get().need(), owners.get().of());
    }
    var able =
        principals.stream()
            .filter(principal -> principal.hasKeyFor(Use.ENDORSE))
            .map(Principal::name)
            .toList();
    return able.isEmpty()
        ? "somebody with a key for \"endorse\", and there is nobody"
        : ofThese(1, able) + " (no owners are named, so whoever has a key for \"endorse\")";
  }

  private static String ofThese(int need, Collection<String> names) {
    return names.size() == 1 ? and(names) : need + " of " + and(names);
  }

  static String kind(Principal.Kind kind) {
    return switch (kind) {
      case HUMAN -> "a person";
      case RUNNER -> "a runner";
      case AGENT -> "an agent";
      case FORGE -> "a forge";
    };
  }

  static String time(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds % 86_400 == 0) {
      return days(seconds / 86_400);
    }
    if (seconds % 3600 == 0) {
      return seconds / 3600 + " hours";
    }
    return seconds % 60 == 0 ? seconds / 60 + " minutes" : seconds + " seconds";
  }

  private static String days(long days) {
    return days == 1 ? "1 day" : days + " days";
  }

  static String key(Principal.Key key) {
    return "key %s signs %s, from %s until %s"
        .formatted(
            key.key().id(),
            and(key.uses().stream().sorted().map(Use::word).toList()),
            key.from(),
            key.until());
  }

  /// What a result must be like, a sentence each.
  static List<String> evidence(GateRules.Evidence evidence) {
    var sentences = new ArrayList<String>();
    evidence
        .maxAge()
        .ifPresent(
            age -> sentences.add("A result counts for " + time(age) + " after it was received."));
    if (evidence.maxAge().isEmpty()) {
      sentences.add("A result counts however old it is.");
    }
    sentences.add(
        switch (evidence.sandbox()) {
          case ON -> "Nix must have built in its sandbox.";
          case RELAXED -> "Nix must have built in its sandbox, which may be relaxed.";
          case OFF -> "Nix may have built without a sandbox.";
        });
    evidence
        .nix()
        .ifPresent(versions -> sentences.add("Nix must have been of a version " + versions + "."));
    sentences.add(
        switch (evidence.isolation()) {
          case BWRAP -> "A command must have run where bubblewrap shut it in.";
          case ANY -> "A command may have run without being shut in.";
        });
    sentences.add(
        evidence.substituted()
            ? "A pass may come out of a binary cache."
            : "A pass must have been built, not fetched from a binary cache.");
    evidence
        .attempts()
        .ifPresent(attempts ->
            sentences.add(
                "After more than "
                    + attempts
                    + " failing runs of the same question a person must endorse the pass."));
    return sentences;
  }
}
