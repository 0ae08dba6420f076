package dev.micelio.cli.key;

import dev.micelio.attest.key.directory.KeyDirectory;
import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Verb;
import picocli.CommandLine.Model.CommandSpec;

/// `mic key show`: all that can be told of a key.
public final class KeyShow implements Verb {

  @Override
  public void describe(CommandSpec spec) {
    NamedKey.describe(spec);
    spec.usageMessage()
        .description(
            """
            Prints the key's id, its public half as OpenSSH writes it, its fingerprint as
            `ssh-keygen -l` prints it, where the secret lies, and whether it has a
            passphrase. A key that can not be used (others may read it, its file is gone)
            is a failure that says what to do.

            With -q, the id is all that is printed.\
            """)
        .footer("mic key show", "mic key show laptop --json", "mic key show -q");
  }

  @Override
  public Answer run(Call call) {
    var directory = KeyDirectory.of(call.env(), call.environment());
    var report = new KeyReport(NamedKey.of(call, directory));
    boolean encrypted = report.isEncrypted(directory);
    if (call.isQuiet()) {
      call.say(report.key().publicKey().id() + "\n");
    } else {
      call.say(report.text(call.paint()));
      if (encrypted) {
        call.say(call.paint().faint("          its passphrase is asked for when it signs") + "\n");
      }
    }
    call.answer(report.fields().with("passphrase", encrypted).end());
    return Answer.DONE;
  }
}
