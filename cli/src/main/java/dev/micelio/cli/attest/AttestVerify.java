package dev.micelio.cli.attest;

import dev.micelio.attest.reason.Reason;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.statement.Statement;
import dev.micelio.attest.statement.StatementType;
import dev.micelio.attest.verify.Demand;
import dev.micelio.attest.verify.Seconds;
import dev.micelio.attest.verify.Verdict;
import dev.micelio.attest.verify.Verified;
import dev.micelio.attest.verify.Verifier;
import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Json;
import dev.micelio.cli.Parameters;
import dev.micelio.cli.Verb;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.text.Shown;
import dev.micelio.gate.evidence.Circumstances;
import dev.micelio.gate.evidence.EvidenceRules;
import dev.micelio.gate.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/// `mic attest verify`: whether attestations can be believed under a policy. It asks nobody.
public final class AttestVerify implements Verb {
  private static final long MILLIS = 1000;

  @Override
  public void describe(CommandSpec spec) {
    Parameters.many(spec, "FILE", "attestations, or git notes; - is standard input");
    PolicyAtHand.describe(spec);
    Sources.describe(spec);
    Parameters.number(
        spec, "--at", "SECONDS", "judge as of this time, in seconds since 1970; without it, now");
    StatementTypes.describe(spec);
    spec.usageMessage()
        .description(
            """
            Judges attestations by a policy: form, key, signature, claims, and for a check
            run whether it is what the policy wants. Nobody is asked: no account, no forge
            and no network. With --tree, the results must be about these files, read as
            `mic check` reads them; without it, nothing is said about any files.

            Every reason of a refusal is printed, with a code that docs/gate-codes.md
            explains. The answer is yes when all are accepted. Under --json each file gives
            one line: file, verdict (accept or refuse), codes, reasons.\
            """)
        .footer(
            "mic attest verify run.cose",
            "mic attest verify --policy mic.toml --tree . *.cose",
            "mic attest verify --src unit=sha256:… --at 1767225701 --json run.cose");
  }

  @Override
  public Answer run(Call call) {
    var policy = PolicyAtHand.of(call);
    var type = StatementTypes.of(call);
    var sources = Sources.of(call, policy);
    long at = at(call);
    var demand = demand(policy, sources, at);
    boolean refused = false;
    List<String> files = call.given().matchedPositionalValue(0, List.of());
    var verifier = new Verifier(policy.project(), policy.trustedKeys());
    for (String file : files) {
      for (var given : Given.all(call, file)) {
        var verdict =
            type == StatementType.CHECK_RUN
                ? verifier.checkRun(given.bytes(), at, demand)
                : verifier.verify(type, given.bytes(), at);
        refused |= verdict instanceof Verdict.Refused;
        tell(call, given.name(), verdict, !sources.isEmpty());
      }
    }
    return refused ? Answer.NO : Answer.DONE;
  }

  private static long at(Call call) {
    long at = call.given().matchedOptionValue("--at", call.env().nowMillis() / MILLIS);
    if (at < 0) {
      throw new Problem(
          Problem.Kind.INVALID,
          "cli.usage",
          "--at is " + at + ", a time before 1970",
          "write seconds since 1970");
    }
    return at;
  }

  private static Demand<CheckRun> demand(Policy policy, Map<String, Digest> sources, long at) {
    var circumstances = Circumstances.alone(policy, at);
    return EvidenceRules.of(policy)
        .demand(sources.isEmpty() ? circumstances : circumstances.withSources(sources));
  }

  private static void tell(
      Call call, String name, Verdict<? extends Statement> verdict, boolean isBound) {
    var paint = call.paint();
    switch (verdict) {
      case Verdict.Accepted<? extends Statement>(var verified) -> {
        call.say(paint.good("accept") + "  " + name + "\n");
        if (!call.isQuiet()) {
          call.say("        " + said(verified) + "\n");
          if (!isBound && verified.statement() instanceof CheckRun) {
            call.say(
                paint.faint(
                        "        not bound to files: add --tree DIR to see that it is about yours")
                    + "\n");
          }
        }
        call.answer(accepted(name, verified, isBound));
      }
      case Verdict.Refused<? extends Statement>(var reasons) -> {
        call.say(
            paint.bad("refuse")
                + "  "
                + name
                + (call.isQuiet() ? "  " + ReasonsView.codes(reasons) : "")
                + "\n");
        if (!call.isQuiet()) {
          call.say(ReasonsView.text(reasons, paint));
        }
        call.answer(refused(name, reasons));
      }
    }
  }

  private static String said(Verified<? extends Statement> verified) {
    String signed =
        "%s signed it at %s"
            .formatted(Shown.whole(verified.principal()), Seconds.shown(verified.claims().iat()));
    if (!(verified.statement() instanceof CheckRun run)) {
      return signed;
    }
    var byResult =
        run.checks().stream()
            .collect(
                Collectors.groupingBy(
                    Check::result,
                    TreeMap::new,
                    Collectors.mapping(Check::name, Collectors.joining(", "))));
    var results = new ArrayList<String>();
    byResult.forEach((result, names) -> results.add(result.word() + " " + names));
    return signed + ": " + String.join("; ", results);
  }

  private static Json accepted(
      String name, Verified<? extends Statement> verified, boolean isBound) {
    var fields =
        ReasonsView.into(Json.object().with("file", name).with("verdict", "accept"), List.of())
            .with("id", verified.id().toString())
            .with("type", verified.statement().type().word())
            .with("principal", verified.principal())
            .with("key", verified.key().toString());
    if (verified.statement() instanceof CheckRun run) {
      fields
          .with("bound", isBound)
          .with(
              "checks",
              Json.array(
                  run.checks(),
                  check ->
                      Json.object()
                          .with("name", check.name())
                          .with("system", check.system())
                          .with("result", check.result().word())
                          .with("key", check.key().toString())
                          .with("src", check.src().toString())
                          .end()));
    }
    return fields.end();
  }

  private static Json refused(String name, List<Reason> reasons) {
    return ReasonsView.into(Json.object().with("file", name).with("verdict", "refuse"), reasons)
        .end();
  }
}
