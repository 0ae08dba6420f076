package dev.micelio.cli.attest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.attest.cose.Refusal;
import dev.micelio.attest.key.directory.KeyDirectory;
import dev.micelio.attest.sign.TwinSigner;
import dev.micelio.attest.twin.DsseEnvelope;
import dev.micelio.attest.twin.InToto;
import dev.micelio.attest.twin.SigstoreBundle;
import dev.micelio.attest.verify.Unverified;
import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Json;
import dev.micelio.cli.Parameters;
import dev.micelio.cli.Verb;
import dev.micelio.core.problem.Problem;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/// `mic attest export`: an attestation in the forms that other tools read.
public final class AttestExport implements Verb {

  @Override
  public void describe(CommandSpec spec) {
    Given.describe(spec);
    Parameters.required(spec, "--format", "FORMAT", "dsse, sigstore, cose or note");
    Parameters.flag(
        spec, "--provenance", "of the twins, those that say how outputs were built; a line each");
    Written.describe(spec);
    spec.usageMessage()
        .description(
            """
            Prints an attestation in another form. cose is its bytes, and note the line that
            a git note has. dsse and sigstore are its twin: the same results as an in-toto
            statement in a DSSE envelope, or in a Sigstore bundle, which cosign and others
            verify. A twin is signed by the key that signed the attestation, so that key has
            to be one of `mic key list`.\
            """)
        .footer(
            "mic attest export --format sigstore run.cose -o run.sigstore.json",
            "mic attest export --format dsse --provenance run.cose",
            "mic attest export --format note run.cose | git notes add -F - HEAD^{tree}");
  }

  @Override
  public Answer run(Call call) {
    String format = call.given().matchedOptionValue("--format", "");
    var given = Given.one(call);
    var read = read(given);
    boolean isText = !format.equals("cose");
    byte[] bytes =
        switch (format) {
          case "cose" -> given.bytes();
          case "note" ->
              (Given.LINE
                      + Base64.getUrlEncoder().withoutPadding().encodeToString(given.bytes())
                      + "\n")
                  .getBytes(UTF_8);
          case "dsse" -> twins(call, given, read, DsseEnvelope::toJson);
          case "sigstore" ->
              twins(call, given, read, envelope -> new SigstoreBundle(envelope).toJson());
          default ->
              throw new Problem(
                  Problem.Kind.INVALID,
                  "cli.usage",
                  "--format is \"%s\", not one of dsse, sigstore, cose, note".formatted(format),
                  "name one of them: --format dsse");
        };
    String file = Written.to(call, bytes, isText);
    call.answer(
        Json.object()
            .with("id", read.id().toString())
            .with("format", format)
            .with("file", file)
            .with("encoding", isText ? "text" : "base64")
            .with(
                "content",
                isText ? new String(bytes, UTF_8) : Base64.getEncoder().encodeToString(bytes))
            .end());
    return Answer.DONE;
  }

  private static Unverified read(Given given) {
    try {
      return Unverified.read(given.bytes());
    } catch (Refusal e) {
      throw AttestShow.malformed(given, List.of(e.reason()));
    }
  }

  private static byte[] twins(
      Call call, Given given, Unverified read, Function<DsseEnvelope, String> form) {
    String wanted =
        call.given().hasMatchedOption("--provenance") ? InToto.PROVENANCE : InToto.TEST_RESULT;
    var keys = KeyDirectory.of(call.env(), call.environment());
    List<DsseEnvelope> signed;
    var key =
        keys.find(read.headers().key())
            .orElseThrow(() ->
                new Problem(
                    Problem.Kind.DENIED,
                    "attest.not-yours",
                    "the key %s, which signed %s, is none of `mic key list`"
                        .formatted(read.headers().key(), given.name()),
                    "ask the signer to export it, on the machine where the key is"));
    try (var signer = keys.signer(key, call::secret)) {
      signed = new TwinSigner(signer).sign(given.bytes(), wanted);
    }
    if (signed.isEmpty()) {
      throw new Problem(
          Problem.Kind.INVALID,
          "attest.no-twin",
          "%s names no twin of the type %s".formatted(given.name(), wanted),
          "sign the run again: its twins are made with it");
    }
    return signed.stream().map(form).collect(Collectors.joining("\n", "", "\n")).getBytes(UTF_8);
  }
}
