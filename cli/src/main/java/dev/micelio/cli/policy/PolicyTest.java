package dev.micelio.cli.policy;

import dev.micelio.cli.Answer;
import dev.micelio.cli.Call;
import dev.micelio.cli.Parameters;
import dev.micelio.cli.Verb;
import dev.micelio.cli.attest.Given;
import dev.micelio.cli.check.KeptAttestations;
import dev.micelio.cli.git.GitRepository;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.tree.Difference;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.NodesInMemory;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import dev.micelio.gate.binding.KnownSources;
import dev.micelio.gate.decision.Candidate;
import dev.micelio.gate.decision.Context;
import dev.micelio.gate.decision.Gate;
import dev.micelio.gate.intake.Intake;
import dev.micelio.gate.intake.Offered;
import dev.micelio.gate.policy.PolicyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import picocli.CommandLine.Model.CommandSpec;

/// `mic policy test`: what the gate would say of a change, before anybody asks it.
public final class PolicyTest implements Verb {
  private static final String HEAD = "HEAD";
  private static final long MILLIS = 1000;
  private static final TreePath POLICY = new TreePath(PolicyFile.NAME);

  @Override
  public void describe(CommandSpec spec) {
    Parameters.any(
        spec, "ATTESTATION", "what proves it; if not given, what `mic check` keeps here");
    Parameters.text(
        spec, "--base", "SIDE", "what it begins at: a directory or a revision; else git's HEAD");
    Parameters.text(spec, "--result", "SIDE", "what it leads to; if not given, the directory here");
    Parameters.text(
        spec, "--session", "ID", "the session that lands, which an endorsement may name");
    Parameters.texts(spec, "--endorsement", "FILE", "an endorsement; may be given again");
    spec.usageMessage()
        .description(
            """
            Judges a change as the gate does: by the mic.toml that it begins at, with the
            same code. Each required check is proved, or told with every reason why it is
            not, what was expected and found, and the command to run. Nobody is asked and
            nothing is written.

            Ends with 0 when the change would land, with 1 when it would not. docs/policy-test.md
            says what --json prints.\
            """)
        .footer(
            "mic policy test",
            "mic policy test --base main --result HEAD proof.cose",
            "mic policy test --endorsement ../endorsement.cose --json");
  }

  @Override
  public Answer run(Call call) {
    var project = project(call);
    var nodes = new NodesInMemory();
    var before = base(call, nodes, project);
    var after = result(call, nodes, project);
    var tree = new Tree(before.tree(), nodes);
    var changes = new ArrayList<Difference>();
    tree.diff(after.tree(), changes::add);
    var candidate =
        new Candidate(
            tree,
            tree.at(after.tree()),
            changes,
            Optional.ofNullable(call.given().matchedOptionValue("--session", null)));
    var files = offered(call, candidate, before, nodes);
    long now = call.env().nowMillis() / MILLIS;
    var verdict =
        new Gate(entry -> read(candidate, before, after, entry))
            .judge(
                candidate,
                files.values().stream().map(bytes -> new Offered(bytes, now)).toList(),
                List.of(),
                new Context(Optional.empty(), now, KnownSources.NONE));
    var view =
        new VerdictView(
            before.name(),
            after.name(),
            candidate,
            verdict,
            files,
            call.given().hasMatchedPositional(0));
    call.say(view.text(call.paint(), call.isQuiet()));
    call.answer(view.json());
    return verdict.isAllowed() ? Answer.DONE : Answer.NO;
  }

  /// The nearest directory, here or above, that had a mic.toml where the change begins: one that
  /// the change brings must not make another project of what is below it. Where none had one, the
  /// nearest that has one now; else this one.
  private static Path project(Call call) {
    var here = call.path("").toAbsolutePath().normalize();
    String base = call.given().matchedOptionValue("--base", HEAD);
    if (!Files.isDirectory(call.path(base))) {
      for (Path at = here; at != null; at = at.getParent()) {
        var git = GitRepository.around(call.env(), call.environment(), at);
        if (git.isEmpty()) {
          break;
        }
        if (git.get().find(base).flatMap(tree -> git.get().file(tree, POLICY)).isPresent()) {
          return at;
        }
      }
    }
    for (Path at = here; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(PolicyFile.NAME))) {
        return at;
      }
    }
    return here;
  }

  private static Side base(Call call, NodesInMemory nodes, Path project) {
    String written = call.given().matchedOptionValue("--base", "");
    if (written.isEmpty()
        && GitRepository.around(call.env(), call.environment(), project)
            .flatMap(git -> git.find(HEAD))
            .isEmpty()) {
      throw new Problem(
          Problem.Kind.INVALID,
          "policy.no-side",
          "nothing says what the change begins at: %s is in no git work tree with a commit"
              .formatted(project),
          "name it: --base DIR, or --base with a revision");
    }
    return Side.of(call, nodes, project, written.isEmpty() ? HEAD : written);
  }

  private static Side result(Call call, NodesInMemory nodes, Path project) {
    String written = call.given().matchedOptionValue("--result", "");
    return written.isEmpty()
        ? Side.directory(call, nodes, project, "the files in " + project)
        : Side.of(call, nodes, project, written);
  }

  /// By the names of their files.
  private static SequencedMap<String, byte[]> offered(
      Call call, Candidate candidate, Side before, NodesInMemory nodes) {
    var files = new LinkedHashMap<String, byte[]>();
    List<String> named = call.given().matchedPositionalValue(0, List.of());
    for (String file : named) {
      Given.all(call, file).forEach(given -> files.put(given.name(), given.bytes()));
    }
    List<String> endorsements = call.given().matchedOptionValue("--endorsement", List.of());
    for (String file : endorsements) {
      Given.all(call, file).forEach(given -> files.put(given.name(), given.bytes()));
    }
    if (named.isEmpty()) {
      kept(call, candidate, before, nodes, Intake.OFFERED_MAX - files.size())
          .forEach(bytes -> files.put("kept:" + Digest.of(bytes).hex(), bytes));
    }
    return files;
  }

  private static List<byte[]> kept(
      Call call, Candidate candidate, Side before, NodesInMemory nodes, int countMax) {
    var entry = candidate.before().get(POLICY);
    return entry.isPresent()
            && entry.get().size() <= PolicyText.BYTES_MAX
            && PolicyFile.read(before.contents().read(entry.get()))
                instanceof PolicyFile.Valid(var policy)
        ? KeptAttestations.of(call, policy, candidate.after(), nodes, countMax)
        : List.of();
  }

  private static byte[] read(Candidate candidate, Side before, Side after, Entry entry) {
    return candidate.before().get(entry.path()).equals(Optional.of(entry))
        ? before.contents().read(entry)
        : after.contents().read(entry);
  }
}
