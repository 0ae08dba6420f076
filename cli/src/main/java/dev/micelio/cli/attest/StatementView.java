package dev.micelio.cli.attest;

import dev.micelio.attest.statement.Action;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.statement.Decision;
import dev.micelio.attest.statement.Endorsement;
import dev.micelio.attest.statement.Revocation;
import dev.micelio.attest.statement.Statement;
import dev.micelio.cli.Paint;
import dev.micelio.core.text.Shown;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A statement for people. All of it was written by a stranger, and is shown so that a terminal
/// obeys nothing in it.
final class StatementView {
  private static final double MILLIS = 1000.0;

  private final StringBuilder out = new StringBuilder();
  private final Paint paint;

  private StatementView(Paint paint) {
    this.paint = paint;
  }

  static String of(Statement statement, Paint paint) {
    var view = new StatementView(paint);
    view.line("project", statement.project().toString());
    switch (statement) {
      case CheckRun run -> view.run(run);
      case Endorsement endorsement -> view.endorsement(endorsement);
      case Revocation revocation -> view.revocation(revocation);
      case Decision decision -> view.decision(decision);
    }
    return view.out.toString();
  }

  private void line(String label, String text) {
    out.append(row(paint, label, text));
  }

  static String row(Paint paint, String label, String text) {
    return paint.faint("%-9s ".formatted(label)) + text + "\n";
  }

  private static String clean(String text) {
    return Shown.whole(text);
  }

  private static String joined(List<String> texts) {
    return texts.stream().map(Shown::whole).collect(Collectors.joining(" "));
  }

  private void run(CheckRun run) {
    line(
        "tree",
        run.tree().sha256() + run.tree().gitSha1().map(git -> ", git tree " + git).orElse(""));
    line("base", "position " + run.base().position() + ", " + run.base().sha256());
    var agent = run.session().agent();
    line(
        "session",
        "%s by %s with %s %s %s%s"
            .formatted(
                run.session().id().orElse("none"),
                clean(run.session().principal()),
                clean(agent.kind()),
                clean(agent.name()),
                clean(agent.version()),
                agent.model().map(model -> ", " + clean(model)).orElse("")));
    machine(run.machine());
    run.checks().forEach(this::check);
    for (var twin : run.twins()) {
      line("twin", clean(twin.type()) + " " + twin.sha256());
    }
  }

  private void machine(CheckRun.Machine machine) {
    line(
        "machine",
        "%s, %s, %s, isolation from the agent: %s"
            .formatted(
                clean(machine.system()),
                clean(machine.os()),
                clean(machine.runner()),
                clean(machine.isolation())));
    machine
        .nix()
        .ifPresent(nix ->
            line(
                "nix",
                "%s %s, sandbox %s%s, evaluation %s%s"
                    .formatted(
                        clean(nix.impl()),
                        clean(nix.version()),
                        clean(nix.sandbox()),
                        nix.fallback() ? " with fallback" : "",
                        nix.pureEval() ? "pure" : "impure",
                        nix.ifd() ? " with builds" : "")));
  }

  private void check(Check check) {
    String result = check.result().word();
    out.append(
            check.result() == Check.Result.PASS
                ? paint.good("%-9s ".formatted(result))
                : paint.bad("%-9s ".formatted(result)))
        .append(paint.heading(clean(check.name())))
        .append(
            String.format(
                Locale.ROOT,
                " on %s, exit %d, %.1f s, attempt %d, log of %d bytes",
                clean(check.system()),
                check.exit(),
                (check.finished() - check.started()) / MILLIS,
                check.attempt(),
                check.log().size()))
        .append('\n');
    switch (check.action()) {
      case Action.Nix nix -> {
        line("", "built " + joined(nix.attr()) + " (" + clean(nix.mode()) + ")");
        line("", clean(nix.drv()));
        for (var output : nix.outputs()) {
          line("", clean(output.path()) + ", " + output.narSize() + " bytes");
        }
      }
      case Action.Run run -> {
        line(
            "",
            "ran "
                + joined(run.argv())
                + " (isolation "
                + clean(run.isolation())
                + (run.network() ? ", with a network)" : ")"));
        for (var tool : run.tools()) {
          line("", "with " + clean(tool.path()) + " " + clean(tool.version()));
        }
      }
    }
    line("", "reads " + joined(check.inputs()) + ", which were " + check.src());
    line("", "key " + check.key());
  }

  private void endorsement(Endorsement endorsement) {
    switch (endorsement.of()) {
      case Endorsement.Of.PolicyChange(var changed, var old) -> {
        line("endorses", "the policy " + changed);
        line("", "in the place of " + old);
      }
      case Endorsement.Of.Landing(var session, var tree) -> {
        line("endorses", "the landing of the session " + session);
        line("", "as the tree " + tree);
      }
      case Endorsement.Of.Result(var key) -> line("endorses", "the results of the check " + key);
    }
    line("why", clean(endorsement.why()));
  }

  private void revocation(Revocation revocation) {
    line("revokes", "the key " + revocation.key());
    line("after", "position " + revocation.after());
    line("why", clean(revocation.reason()));
  }

  private void decision(Decision decision) {
    line("verdict", decision.allowed() ? paint.good("allow") : paint.bad("deny"));
    line("session", decision.session());
    line("base", "position " + decision.base().position() + ", " + decision.base().sha256());
    line("tree", decision.tree().toString());
    line("policy", "version " + decision.policy().version() + ", " + decision.policy().sha256());
    decision.attestations().forEach(id -> line("evidence", id.toString()));
    decision.reasons().forEach(why -> line("reason", clean(why.code()) + " " + clean(why.about())));
  }
}
