package dev.micelio.checks.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.definition.AttributePath;
import dev.micelio.attest.definition.CheckDefinition;
import dev.micelio.attest.key.OpenSigner;
import dev.micelio.attest.key.PublicKey;
import dev.micelio.attest.key.SecretKey;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.checks.command.CommandRuns;
import dev.micelio.checks.command.Isolation;
import dev.micelio.checks.command.Tools;
import dev.micelio.checks.event.Event;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.checks.plan.Planner;
import dev.micelio.checks.process.Cancellation;
import dev.micelio.checks.process.Processes;
import dev.micelio.checks.result.LocalResults;
import dev.micelio.checks.source.WorkTreeContents;
import dev.micelio.checks.source.Workspaces;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.pattern.Patterns;
import dev.micelio.core.project.ProjectId;
import dev.micelio.core.snapshot.DirectoryReader;
import dev.micelio.core.snapshot.Scope;
import dev.micelio.core.snapshot.Watcher;
import dev.micelio.core.tree.NodesInMemory;
import dev.micelio.core.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Runs of commands, with everything real but the forge.
@Timeout(120)
final class RunInvariantsTest {
  private static final String SYSTEM = "x86_64-linux";
  private static final String ME = "me";

  @TempDir Path temporary;
  private final MachineEnv env = new MachineEnv();
  private final ProjectId project = ProjectId.next(env);
  private final SecretKey key = SecretKey.generate(env);
  private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
  private final Processes processes = new Processes(env);
  private Path directory;
  private Path home;

  @BeforeEach
  void makeAProject() throws IOException {
    directory = Files.createDirectories(temporary.resolve("project"));
    home = temporary.resolve("cache");
    Files.writeString(directory.resolve("a.txt"), "a\n");
  }

  private static CheckDefinition check(String name, String... run) {
    return new CheckDefinition(
        name,
        Patterns.of(List.of("**")),
        List.of(),
        Duration.ofSeconds(60),
        new CheckDefinition.Command(List.of(run), List.of(), List.of(), false));
  }

  private static final RunOptions USUAL = new RunOptions(false, false, true, 2);

  private CheckRunner.Report run(CheckDefinition... checks) {
    return run(USUAL, key, new Cancellation(), _ -> {}, checks);
  }

  private CheckRunner.Report run(
      RunOptions options,
      SecretKey signer,
      Cancellation cancellation,
      Consumer<Event> also,
      CheckDefinition... checks) {
    var nodes = new NodesInMemory();
    var snapshot = new DirectoryReader(env, Scope.all(directory), Watcher.NOBODY).read(nodes);
    var tools = Tools.of(env, System.getenv(), processes);
    var plan =
        new Planner(SYSTEM, System.getenv(), tools)
            .plan(List.of(checks), new Tree(snapshot.id(), nodes), nodes);
    var workspaces = new Workspaces(env, home.resolve("run"));
    var workshop =
        new Workshop(
            env,
            new CheckedFiles(snapshot.id(), nodes, new WorkTreeContents(directory)),
            workspaces,
            () ->
                new CommandRuns(
                    env,
                    processes,
                    Isolation.find(env, System.getenv(), processes),
                    workspaces,
                    tools),
            Optional::empty);
    var evidence =
        new Evidence(
            env,
            LocalResults.open(env, home),
            List.of(),
            new KeyTrust(env, project, ME, key.publicKey()));
    try (var notary = notary(snapshot.id(), signer)) {
      return new CheckRunner(env, project, evidence, workshop, notary, options)
          .run(
              plan,
              event -> {
                events.add(event);
                also.accept(event);
              },
              cancellation);
    }
  }

  private RunNotary notary(Digest tree, SecretKey signer) {
    var about =
        new RunNotary.About(
            project,
            new CheckRun.TreeIds(tree, Optional.empty()),
            new CheckRun.Base(tree, 0),
            new CheckRun.Agent("", "", "", Optional.empty()),
            new CheckRun.Machine(SYSTEM, "test", "mic test", tree, "same-user", Optional.empty()),
            Optional::empty);
    return new RunNotary(
        env,
        () -> new RunNotary.Identity(ME, "test", () -> Unclosed.of(signer)),
        about,
        Duration.ofDays(1));
  }

  /// A key that several runs use.
  private record Unclosed(SecretKey key) implements OpenSigner {
    static OpenSigner of(SecretKey key) {
      return new Unclosed(key);
    }

    @Override
    public PublicKey publicKey() {
      return key.publicKey();
    }

    @Override
    public byte[] sign(byte[] message) {
      return key.sign(message);
    }

    @Override
    public void close() {}
  }

  private static List<String> told(CheckRunner.Report report) {
    return report.summary().checks().stream()
        .map(answer ->
            answer.id().name() + " " + answer.outcome().word() + (answer.ran() ? " ran" : ""))
        .toList();
  }

  @Test
  void invariant1_onlyAProofOrARunOfNowMakesACheckPassed() throws IOException {
    var stranger = SecretKey.generate(env);
    var pass = check("pass", "true");
    assertThat(told(run(USUAL, stranger, new Cancellation(), _ -> {}, pass)))
        .containsExactly("pass passed ran");
    assertThat(told(run(pass))).as("a stranger's word").containsExactly("pass passed ran");
    assertThat(told(run(pass))).as("one's own").containsExactly("pass passed");
    try (var files = Files.walk(home.resolve("attestations"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    assertThat(told(run(pass))).as("a result without proof").containsExactly("pass passed ran");
    Files.writeString(directory.resolve("a.txt"), "b\n");
    assertThat(told(run(pass))).as("another question").containsExactly("pass passed ran");
  }

  @Test
  void invariant2_whatWasCancelledIsNeitherKeptNorSigned() {
    var cancellation = new Cancellation();
    var report =
        run(
            USUAL,
            key,
            cancellation,
            event -> {
              if (event instanceof Event.Started) {
                cancellation.cancel();
              }
            },
            check("slow", "sleep", "50"),
            check("slower", "sleep", "55"),
            check("slowest", "sleep", "60"));
    assertThat(report.summary().checks())
        .allSatisfy(answer -> assertThat(answer.outcome()).isEqualTo(Outcome.CANCELLED));
    assertThat(report.attestations()).isEmpty();
    assertThat(home.resolve("results"))
        .satisfiesAnyOf(
            none -> assertThat(none).doesNotExist(), none -> assertThat(none).isEmptyDirectory());
  }

  @Test
  void invariant2_whatTheMachineBrokeIsNeitherKeptNorSigned() {
    var nix =
        new CheckDefinition(
            "nix",
            Patterns.of(List.of("**")),
            List.of(SYSTEM),
            Duration.ofSeconds(60),
            new CheckDefinition.Nix(AttributePath.ofCheck("nix")));
    var report = run(nix);
    assertThat(told(report)).containsExactly("nix infrastructure ran");
    assertThat(report.summary().checks().getFirst().detail()).contains("Nix is not installed");
    assertThat(report.attestations()).isEmpty();
    assertThat(told(run(nix))).containsExactly("nix infrastructure ran");
  }

  @Test
  void invariant3_ofManyAtOnceOneRunsAndTheOthersTakeItsResult() {
    var told =
        env.all(
            "mic", List.of(1, 2, 3, 4), 4, _ -> told(run(check("slow", "sleep", "1"))).getFirst());
    assertThat(told)
        .containsExactlyInAnyOrder("slow passed ran", "slow passed", "slow passed", "slow passed");
  }

  @Test
  void invariant4_everyCheckIsAnsweredOnceAndTheSummaryIsTheLastEvent() {
    run(check("known", "true"));
    run(check("broken", "false"));
    events.clear();
    var checks =
        new CheckDefinition[] {
          check("known", "true"),
          check("broken", "false"),
          check("new", "echo", "hello"),
          check("fails", "sh", "-c", "exit 3"),
          check("gone", "no-such-command")
        };
    var report = run(checks);
    assertThat(told(report))
        .containsExactly(
            "known passed",
            "broken failed",
            "new passed ran",
            "fails failed ran",
            "gone failed ran");
    var answered =
        events.stream()
            .filter(Event.Answered.class::isInstance)
            .map(event -> ((Event.Answered) event).id().name())
            .toList();
    assertThat(answered)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(checks).map(CheckDefinition::name).toList());
    assertThat(events.getLast()).isEqualTo(report.summary());
  }

  @Test
  void whatRanTogetherIsSignedTogether() {
    var report = run(check("one", "true"), check("two", "true"), check("three", "false"));
    assertThat(report.attestations()).hasSize(1);
    var again = run(check("one", "true"), check("two", "true"));
    assertThat(again.attestations().stream().map(Digest::of))
        .containsExactly(Digest.of(report.attestations().getFirst()));
    assertThat(told(again)).containsExactly("one passed", "two passed");
  }

  @Test
  void aKeyThatPassedAndFailedIsFlaky() throws IOException {
    // What the command sees beside its files is not in its key: here the time.
    var coin = check("coin", "sh", "-c", "test $(( $(date +%s%N) / 1000000 % 2 )) = 0");
    var retry = new RunOptions(true, true, true, 1);
    boolean flaky = false;
    for (int i = 0; i < 200 && !flaky; i++) {
      var answer = run(retry, key, new Cancellation(), _ -> {}, coin).summary().checks().getFirst();
      assertThat(answer.attempt()).isEqualTo(i + 1L);
      flaky = answer.flaky();
    }
    assertThat(flaky).isTrue();
  }
}
