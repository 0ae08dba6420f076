package dev.micelio.cli.policy;

import dev.micelio.attest.key.KeyId;
import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Json;
import dev.micelio.cli.Parameters;
import dev.micelio.cli.Verb;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.text.Shown;
import dev.micelio.gate.edit.PolicyEdit;
import dev.micelio.gate.policy.Policy;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// `mic policy revoke`: takes the word of a key away in mic.toml.
public final class PolicyRevoke implements Verb {
  private static final int BEGINNING_MIN = 8;

  @Override
  public void describe(CommandSpec spec) {
    Parameters.one(
        spec, "KEY", "the id of a key in the file, or 8 or more digits that it begins with");
    Parameters.number(
        spec, "--after", "N", "the last landing before which it was believed; 0 if not given");
    Parameters.text(spec, "--reason", "TEXT", "why, for people");
    EditedFile.describe(spec);
    spec.usageMessage()
        .description(
            """
            Writes into mic.toml that a key counts no more, and raises the version. From the
            landing of this on, whatever the key signed is refused, whenever it did; the key
            stays under its principal, so that it is known whose it was. With --after, the
            landings before that position are taken to have rested on it rightly.\
            """)
        .footer(
            "mic policy revoke 96587a01 --reason \"laptop stolen\"",
            "mic policy revoke 96587a01 --after 184223");
  }

  @Override
  public Answer run(Call call) {
    var file = EditedFile.of(call);
    long after = call.given().matchedOptionValue("--after", 0L);
    if (after < 0) {
      throw usage("--after is " + after, "write the position of a landing, from 0 on");
    }
    String reason = call.given().matchedOptionValue("--reason", "");
    var found = find(file.policy(), call.given().matchedPositionalValue(0, ""));
    var edited =
        PolicyEdit.revoke(file.before().text(), new Policy.Revocation(found.key(), after, reason));
    file.take(
        call,
        edited,
        "revoked the key %s of %s%n".formatted(found.key(), Shown.brief(found.principal())),
        Json.object()
            .with("principal", found.principal())
            .with("key", found.key().toString())
            .with("after", after)
            .with("reason", reason));
    return Answer.DONE;
  }

  private record Found(KeyId key, String principal) {}

  private static Found find(Policy policy, String written) {
    var found =
        policy.principals().values().stream()
            .flatMap(principal ->
                principal.keys().stream().map(key -> new Found(key.key().id(), principal.name())))
            .filter(each -> each.key().toString().startsWith(written))
            .toList();
    if (written.length() < BEGINNING_MIN || found.isEmpty()) {
      throw usage(
          Shown.text(written) + " is the id of no key in the file",
          "write the id, or 8 or more digits that it begins with; `mic policy explain` prints them");
    }
    if (found.size() > 1) {
      throw usage(
          Shown.text(written) + " is how more than one id begins: " + ids(found),
          "write more digits of the one that is meant");
    }
    return found.getFirst();
  }

  private static String ids(List<Found> found) {
    return Words.and(found.stream().map(each -> each.key().toString()).toList());
  }

  private static Problem usage(String what, String next) {
    return new Problem(Problem.Kind.INVALID, "cli.usage", what, next);
  }
}
