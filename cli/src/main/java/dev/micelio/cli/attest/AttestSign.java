package dev.micelio.cli.attest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.attest.cose.Envelope;
import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.key.directory.KeyDirectory;
import dev.micelio.attest.reason.Reason;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.sign.Attestor;
import dev.micelio.attest.statement.Statement;
import dev.micelio.attest.verify.TrustedKey;
import dev.micelio.attest.verify.Use;
import dev.micelio.attest.verify.Verdict;
import dev.micelio.attest.verify.Verifier;
import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Json;
import dev.micelio.cli.Parameters;
import dev.micelio.cli.Verb;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.cbor.CborDiagnostic;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `mic attest sign`: signs a statement that something else than `mic check` made.
public final class AttestSign implements Verb {
  private static final int TEXT_BYTES_MAX = 8 * Envelope.SIZE_BYTES_MAX;
  private static final int CBOR_MAP = 5;
  private static final long DAYS = 30;
  private static final long MILLIS = 1000;

  @Override
  public void describe(CommandSpec spec) {
    Parameters.one(spec, "FILE", "a statement; - is standard input");
    Parameters.text(spec, "--key", "NAME", "sign with this key of `mic key list`");
    Parameters.text(
        spec,
        "--principal",
        "NAME",
        "sign as this principal; without it, as whom mic.toml gives the key");
    StatementTypes.describe(spec);
    Parameters.number(spec, "--days", "N", "it counts for so many days, 1 to 90; without it, 30");
    PolicyAtHand.describe(spec);
    Written.describe(spec);
    spec.usageMessage()
        .description(
            """
            Signs a statement and prints the attestation. The statement is canonical CBOR or
            its diagnostic notation, as `mic attest show --diag` prints it: so that other
            runners than `mic check` can say what they ran. Twins are made anew. What does
            not agree with itself is not signed.\
            """)
        .footer(
            "mic attest sign run.diag -o run.cose",
            "mic attest show --diag old.cose | mic attest sign - --days 7 > new.cose",
            "mic attest sign --type endorse --key laptop policy.diag -o policy.cose");
  }

  @Override
  public Answer run(Call call) {
    var statement = statement(call);
    var keys = KeyDirectory.of(call.env(), call.environment());
    String name = call.given().matchedOptionValue("--key", "");
    var key = name.isEmpty() ? keys.find() : keys.find(name);
    String principal = principal(call, key.publicKey());
    var life = Duration.ofDays(call.given().matchedOptionValue("--days", DAYS));
    byte[] attestation;
    try (var signer = keys.signer(key, call::secret)) {
      attestation = new Attestor(call.env(), signer, principal, life).attest(statement);
    }
    requireSound(call, statement, key.publicKey(), principal, attestation);
    String file = Written.to(call, attestation, false);
    call.answer(
        Json.object()
            .with("id", Digest.of(attestation).toString())
            .with("type", statement.type().word())
            .with("principal", principal)
            .with("key", key.publicKey().id().toString())
            .with("file", file)
            .end());
    return Answer.DONE;
  }

  private static Statement statement(Call call) {
    String file = call.given().matchedPositionalValue(0, "");
    byte[] content = call.input(file, TEXT_BYTES_MAX);
    boolean isCbor = content.length > 0 && (content[0] & 0xff) >> 5 == CBOR_MAP;
    var value =
        isCbor
            ? Cbor.decode(file, content, Envelope.LIMITS)
            : CborDiagnostic.parse(file, new String(content, UTF_8), Envelope.LIMITS);
    var reasons = new Reasons();
    var statement = Statement.read(StatementTypes.of(call), value, reasons);
    if (!reasons.isEmpty()) {
      throw unsound(file, reasons.list());
    }
    return statement;
  }

  /// Whoever trusts this key accepts it, or it does not leave.
  private static void requireSound(
      Call call, Statement statement, PublicKey key, String principal, byte[] attestation) {
    var trusted =
        new TrustedKey(key, principal, EnumSet.allOf(Use.class), 0, Long.MAX_VALUE, false);
    var verifier = new Verifier(statement.project(), _ -> Optional.of(trusted));
    var verdict = verifier.verify(statement.type(), attestation, call.env().nowMillis() / MILLIS);
    if (verdict instanceof Verdict.Refused<? extends Statement>(var reasons)) {
      throw unsound("the statement", reasons);
    }
  }

  private static Problem unsound(String file, List<Reason> reasons) {
    return new Problem(
        Problem.Kind.INVALID,
        "attest.unsound",
        "%s can not be signed: %s".formatted(file, reasons.getFirst()),
        reasons.getFirst().code().next());
  }

  private static String principal(Call call, PublicKey key) {
    String named = call.given().matchedOptionValue("--principal", "");
    if (!named.isEmpty()) {
      return named;
    }
    return PolicyAtHand.find(call)
        .flatMap(policy -> policy.trustedKeys().find(key.id()))
        .map(trusted -> trusted.principal())
        .orElseThrow(() ->
            new Problem(
                Problem.Kind.INVALID,
                "cli.no-principal",
                "no mic.toml here or above says whose key %s is".formatted(key.id()),
                "name the principal: --principal NAME, or add the key to mic.toml"));
  }
}
