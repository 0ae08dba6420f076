package dev.micelio.cli.policy;

import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.key.directory.KeyDirectory;
import dev.micelio.attest.key.file.KeyFile;
import dev.micelio.attest.key.file.SshLine;
import dev.micelio.attest.verify.Use;
import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Json;
import dev.micelio.cli.Parameters;
import dev.micelio.cli.Verb;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.text.Shown;
import dev.micelio.gate.edit.NewKey;
import dev.micelio.gate.edit.PolicyEdit;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.Principal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/// `mic policy add-key`: gives a principal a key in mic.toml.
public final class PolicyAddKey implements Verb {
  private static final long DAYS = 365;
  private static final long DAYS_MAX = 3650;
  private static final String RUNNER = "runner:";
  private static final String PUBLIC_FILE = ".pub";

  @Override
  public void describe(CommandSpec spec) {
    Parameters.one(spec, "PRINCIPAL", "whose key it is; one who is not in the file is made");
    Parameters.text(
        spec, "--key", "KEY", "a key of `mic key list` or a .pub file; if not given, `default`");
    Parameters.text(
        spec, "--use", "USES", "what it may sign: check,endorse,decide; check if not given");
    Parameters.number(
        spec, "--days", "N", "it counts for so many days from today; 365 if not given");
    Parameters.text(
        spec, "--until", "DATE", "the first day on which it counts no more, as YYYY-MM-DD");
    Parameters.text(spec, "--kind", "KIND", "of a new principal: human, runner, agent or forge");
    Parameters.text(spec, "--org", "NAME", "of a new principal: the organisation");
    EditedFile.describe(spec);
    spec.usageMessage()
        .description(
            """
            Writes the public half of a key into mic.toml, and raises its version. All else
            of the file stays as it is, comments too. The change takes effect when it lands,
            and with a [gate] its owners must endorse it.\
            """)
        .footer(
            "mic policy add-key pedro --use check,endorse",
            "mic policy add-key runner:ci-a --key ci-a.pub --days 90",
            "mic policy add-key ana --key ana.pub --use endorse --kind human --org acme");
  }

  @Override
  public Answer run(Call call) {
    var file = EditedFile.of(call);
    var key = newKey(call, file.policy());
    var edited = PolicyEdit.addKey(file.before().text(), key);
    file.take(
        call,
        edited,
        "gave %s the key %s: it signs %s, from %s until %s%n"
            .formatted(
                Shown.brief(key.principal()),
                key.key().id(),
                Words.and(key.uses().stream().map(Use::word).toList()),
                key.from(),
                key.until()),
        Json.object()
            .with("principal", key.principal())
            .with("key", key.key().id().toString())
            .with("use", Json.array(key.uses(), use -> Json.of(use.word())))
            .with("from", key.from().toString())
            .with("until", key.until().toString()));
    return Answer.DONE;
  }

  private static NewKey newKey(Call call, Policy policy) {
    String name = call.given().matchedPositionalValue(0, "");
    var there = policy.principal(name);
    var today = Instant.ofEpochMilli(call.env().nowMillis()).atZone(ZoneOffset.UTC).toLocalDate();
    return new NewKey(
        name,
        kind(call, name, there),
        org(call, name, there),
        key(call),
        uses(call.given().matchedOptionValue("--use", Use.CHECK.word())),
        today,
        until(call, today));
  }

  private static Principal.Kind kind(Call call, String name, Optional<Principal> there) {
    String word = call.given().matchedOptionValue("--kind", "");
    if (word.isEmpty()) {
      return there
          .map(Principal::kind)
          .orElse(name.startsWith(RUNNER) ? Principal.Kind.RUNNER : Principal.Kind.HUMAN);
    }
    var kind =
        Arrays.stream(Principal.Kind.values())
            .filter(each -> word(each).equals(word))
            .findFirst()
            .orElseThrow(() ->
                usage("--kind is " + Shown.text(word), "write human, runner, agent or forge"));
    if (there.isPresent() && there.get().kind() != kind) {
      throw usage(
          "%s is of the kind %s already".formatted(Shown.text(name), word(there.get().kind())),
          "leave --kind out, or change it in the file by hand");
    }
    return kind;
  }

  private static String word(Principal.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static Optional<String> org(Call call, String name, Optional<Principal> there) {
    Optional<String> org = Optional.ofNullable(call.given().matchedOptionValue("--org", null));
    if (there.isPresent() && org.isPresent() && !there.get().org().equals(org)) {
      throw usage(
          "%s has %s already"
              .formatted(
                  Shown.text(name),
                  there.get().org().map(each -> "the org " + Shown.text(each)).orElse("no org")),
          "leave --org out, or change it in the file by hand");
    }
    return org;
  }

  private static PublicKey key(Call call) {
    String named = call.given().matchedOptionValue("--key", "");
    if (named.endsWith(PUBLIC_FILE)) {
      return SshLine.read(named, call.input(named, KeyFile.SIZE_BYTES_MAX)).key();
    }
    var keys = KeyDirectory.of(call.env(), call.environment());
    return (named.isEmpty() ? keys.find() : keys.find(named)).publicKey();
  }

  private static List<Use> uses(String written) {
    var uses = new ArrayList<Use>();
    for (String word : written.split(",", -1)) {
      var use = Arrays.stream(Use.values()).filter(each -> each.word().equals(word)).findFirst();
      if (use.isEmpty() || uses.contains(use.get())) {
        throw usage(
            "--use is not a list of "
                + Arrays.stream(Use.values()).map(Use::word).collect(Collectors.joining(", ")),
            "write each that is meant once, with commas between: --use check,endorse");
      }
      uses.add(use.get());
    }
    return uses;
  }

  private static LocalDate until(Call call, LocalDate today) {
    boolean isDate = call.given().hasMatchedOption("--until");
    if (isDate && call.given().hasMatchedOption("--days")) {
      throw usage("--days and --until both say when it ends", "leave out one of them");
    }
    if (!isDate) {
      long days = call.given().matchedOptionValue("--days", DAYS);
      if (days < 1 || days > DAYS_MAX) {
        throw usage("--days is " + days, "write a number from 1 to " + DAYS_MAX);
      }
      return today.plusDays(days);
    }
    String written = call.given().matchedOptionValue("--until", "");
    try {
      var until = LocalDate.parse(written);
      if (until.isAfter(today)) {
        return until;
      }
    } catch (DateTimeException _) {
      // said below
    }
    throw usage(
        "--until is " + Shown.text(written) + ", no day after today",
        "write it as YYYY-MM-DD, such as " + today.plusDays(DAYS));
  }

  private static Problem usage(String what, String next) {
    return new Problem(Problem.Kind.INVALID, "cli.usage", what, next);
  }
}
