package dev.micelio.cli.policy;

import dev.micelio.attest.statement.Endorsement;
import dev.micelio.attest.verify.Use;
import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Json;
import dev.micelio.cli.Parameters;
import dev.micelio.cli.Verb;
import dev.micelio.cli.attest.Endorser;
import dev.micelio.cli.git.GitRepository;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.text.Shown;
import dev.micelio.core.tree.TreePath;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.PolicyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;

/// `mic policy endorse`: stands behind a change of the policy, as one of its owners.
public final class PolicyEndorse implements Verb {
  private static final String HEAD = "HEAD";

  @Override
  public void describe(CommandSpec spec) {
    PolicyText.describe(spec);
    Parameters.text(
        spec,
        "--base",
        "OLD",
        "the policy in force: a file or directory; if not given, git's HEAD");
    Endorser.describe(spec);
    spec.usageMessage()
        .description(
            """
            Prints what a changed mic.toml changes, and signs that you stand behind just this
            change: from the digest of the old file to that of the new one. A gate counts it
            when the old file names you as an owner. With the changed file, land what this
            writes.\
            """)
        .footer(
            "mic policy endorse -o ../endorsement.cose",
            "mic policy endorse --why \"ana joins\" --key laptop -o ../endorsement.cose",
            "mic policy endorse --base ../main new.toml -o ../endorsement.cose");
  }

  @Override
  public Answer run(Call call) {
    var changed = PolicyText.named(call);
    var old = old(call, changed);
    var after = changed.policy();
    var before = old.policy();
    requireLandable(changed, before, after, old);
    var changes = PolicyChanges.between(before, after);
    call.say("%s, against %s:%n".formatted(changed.name(), old.name()));
    changes.forEach(each -> call.say("  " + each + "\n"));
    var of = new Endorsement.Of.PolicyChange(Digest.of(changed.bytes()), Digest.of(old.bytes()));
    var signed = Endorser.of(call, before).endorse(of);
    boolean owns = owns(before, signed.principal());
    String next = next(before, signed, owns);
    call.say("endorsed it as %s: %s%n".formatted(Shown.brief(signed.principal()), signed.file()));
    call.say("next: " + next + "\n");
    call.answer(
        signed
            .json()
            .with("new", Digest.of(changed.bytes()).toString())
            .with("old", Digest.of(old.bytes()).toString())
            .with("changes", Json.array(changes, Json::of))
            .with("owner", owns)
            .with("next", next)
            .end());
    return Answer.DONE;
  }

  private static PolicyText old(Call call, PolicyText changed) {
    String named = call.given().matchedOptionValue("--base", "");
    if (!named.isEmpty()) {
      String file =
          Files.isDirectory(call.path(named))
              ? Path.of(named).resolve(PolicyFile.NAME).toString()
              : named;
      return new PolicyText(file, call.input(file, PolicyText.BYTES_MAX));
    }
    var file = call.path(changed.name().equals("-") ? PolicyFile.NAME : changed.name());
    var directory = Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
    return GitRepository.around(call.env(), call.environment(), directory)
        .flatMap(
            git -> git.find(HEAD).flatMap(tree -> git.file(tree, new TreePath(PolicyFile.NAME))))
        .map(bytes -> new PolicyText(HEAD + ":" + PolicyFile.NAME, bytes))
        .orElseThrow(() ->
            new Problem(
                Problem.Kind.INVALID,
                "policy.no-base",
                "nothing says which policy is in force: %s is in no git work tree with a mic.toml in"
                        .formatted(directory)
                    + " HEAD",
                "name the old file, or a directory with it: --base OLD"));
  }

  /// A gate would refuse it whoever endorsed it, so nobody is asked to.
  private static void requireLandable(
      PolicyText changed, Policy before, Policy after, PolicyText old) {
    if (Digest.of(changed.bytes()).equals(Digest.of(old.bytes()))) {
      throw refused(
          "%s is what %s holds: nothing changes".formatted(changed.name(), old.name()),
          "change it first, or name the old one: --base OLD");
    }
    if (!before.project().equals(after.project())) {
      throw refused(
          "%s is of the project %s, and %s of %s"
              .formatted(changed.name(), after.project(), old.name(), before.project()),
          "leave the id as it was: it is part of every signature");
    }
    if (after.version() <= before.version()) {
      throw refused(
          "%s has the version %d, and %s has %d already"
              .formatted(changed.name(), after.version(), old.name(), before.version()),
          "write version = %d".formatted(before.version() + 1));
    }
  }

  private static Problem refused(String what, String next) {
    return new Problem(Problem.Kind.INVALID, "policy.not-landable", what, next);
  }

  private static boolean owns(Policy before, String principal) {
    return before
        .rules()
        .owners()
        .map(owners -> owners.of().contains(principal))
        .orElseGet(() ->
            before.principal(principal).map(each -> each.hasKeyFor(Use.ENDORSE)).orElse(false));
  }

  private static String next(Policy before, Endorser.Signed signed, boolean owns) {
    if (before.gate().isEmpty()) {
      return "land it; the policy in force has no [gate], so nobody has to endorse it";
    }
    String who = Words.owners(before.rules().owners(), before.principals().values());
    if (!owns) {
      return "%s is no owner, so this counts for nothing: ask %s"
          .formatted(Shown.brief(signed.principal()), who);
    }
    return "land it with the endorsement of %s; `mic policy test --endorsement %s` says what is missing"
        .formatted(who, signed.file());
  }
}
