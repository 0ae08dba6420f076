package dev.micelio.cli.attest;

import dev.micelio.attest.key.directory.KeyDirectory;
import dev.micelio.attest.key.directory.StoredKey;
import dev.micelio.attest.sign.Attestor;
import dev.micelio.attest.statement.Endorsement;
import dev.micelio.attest.verify.TrustedKey;
import dev.micelio.attest.verify.Use;
import dev.micelio.cli.Call;
import dev.micelio.cli.Json;
import dev.micelio.cli.Parameters;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.text.Shown;
import dev.micelio.gate.policy.Policy;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;

/// Whoever runs mic, as one who endorses: a key of theirs that the policy trusts for it.
public final class Endorser {
  private static final Duration LIFE = Duration.ofDays(30);
  private static final int WHY_CHARACTERS_MAX = 1000;
  private static final long MILLIS = 1000;

  private final Call call;
  private final Policy policy;
  private final KeyDirectory keys;
  private final StoredKey key;
  private final String principal;

  private Endorser(Call call, Policy policy, KeyDirectory keys, StoredKey key, String principal) {
    this.call = call;
    this.policy = policy;
    this.keys = keys;
    this.key = key;
    this.principal = principal;
  }

  public static void describe(CommandSpec spec) {
    Parameters.text(spec, "--key", "NAME", "sign with this key of `mic key list`");
    Parameters.text(spec, "--why", "TEXT", "why you stand behind it, for people");
    Parameters.required(spec, "-o", "OUT", "write the endorsement to this new file");
  }

  /// By the policy that it will be judged by.
  public static Endorser of(Call call, Policy policy) {
    var keys = KeyDirectory.of(call.env(), call.environment());
    String named = call.given().matchedOptionValue("--key", "");
    var key = named.isEmpty() ? keys.find() : keys.find(named);
    var trusted =
        policy
            .trustedKeys()
            .find(key.publicKey().id())
            .orElseThrow(() ->
                notTrusted(
                    "the policy in force does not name your key \"%s\", %s"
                        .formatted(key.name(), key.publicKey().id()),
                    "ask an owner, or sign with a key that it names: --key NAME"));
    requireFit(call, key, trusted);
    return new Endorser(call, policy, keys, key, trusted.principal());
  }

  private static void requireFit(Call call, StoredKey key, TrustedKey trusted) {
    long now = call.env().nowMillis() / MILLIS;
    String mine =
        "your key \"%s\", of %s in the policy in force,"
            .formatted(key.name(), Shown.text(trusted.principal()));
    if (trusted.revoked()) {
      throw notTrusted(mine + " is revoked", "sign with another one: --key NAME");
    }
    if (!trusted.uses().contains(Use.ENDORSE)) {
      throw notTrusted(
          mine + " may not sign endorsements",
          "sign with a key whose use is \"endorse\": --key NAME");
    }
    if (now < trusted.fromSeconds() || now >= trusted.untilSeconds()) {
      throw notTrusted(mine + " does not count today", "sign with another one: --key NAME");
    }
  }

  private static Problem notTrusted(String what, String next) {
    return new Problem(Problem.Kind.DENIED, "attest.not-trusted", what, next);
  }

  /// What was written.
  public record Signed(Digest id, String principal, String key, String file) {
    public Json.Fields json() {
      return Json.object()
          .with("id", id.toString())
          .with("principal", principal)
          .with("key", key)
          .with("file", file);
    }
  }

  public Signed endorse(Endorsement.Of of) {
    String why = call.given().matchedOptionValue("--why", "");
    if (why.length() > WHY_CHARACTERS_MAX) {
      throw new Problem(
          Problem.Kind.INVALID,
          "cli.usage",
          "--why has %d characters".formatted(why.length()),
          "write at most " + WHY_CHARACTERS_MAX);
    }
    String file = call.given().matchedOptionValue("-o", "");
    call.requirePlace(file);
    byte[] attestation;
    try (var signer = keys.signer(key, call::secret)) {
      attestation =
          new Attestor(call.env(), signer, principal, LIFE)
              .attest(new Endorsement(policy.project(), of, why));
    }
    call.create(file, attestation);
    return new Signed(Digest.of(attestation), principal, key.publicKey().id().toString(), file);
  }
}
