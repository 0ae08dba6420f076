package dev.micelio.cli.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.attest.key.directory.KeyDirectory;
import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Json;
import dev.micelio.cli.Parameters;
import dev.micelio.cli.Verb;
import java.util.HexFormat;
import picocli.CommandLine.Model.CommandSpec;

/// `mic key export`: the public half of a key, in the forms that others read.
public final class KeyExport implements Verb {

  @Override
  public void describe(CommandSpec spec) {
    NamedKey.describe(spec);
    Parameters.required(spec, "--format", "FORMAT", "raw, pem, ssh, cose or mic-toml");
    Parameters.text(spec, "-o", "FILE", "write to a new file; one that is there is left alone");
    PrincipalLines.describe(spec);
    spec.usageMessage()
        .description(
            """
            Prints the public half of a key; the secret one never leaves. raw is its 32
            bytes and cose its COSE form, whose SHA-256 is the key id: both are bytes in a
            file and in a pipe, and hexadecimal digits on a terminal and under --json. pem
            is what OpenSSL reads, ssh a line for OpenSSH, and mic-toml the lines by which
            a policy trusts the key, for a year from today.\
            """)
        .footer(
            "mic key export --format ssh",
            "mic key export laptop --format pem -o laptop.pem",
            "mic key export --format mic-toml --principal runner:ci-a --use check",
            "mic key export --format cose | sha256sum");
  }

  @Override
  public Answer run(Call call) {
    var format = ExportFormat.of(call.given().matchedOptionValue("--format", ""));
    var lines = PrincipalLines.of(call);
    var key = NamedKey.of(call, KeyDirectory.of(call.env(), call.environment()));
    byte[] bytes = format.of(key, lines);
    String text =
        format.isBinary() ? HexFormat.of().formatHex(bytes) + "\n" : new String(bytes, UTF_8);
    var json =
        Json.object()
            .with("name", key.name().text())
            .with("id", key.publicKey().id().toString())
            .with("format", format.word());
    if (call.given().hasMatchedOption("-o")) {
      String file = call.given().matchedOptionValue("-o", "");
      call.create(file, bytes);
      json.with("file", file);
    } else if (format.isBinary() && !call.outIsTerminal()) {
      call.bytes(bytes);
    } else {
      call.say(text);
    }
    call.answer(
        json.with("encoding", format.isBinary() ? "hex" : "text")
            .with("content", format.isBinary() ? text.strip() : text)
            .end());
    return Answer.DONE;
  }
}
