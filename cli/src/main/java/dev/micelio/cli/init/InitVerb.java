package dev.micelio.cli.init;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.attest.definition.CheckDefinition;
import dev.micelio.attest.key.directory.KeyDirectory;
import dev.micelio.attest.key.directory.KeyName;
import dev.micelio.attest.key.directory.StoredKey;
import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Counts;
import dev.micelio.cli.Json;
import dev.micelio.cli.Parameters;
import dev.micelio.cli.Verb;
import dev.micelio.cli.check.ThisMachine;
import dev.micelio.cli.key.PrincipalLines;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.project.ProjectId;
import dev.micelio.core.text.Shown;
import dev.micelio.gate.policy.PolicyFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `mic init`: writes the first mic.toml of a project, from what is there.
public final class InitVerb implements Verb {
  private static final String FLAKE = "flake.nix";
  private static final String NOBODY = "me";

  private final FlakeChecks flake;

  public InitVerb(FlakeChecks flake) {
    this.flake = flake;
  }

  @Override
  public void describe(CommandSpec spec) {
    Parameters.text(
        spec, "--principal", "NAME", "what to call you in mic.toml; your user name if not given");
    Parameters.text(spec, "--key", "NAME", "your key; if not given, `default` or the only key");
    spec.usageMessage()
        .description(
            """
            Writes mic.toml into this directory: a new project id, checks that its files
            suggest (flake.nix, package.json, Makefile, pom.xml, pyproject.toml,
            Cargo.toml, go.mod), each with the reason, and your key as one that counts. A
            key is made if you have none. Nothing of the project is run. A mic.toml that
            is there is left alone.\
            """)
        .footer("mic init", "mic init --principal ana", "mic -C project init --json");
  }

  /// What there is to write, and what was found out on the way.
  private record Found(List<Guess> checks, boolean flakeIsUnread) {}

  @Override
  public Answer run(Call call) {
    var directory = call.path("").toAbsolutePath().normalize();
    var file = directory.resolve(PolicyFile.NAME);
    requireNew(file);
    String principal = principal(call);
    var found = find(call, directory);
    var keys = KeyDirectory.of(call.env(), call.environment());
    boolean makesKey = !call.given().hasMatchedOption("--key") && keys.list().isEmpty();
    var key = makesKey ? keys.create(KeyName.DEFAULT) : key(call, keys);
    var project = ProjectId.next(call.env());
    var lines = PrincipalLines.ofFounder(call, principal).text(key);
    var text = new MicToml(project, found.checks(), found.flakeIsUnread(), principal, lines).text();
    call.create(file.toString(), text.getBytes(UTF_8));
    call.say(said(file, project, found));
    call.say(
        makesKey
            ? "made the key \"%s\" in %s, and wrote its public half as %s\n"
                .formatted(key.name(), keys.path(), principal)
            : "wrote the public half of your key \"%s\" as %s\n".formatted(key.name(), principal));
    call.say(next(found));
    call.answer(json(file, project, found, key, makesKey, principal));
    return Answer.DONE;
  }

  private static void requireNew(Path file) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new Problem(
          Problem.Kind.INVALID,
          "init.exists",
          "there is a " + file + " already, and it is left alone",
          "add to it; `mic check --list` says what it holds");
    }
  }

  private static StoredKey key(Call call, KeyDirectory keys) {
    return call.given().hasMatchedOption("--key")
        ? keys.find(call.given().<String>matchedOptionValue("--key", ""))
        : keys.find();
  }

  private static String principal(Call call) {
    if (call.given().hasMatchedOption("--principal")) {
      String named = call.given().matchedOptionValue("--principal", "");
      if (!PrincipalLines.isPrincipal(named)) {
        throw new Problem(
            Problem.Kind.INVALID,
            "cli.usage",
            "--principal is no name of a principal",
            "write letters, digits and . _ : @ / + -, at most 128: --principal ana");
      }
      return named;
    }
    String user = call.environment().getOrDefault("USER", NOBODY);
    return PrincipalLines.isPrincipal(user) ? user : NOBODY;
  }

  private Found find(Call call, Path directory) {
    var files = new ProjectFiles(directory);
    var guesses = new ArrayList<Guess>();
    Optional<List<String>> flakeNames =
        files.has(FLAKE)
            ? flake.names(call, directory, ThisMachine.system())
            : Optional.of(List.of());
    flakeNames.ifPresent(names -> guesses.addAll(FlakeGuesses.of(names, ThisMachine.system())));
    for (var finder : Finders.ALL) {
      guesses.addAll(finder.find(files));
    }
    return new Found(named(guesses), flakeNames.isEmpty());
  }

  /// Each under a name of its own: the second `test` is `cargo-test`.
  private static List<Guess> named(List<Guess> guesses) {
    var names = new HashSet<String>();
    var named = new ArrayList<Guess>();
    for (var guess : guesses) {
      var free =
          names.add(guess.name())
              ? Optional.of(guess)
              : Optional.of(guess.called(guess.kind() + "-" + guess.name()))
                  .filter(other -> names.add(other.name()));
      free.filter(_ -> named.size() < CheckDefinition.COUNT_MAX).ifPresent(named::add);
    }
    return named;
  }

  private static String said(Path file, ProjectId project, Found found) {
    var out =
        new StringBuilder(
            "wrote %s: project %s, %s\n"
                .formatted(file, project, Counts.of(found.checks().size(), "check")));
    int width = found.checks().stream().mapToInt(check -> check.name().length()).max().orElse(0);
    for (var check : found.checks()) {
      out.append("  ")
          .append(check.name())
          .repeat(' ', width - check.name().length() + 2)
          .append(Shown.brief(check.action().text()))
          .append(", because of ")
          .append(check.from())
          .append('\n');
    }
    return out.toString();
  }

  private static String next(Found found) {
    if (found.flakeIsUnread()) {
      return "next: mic.toml has the place where the checks of the flake belong, which could not be"
          + " named without Nix; then run `mic check`\n";
    }
    return found.checks().isEmpty()
        ? "next: write your first check into mic.toml, which has an example, then run `mic check`\n"
        : "next: look through mic.toml, then run `mic check`\n";
  }

  private static Json json(
      Path file, ProjectId project, Found found, StoredKey key, boolean made, String principal) {
    return Json.object()
        .with("file", file.toString())
        .with("project", project.toString())
        .with(
            "checks",
            Json.array(
                found.checks(),
                check ->
                    Json.object()
                        .with("name", check.name())
                        .with("from", check.from())
                        .with("action", check.action().text())
                        .end()))
        .with("flakeIsUnread", found.flakeIsUnread())
        .with("key", key.name().text())
        .with("keyId", key.publicKey().id().toString())
        .with("keyMade", made)
        .with("principal", principal)
        .end();
  }
}
