package dev.micelio.cli.policy;

import dev.micelio.attest.cose.Refusal;
import dev.micelio.attest.reason.Reason;
import dev.micelio.attest.verify.Seconds;
import dev.micelio.attest.verify.Unverified;
import dev.micelio.cli.Counts;
import dev.micelio.cli.Json;
import dev.micelio.cli.Paint;
import dev.micelio.cli.attest.ReasonsView;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.text.Shown;
import dev.micelio.gate.decision.Candidate;
import dev.micelio.gate.decision.CheckVerdict;
import dev.micelio.gate.decision.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// What a gate would say, for people and for programs.
final class VerdictView {
  private final String before;
  private final String after;
  private final Candidate candidate;
  private final Verdict verdict;
  private final SequencedMap<String, byte[]> files;
  private final Map<Digest, String> names = new HashMap<>();
  private final boolean named;

  /// `named` is whether somebody said which attestations count.
  VerdictView(
      String before,
      String after,
      Candidate candidate,
      Verdict verdict,
      SequencedMap<String, byte[]> files,
      boolean named) {
    this.named = named;
    this.before = before;
    this.after = after;
    this.candidate = candidate;
    this.verdict = verdict;
    this.files = files;
    files.forEach((name, bytes) -> names.put(Digest.of(bytes), name));
  }

  String text(Paint paint, boolean isBrief) {
    var out = new StringBuilder();
    out.append(verdict.isAllowed() ? paint.good("would land") : paint.bad("would not land"))
        .append(
            ": from %s to %s, %s changed%n"
                .formatted(before, after, Counts.of(candidate.changes().size(), "file")));
    if (isBrief) {
      return out.toString();
    }
    if (candidate.changes().isEmpty()) {
      out.append("nothing changes; to judge what was committed, name its beginning: --base REV\n");
    }
    out.append(judge()).append('\n');
    if (!verdict.reasons().isEmpty()) {
      out.append('\n').append(paint.bad("the change")).append('\n');
      out.append(ReasonsView.text(verdict.reasons(), paint));
    }
    verdict.checks().forEach(check -> check(out, paint, check));
    others()
        .forEach(id ->
            out.append('\n')
                .append(paint.good("counted"))
                .append(" the endorsement")
                .append(signed(id))
                .append('\n'));
    for (var refused : verdict.refused()) {
      out.append('\n')
          .append(paint.heading("refused"))
          .append(' ')
          .append(name(refused.id()))
          .append(", which counts for nothing\n")
          .append(ReasonsView.text(refused.reasons(), paint));
    }
    if (!verdict.isAllowed()) {
      out.append('\n').append(paint.heading("next:")).append(' ').append(next()).append('\n');
    }
    return out.toString();
  }

  /// What the landing rests on besides the results.
  private List<Digest> others() {
    return verdict.attestations().stream()
        .filter(
            id -> verdict.checks().stream().noneMatch(check -> check.attestations().contains(id)))
        .toList();
  }

  private String next() {
    if (verdict.checks().stream().allMatch(CheckVerdict::isProved)) {
      return "do what is said above, and try again";
    }
    if (!verdict.refused().isEmpty()) {
      return "look first at what was refused above: to run a check again with a key that does not"
          + " count helps nothing";
    }
    return named
        ? "run what is missing with --attest FILE, name that file here too, and try again"
        : "run what is missing, and try again";
  }

  private String judge() {
    String free = verdict.isGated() ? "" : "[gate]: whatever is offered lands";
    if (verdict.judgedBy().isEmpty()) {
      return verdict.isGated()
          ? "no policy in " + before + " can judge it, so nothing lands"
          : "no mic.toml in " + before + ", so there is no " + free;
    }
    return "judged by version %d of mic.toml, as it is in %s"
            .formatted(verdict.judgedBy().get().version(), before)
        + (verdict.isGated() ? "" : ", which has no " + free);
  }

  private void check(StringBuilder out, Paint paint, CheckVerdict check) {
    out.append('\n')
        .append(check.isProved() ? paint.good("proved") : paint.bad("not proved"))
        .append(' ')
        .append(paint.heading(Shown.brief(check.name())))
        .append(check.system().map(system -> " on " + Shown.brief(system)).orElse(""))
        .append('\n');
    check
        .attestations()
        .forEach(id -> out.append("        passed").append(signed(id)).append('\n'));
    if (!check.isProved()) {
      out.append(ReasonsView.text(check.reasons(), paint))
          .append("        run: `")
          .append(check.command())
          .append("`\n");
    }
  }

  private String signed(Digest id) {
    byte[] bytes = files.get(name(id));
    if (bytes == null) {
      return "";
    }
    try {
      var claims = Unverified.read(bytes).claims();
      return " by %s, signed at %s, in %s"
          .formatted(Shown.brief(claims.iss()), Seconds.shown(claims.iat()), name(id));
    } catch (Refusal _) {
      throw new IllegalStateException("what counts was read before");
    }
  }

  private String name(Digest id) {
    return names.getOrDefault(id, id.toString());
  }

  Json json() {
    var json =
        Json.object()
            .with("lands", verdict.isAllowed())
            .with("base", side(before, candidate.before().id()))
            .with("result", side(after, candidate.after().id()))
            .with("changed", candidate.changes().size())
            .with("gated", verdict.isGated());
    verdict
        .judgedBy()
        .ifPresent(edition ->
            json.with(
                "policy",
                Json.object()
                    .with("version", edition.version())
                    .with("sha256", edition.sha256().toString())
                    .end()));
    return json.with("reasons", reasons(verdict.reasons()))
        .with("checks", Json.array(verdict.checks(), VerdictView::json))
        .with(
            "refused",
            Json.array(
                verdict.refused(),
                refused ->
                    Json.object()
                        .with("id", refused.id().toString())
                        .with("file", name(refused.id()))
                        .with("reasons", reasons(refused.reasons()))
                        .end()))
        .with("attestations", ids(verdict.attestations()))
        .end();
  }

  private static Json side(String name, Digest tree) {
    return Json.object().with("name", name).with("tree", tree.toString()).end();
  }

  private static Json json(CheckVerdict check) {
    return Json.object()
        .with("name", check.name())
        .with("system", check.system().orElse(""))
        .with("proved", check.isProved())
        .with("source", check.source().toString())
        .with("needed", check.needed())
        .with("distinct", check.distinct())
        .with("signers", Json.array(check.signers(), Json::of))
        .with("attestations", ids(check.attestations()))
        .with("reasons", reasons(check.reasons()))
        .with("command", check.command())
        .end();
  }

  private static Json ids(List<Digest> ids) {
    return Json.array(ids, id -> Json.of(id.toString()));
  }

  private static Json reasons(List<Reason> reasons) {
    return Json.array(reasons, ReasonsView::json);
  }
}
