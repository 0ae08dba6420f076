package dev.micelio.cli.attest;

import dev.micelio.attest.statement.Endorsement;
import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Parameters;
import dev.micelio.cli.Verb;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.text.Shown;
import picocli.CommandLine.Model.CommandSpec;

/// `mic attest endorse result`: stands behind the pass of one question.
public final class EndorseResult implements Verb {

  @Override
  public void describe(CommandSpec spec) {
    Parameters.one(
        spec, "CHECK-KEY", "the check key of the result, as `mic attest show` prints it");
    Endorser.describe(spec);
    PolicyAtHand.describe(spec);
    spec.usageMessage()
        .description(
            """
            Signs that you stand behind the pass of one check on one set of files, by its
            check key: after many failing runs, or against another's word. A gate counts it
            when the policy says that you are a person.\
            """)
        .footer("mic attest endorse result sha256:… --why \"the network was down\" -o yes.cose");
  }

  @Override
  public Answer run(Call call) {
    var key = Digest.parse(call.given().matchedPositionalValue(0, ""));
    var signed = Endorser.of(call, PolicyAtHand.of(call)).endorse(new Endorsement.Of.Result(key));
    call.say(
        "endorsed the results of %s as %s: %s%n"
            .formatted(key, Shown.brief(signed.principal()), signed.file()));
    call.answer(signed.json().with("check", key.toString()).end());
    return Answer.DONE;
  }
}
