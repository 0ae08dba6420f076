package dev.micelio.cli.policy;

import dev.micelio.cli.Counts;
import dev.micelio.cli.Json;
import dev.micelio.cli.Paint;
import dev.micelio.core.text.Shown;
import dev.micelio.gate.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// All that a policy says, in sentences.
record WholePolicy(Policy policy) {

  private record Chapter(String title, List<String> sentences) {}

  private List<Chapter> chapters() {
    return List.of(
        new Chapter("What lands", landing()),
        new Chapter("What a result must be like", results()),
        new Chapter("The checks", checks()),
        new Chapter("Whose word counts", principals()));
  }

  private List<String> landing() {
    var said = new ArrayList<String>();
    if (policy.gate().isEmpty()) {
      said.add("There is no [gate], so whatever is offered lands.");
      return said;
    }
    var rules = policy.rules();
    said.add(
        rules.require().isEmpty()
            ? "No check is needed by every change."
            : "Every change needs a pass of "
                + Words.and(rules.require())
                + ", signed by "
                + Words.signers(rules.signers())
                + ".");
    for (var rule : rules.paths()) {
      String match = "A change of " + Words.patterns(rule.match().texts());
      if (!rule.require().isEmpty()) {
        said.add(match + " needs a pass of " + Words.and(rule.require()) + " besides.");
      }
      rule.signers()
          .ifPresent(signers ->
              said.add(
                  "%s needs %s to have signed %s."
                      .formatted(
                          match,
                          Words.signers(signers),
                          rule.require().isEmpty() ? "every check" : Words.and(rule.require()))));
    }
    said.add(
        "A change of mic.toml needs the endorsement of %s."
            .formatted(Words.owners(rules.owners(), policy.principals().values())));
    rules
        .spot()
        .ifPresent(spot ->
            said.add(
                "%s of the accepted results are run again%s."
                    .formatted(
                        share(spot.rate()),
                        spot.first() == 0
                            ? ""
                            : ", and the first " + spot.first() + " of each principal")));
    return said;
  }

  private static String share(double rate) {
    return String.format(Locale.ROOT, "%.4g %%", rate * 100);
  }

  private List<String> results() {
    return policy.gate().isEmpty() ? List.of() : Words.evidence(policy.rules().evidence());
  }

  private List<String> checks() {
    return policy.checks().values().stream()
        .map(check ->
            "%s %s, within %s."
                .formatted(
                    Shown.brief(check.name()), Words.check(check), Words.time(check.timeout())))
        .toList();
  }

  private List<String> principals() {
    var said = new ArrayList<String>();
    for (var principal : policy.principals().values()) {
      said.add(
          "%s is %s%s, with %s."
              .formatted(
                  Shown.brief(principal.name()),
                  Words.kind(principal.kind()),
                  principal.org().map(org -> " of " + Shown.brief(org)).orElse(""),
                  Counts.of(principal.keys().size(), "key")));
      principal.keys().forEach(key -> said.add("  " + Words.key(key) + "."));
    }
    for (var revoked : policy.revocations()) {
      said.add(
          "The key %s counts no more, whatever it signed%s."
              .formatted(
                  revoked.key(),
                  revoked.reason().isEmpty() ? "" : ": " + Shown.brief(revoked.reason())));
    }
    return said;
  }

  String text(String name, Paint paint) {
    var out =
        new StringBuilder(
            "%s is version %d of the policy of the project %s.\n"
                .formatted(name, policy.version(), policy.project()));
    for (var chapter : chapters()) {
      if (!chapter.sentences().isEmpty()) {
        out.append('\n').append(paint.heading(chapter.title())).append('\n');
        chapter.sentences().forEach(sentence -> out.append("  ").append(sentence).append('\n'));
      }
    }
    return out.toString();
  }

  Json json() {
    return Json.object()
        .with("project", policy.project().toString())
        .with("version", policy.version())
        .with("gated", policy.gate().isPresent())
        .with(
            "chapters",
            Json.array(
                chapters(),
                chapter ->
                    Json.object()
                        .with("title", chapter.title())
                        .with(
                            "sentences",
                            Json.array(chapter.sentences(), sentence -> Json.of(sentence.strip())))
                        .end()))
        .end();
  }
}
