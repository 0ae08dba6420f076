package dev.micelio.cli.attest;

import dev.micelio.attest.cose.Refusal;
import dev.micelio.attest.reason.Reason;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.statement.Statement;
import dev.micelio.attest.verify.Seconds;
import dev.micelio.attest.verify.Unverified;
import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Json;
import dev.micelio.cli.Paint;
import dev.micelio.cli.Parameters;
import dev.micelio.cli.Verb;
import dev.micelio.core.cbor.CborDiagnostic;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.text.Shown;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// `mic attest show`: what an attestation says, believed or not.
public final class AttestShow implements Verb {

  @Override
  public void describe(CommandSpec spec) {
    Given.describe(spec);
    Parameters.flag(
        spec, "--diag", "its statement in CBOR's diagnostic notation, which sign reads");
    spec.usageMessage()
        .description(
            """
            Prints what an attestation says: who signed it and when, and what came out of
            the checks. Nothing of it is verified: `mic attest verify` does that.\
            """)
        .footer(
            "mic attest show run.cose",
            "mic attest show --json run.cose",
            "mic attest show --diag run.cose > run.diag",
            "git notes --ref mic-attestations show HEAD^{tree} | mic attest show -");
  }

  @Override
  public Answer run(Call call) {
    var given = Given.one(call);
    try {
      var read = Unverified.read(given.bytes());
      if (call.given().hasMatchedOption("--diag")) {
        diagnostic(call, read);
      } else {
        statement(call, given, read);
      }
      return Answer.DONE;
    } catch (Refusal e) {
      throw malformed(given, List.of(e.reason()));
    }
  }

  private static void diagnostic(Call call, Unverified read) {
    call.say(CborDiagnostic.indented(read.payload()) + "\n");
    call.answer(
        Json.object()
            .with("id", read.id().toString())
            .with("diagnostic", CborDiagnostic.oneLine(read.payload()))
            .end());
  }

  private static void statement(Call call, Given given, Unverified read) {
    var reasons = new Reasons();
    var statement = Statement.read(read.headers().type(), read.payload(), reasons);
    if (!reasons.isEmpty()) {
      throw malformed(given, reasons.list());
    }
    call.say(text(read, statement, call.paint()));
    call.answer(json(read));
  }

  static Problem malformed(Given given, List<Reason> reasons) {
    return new Problem(
        Problem.Kind.INVALID,
        "attest.malformed",
        "%s is no attestation: %s".formatted(given.name(), reasons.getFirst())
            + (reasons.size() > 1 ? ", and %d reasons more".formatted(reasons.size() - 1) : ""),
        reasons.getFirst().code().next());
  }

  private static String text(Unverified read, Statement statement, Paint paint) {
    var claims = read.claims();
    return "%s %s of %s%s%n%s"
            .formatted(
                paint.faint("%-9s".formatted("says")),
                paint.heading(read.headers().type().word()),
                paint.heading(Shown.whole(claims.iss())),
                paint.faint(", not verified"),
                StatementView.of(statement, paint))
        + StatementView.row(
            paint,
            "signed",
            "%s, counts until %s"
                .formatted(Seconds.shown(claims.iat()), Seconds.shown(claims.exp())))
        + StatementView.row(paint, "key", read.headers().key().toString())
        + StatementView.row(paint, "id", read.id().toString());
  }

  private static Json json(Unverified read) {
    var claims = read.claims();
    return Json.object()
        .with("id", read.id().toString())
        .with("type", read.headers().type().word())
        .with("key", read.headers().key().toString())
        .with(
            "claims",
            Json.object()
                .with("iss", claims.iss())
                .with("sub", claims.sub())
                .with("aud", claims.aud())
                .with("exp", claims.exp())
                .with("iat", claims.iat())
                .with("cti", claims.cti())
                .end())
        .with("statement", CborJson.of(read.payload()))
        .with("verified", false)
        .end();
  }
}
