package dev.micelio.cli.key;

import dev.micelio.attest.key.directory.KeyDirectory;
import dev.micelio.attest.key.directory.KeyName;
import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Parameters;
import dev.micelio.cli.Verb;
import picocli.CommandLine.Model.CommandSpec;

/// `mic key new`: makes a key, or takes in an OpenSSH key.
public final class KeyNew implements Verb {

  @Override
  public void describe(CommandSpec spec) {
    Parameters.text(spec, "--name", "NAME", "what to call it; `default` if not given");
    Parameters.text(spec, "--ssh", "FILE", "use this OpenSSH key, whose secret stays where it is");
    PrincipalLines.describe(spec);
    spec.usageMessage()
        .description(
            """
            Makes an Ed25519 key that signs what mic attests, and prints the lines of
            mic.toml that make others trust it. The secret lies in ~/.config/mic/keys
            (or below XDG_CONFIG_HOME), readable by you alone, and is never printed.

            With --ssh nothing is made: the OpenSSH private key FILE is read whenever it is
            to sign, and its passphrase asked for on the terminal; of a FILE that ends in
            .pub the ssh-agent must hold the secret. A key is never written over.

            With -q, the id is all that is printed.\
            """)
        .footer(
            "mic key new",
            "mic key new --name laptop --principal ana --use check,endorse",
            "mic key new --name ssh --ssh ~/.ssh/id_ed25519",
            "mic key new --name agent --ssh ~/.ssh/id_ed25519.pub");
  }

  @Override
  public Answer run(Call call) {
    var lines = PrincipalLines.of(call);
    var directory = KeyDirectory.of(call.env(), call.environment());
    var name = new KeyName(call.given().matchedOptionValue("--name", KeyName.DEFAULT.text()));
    String ssh = call.given().matchedOptionValue("--ssh", "");
    var key =
        call.given().hasMatchedOption("--ssh")
            ? directory.refer(name, call.path(ssh))
            : directory.create(name);
    var report = new KeyReport(key);
    if (call.isQuiet()) {
      call.say(key.publicKey().id() + "\n");
    } else {
      call.say(report.text(call.paint()));
      call.say("\nto be trusted, put this into mic.toml:\n\n" + lines.text(key));
    }
    call.answer(report.fields().with("micToml", lines.text(key)).end());
    return Answer.DONE;
  }
}
