package dev.micelio.checks.nix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.attest.statement.Action;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.checks.outcome.Ran;
import dev.micelio.checks.process.Cancellation;
import dev.micelio.checks.process.Processes;
import dev.micelio.checks.process.RunWatcher;
import dev.micelio.checks.testkit.FixtureFlake;
import dev.micelio.core.nix.StorePath;
import dev.micelio.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// With real Nix. Every check of the fixture flake is built where nothing was built before it, so
/// that an order of tests decides nothing.
final class NixInvariantsTest {
  @TempDir static Path shared;
  private static NixWorld world;

  @BeforeAll
  static void begin() throws IOException {
    world = new NixWorld(shared);
  }

  private static Action.Nix action(Ran ran) {
    return (Action.Nix) ran.action().orElseThrow();
  }

  @Test
  void invariant1_whatPassedWasBuiltHereAndIsInTheStore() throws IOException {
    var what = world.buildable("outputs");
    var ran = world.run(what, NixWorld.LONG);
    assertThat(ran.outcome()).as(ran.detail()).isEqualTo(Outcome.PASSED);
    assertThat(ran.exit()).isZero();
    var action = action(ran);
    assertThat(action.mode()).isEqualTo("executed");
    assertThat(action.attr()).containsExactly("checks", FixtureFlake.SYSTEM, "outputs");
    assertThat(action.drv()).isEqualTo(what.derivation().path());
    assertThat(action.outputs()).extracting(Action.Output::name).containsExactly("out", "report");
    var out = action.outputs().getFirst();
    assertThat(out.refs()).isEmpty();
    assertThat(out.narSize()).isPositive();
    assertThat(action.outputs().get(1).refs()).containsExactly(out.path());
    assertThat(Files.readString(world.own.file(out.path()))).isEqualTo("one\n");
    assertThat(world.nix.valid(what.outputs().values()))
        .containsExactlyElementsOf(what.outputs().values());
  }

  @Test
  void invariant1_anOutputThatNobodyMadeIsNoPass() {
    var ran = world.run("noOutput");
    assertThat(ran.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(ran.exit()).isNotZero();
    assertThat(ran.detail()).contains("failed to produce output path");
  }

  @Test
  void invariant1_whatWasThereAlreadyIsBuiltAgain() {
    var what = world.buildable("with.dot");
    assertThat(world.run(what, NixWorld.LONG).outcome()).isEqualTo(Outcome.PASSED);
    var again = world.run(what, NixWorld.LONG);
    assertThat(again.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(action(again).mode()).isEqualTo("executed");
    assertThat(again.detail()).isEmpty();
  }

  @Test
  void invariant2_forgedEventsTurnNoFailureIntoAPass() {
    var ran = world.run("forger");
    assertThat(ran.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(ran.exit()).isEqualTo(100);
    assertThat(NixWorld.text(ran.log()))
        .contains("nix> forged: everything passed\n")
        .contains("PASSED");
  }

  @ParameterizedTest
  @CsvSource({"forger,-forger.drv", "loudForger,-loud-forger.drv"})
  void invariant2_whyItFailedIsToldInTheWordsOfNix(String check, String derivation) {
    var ran = world.run(check);
    assertThat(ran.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(ran.detail()).contains(derivation).doesNotContain("forged");
    assertThat(NixWorld.text(ran.log())).containsPattern("nix> .*" + derivation);
  }

  @Test
  void invariant2_forgedFailuresTurnNoPassIntoAFailure() {
    var ran = world.run("liar");
    assertThat(ran.outcome()).as(ran.detail()).isEqualTo(Outcome.PASSED);
    assertThat(NixWorld.text(ran.log())).contains("error: FAILED\n");
  }

  @Test
  void invariant2_whatIsPrintedIsKeptAsItIs() {
    var ran = world.run("badBytes");
    // Nix replaces bytes that are no UTF-8, or leaves them as they are
    assertThat(NixWorld.text(ran.log())).isEqualTo("caf\ufffd \ufffd\nhalf a line\n");
  }

  @Test
  void invariant1_promisedContentIsNoWordOfAnotherBuilder() {
    var one = world.buildable("fixedOne");
    var two = world.buildable("fixedTwo");
    assertThat(two.outputs()).isEqualTo(one.outputs());
    assertThat(two.derivation()).isNotEqualTo(one.derivation());
    assertThat(two.outputsKey()).isNotEqualTo(one.outputsKey());
  }

  @Test
  void invariant3_aTreeLiesWhereNixPutsIt() throws Exception {
    var path = world.source();
    assertThat(path.name()).isEqualTo("source");
    assertThat(world.source()).isEqualTo(path);
    assertThat(Files.readString(world.own.file(path + "/src/a.txt"))).isEqualTo("a\n");
    assertThat(Files.isExecutable(world.own.file(path + "/tools/busybox"))).isTrue();
    assertThat(world.nix.valid(List.of(path))).containsExactly(path);
  }

  @Test
  void invariant3_anotherFileIsAnotherPathAndOnlyWhatReadsItIsAnotherCheck(@TempDir Path fresh)
      throws IOException {
    var other = new NixWorld(fresh);
    var source = other.source();
    other.flake.write("docs/notes.md", "other notes\n");
    var edited = other.source();
    assertThat(edited).isNotEqualTo(source);
    var names = List.of("pass", "filtered", "whole");
    var before = names.stream().map(name -> other.buildable(source, name)).toList();
    var after = names.stream().map(name -> other.buildable(edited, name)).toList();
    assertThat(after.get(0)).isEqualTo(before.get(0));
    assertThat(after.get(1)).isEqualTo(before.get(1));
    assertThat(after.get(2).outputsKey()).isNotEqualTo(before.get(2).outputsKey());
    other.flake.write("src/a.txt", "other a\n");
    var inside = other.source();
    assertThat(other.buildable(inside, "filtered").outputsKey())
        .isNotEqualTo(before.get(1).outputsKey());
    assertThat(other.buildable(inside, "pass")).isEqualTo(before.get(0));
  }

  @Test
  void invariant4_namesAreQuoted() {
    var source = world.source();
    var what = world.buildable(source, "quote\"dollar${pass}");
    assertThat(what.derivation().name()).isEqualTo("quoted.drv");
    assertThat(world.evaluate(source, "pass\" or (abort \"x\") + \""))
        .isInstanceOf(Evaluated.Failed.class);
    assertThat(Expression.string("a\\\"${b}\n$$")).isEqualTo("\"a\\\\\\\"\\${b}\\n\\$\\$\"");
  }

  @Test
  void invariant4_allNamesOfTheFlakeAreFound() {
    assertThat(world.nix.checkNames(world.source(), new Cancellation()))
        .contains("pass", "with.dot", "quote\"dollar${pass}", "evalError")
        .isSorted();
  }

  @Test
  void invariant5_oneThatThrowsOrEndsEvaluationSpoilsNoOther() {
    var source = world.source();
    var attributes = new ArrayList<List<String>>();
    for (String name :
        List.of(
            "pass",
            "evalError",
            "evalAbort",
            "noDerivation",
            "fromDerivation",
            "reads",
            "absent",
            "fail")) {
      attributes.add(FixtureFlake.attribute(name));
    }
    var answers = world.nix.evaluate(source, attributes, new Cancellation());
    assertThat(answers).hasSameSizeAs(attributes);
    assertThat(answers.get(attributes.getFirst())).isInstanceOf(Evaluated.Found.class);
    assertThat(answers.get(attributes.getLast())).isInstanceOf(Evaluated.Found.class);
    var messages =
        attributes.subList(1, attributes.size() - 1).stream()
            .map(answers::get)
            .map(answer -> answer instanceof Evaluated.Failed failed ? failed.message() : "found")
            .toList();
    assertThat(messages.get(0)).isEqualTo("this flake says no");
    assertThat(messages.get(1)).contains("this flake gives up");
    assertThat(messages.get(2)).isEqualTo("the attribute is no derivation");
    assertThat(messages.get(3)).contains("allow-import-from-derivation");
    assertThat(messages.get(4)).contains("pure eval");
    assertThat(messages.get(5)).contains("'absent' missing");
  }

  @Test
  void invariant5_aPathThatIsNoneSpoilsNoOther() {
    var attributes =
        List.of(
            FixtureFlake.attribute("pass"),
            FixtureFlake.attribute("oddPath"),
            FixtureFlake.attribute("oddText"),
            FixtureFlake.attribute("oddNumber"),
            FixtureFlake.attribute("fail"));
    var answers = world.nix.evaluate(world.source(), attributes, new Cancellation());
    assertThat(answers.get(attributes.get(0))).isInstanceOf(Evaluated.Found.class);
    assertThat(answers.get(attributes.get(1)))
        .isInstanceOfSatisfying(
            Evaluated.Failed.class, odd -> assertThat(odd.message()).contains("nonsense"));
    assertThat(answers.get(attributes.get(2))).isInstanceOf(Evaluated.Failed.class);
    assertThat(answers.get(attributes.get(3))).isInstanceOf(Evaluated.Failed.class);
    assertThat(answers.get(attributes.get(4))).isInstanceOf(Evaluated.Found.class);
    assertThat(world.evaluate(world.source(), "oddPath")).isInstanceOf(Evaluated.Failed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kill -9 $$", "exec head -c 70000000 /dev/zero"})
  void invariant6_anEvaluationThatTheMachineEndedIsNoAnswer(String end, @TempDir Path fresh)
      throws IOException {
    var source = world.source();
    var program = Files.createDirectories(fresh.resolve("bin")).resolve("nix");
    Files.writeString(
        program,
        """
        #!/bin/sh
        PATH=${PATH#*:}
        case " $* " in *" eval "*) %s ;; esac
        exec nix "$@"
        """
            .formatted(end));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    var environment = new TreeMap<>(world.own.environment());
    environment.merge("PATH", fresh.resolve("bin") + ":", (path, before) -> before + path);
    var nix = world.find(environment, NixWorld.LIMITS);
    var attribute = FixtureFlake.attribute("pass");
    assertThat(nix.evaluate(source, List.of(attribute), new Cancellation()).get(attribute))
        .isInstanceOf(Evaluated.Broken.class);
    assertThatThrownBy(() -> nix.checkNames(source, new Cancellation()))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE));
  }

  @ParameterizedTest
  @CsvSource({"fail,FAILED,100", "undeclared,FAILED,100", "hashMismatch,HASH_MISMATCH,102"})
  void invariant6_whatFailsByItselfIsItsOwnAnswer(String check, Outcome outcome, int exit) {
    var ran = world.run(check);
    assertThat(ran.outcome()).as(ran.detail()).isEqualTo(outcome);
    assertThat(ran.exit()).isEqualTo(exit);
    assertThat(ran.outcome().isAnswer()).isTrue();
    assertThat(ran.detail()).isNotEmpty();
    assertThat(action(ran).outputs()).isEmpty();
  }

  @Test
  void invariant6_whatCanNotBeBuiltHereIsNoAnswer() {
    var ran = world.run("otherSystem");
    assertThat(ran.outcome()).isEqualTo(Outcome.INFRASTRUCTURE);
    assertThat(ran.exit()).isNotZero();
    assertThat(ran.action()).isEmpty();
    assertThat(ran.detail()).contains("mips-linux");
  }

  @Test
  void invariant6_withoutASandboxThereIsNoAnswer(@TempDir Path fresh) throws IOException {
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "only root can take rights away");
    var what = world.buildable("pass");
    var powerless = Files.createDirectories(fresh.resolve("bin")).resolve("nix-store");
    Files.writeString(
        powerless,
        """
        #!/bin/sh
        PATH=${PATH#*:}
        exec setpriv --bounding-set -all --inh-caps -all nix-store "$@"
        """);
    assertThat(powerless.toFile().setExecutable(true)).isTrue();
    var environment = new TreeMap<>(world.own.environment());
    environment.merge("PATH", fresh.resolve("bin") + ":", (path, before) -> before + path);
    var ran =
        world
            .find(environment, NixWorld.LIMITS)
            .realise(what, NixWorld.LONG, RunWatcher.NOBODY, new Cancellation());
    assertThat(ran.outcome()).isEqualTo(Outcome.INFRASTRUCTURE);
    assertThat(ran.detail()).startsWith("Nix did not begin to build it: ");
    assertThat(ran.action()).isEmpty();
  }

  @Test
  void invariant6_aFailureBeneathIsNotItsOwn() {
    var ran = world.run("failsDependency");
    assertThat(ran.outcome()).isEqualTo(Outcome.DEPENDENCY_FAILED);
    assertThat(ran.detail()).contains("-fail.drv");
    assertThat(NixWorld.text(ran.log())).startsWith("fail> about to fail\n");
    assertThat(ran.action()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"slow", "ignoresTerm"})
  void invariant6_whoeverStopsItGetsNoAnswerAndNoBuilderStays(String check) throws Exception {
    var what = world.buildable(check);
    var cancellation = new Cancellation();
    var task =
        world.env.fork(
            "run", () -> world.nix.realise(what, NixWorld.LONG, RunWatcher.NOBODY, cancellation));
    Builders.await(what, true);
    cancellation.cancel();
    var ran = task.await();
    assertThat(ran.outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(ran.outcome().isAnswer()).isFalse();
    Builders.await(what, false);
    assertThat(world.nix.valid(what.outputs().values())).isEmpty();
  }

  @Test
  void aCheckThatNeedsAnotherHasIt() throws IOException {
    var ran = world.run("dependent");
    assertThat(ran.outcome()).as(ran.detail()).isEqualTo(Outcome.PASSED);
    assertThat(Files.readString(world.own.file(action(ran).outputs().getFirst().path())))
        .isEqualTo("ok\n");
  }

  @Test
  void timeEndsWhereTheCallerOrTheFlakeSays() {
    var ran = world.run(world.buildable("slow"), Duration.ofSeconds(1));
    assertThat(ran.outcome()).isEqualTo(Outcome.TIMED_OUT);
    assertThat(ran.exit()).isEqualTo(101);
    assertThat(ran.detail()).contains("1 s");
    var hurried = world.buildable("hurried");
    assertThat(hurried.timeout()).contains(Duration.ofSeconds(1));
    assertThat(world.run(hurried, NixWorld.LONG).outcome()).isEqualTo(Outcome.TIMED_OUT);
  }

  @Test
  void aLogHasABound() {
    var ran = world.run("flood");
    assertThat(ran.outcome()).as(ran.detail()).isEqualTo(Outcome.LOG_LIMIT);
    assertThat(ran.exit()).isNotZero();
    assertThat(ran.log().log().size()).isBetween(1L << 20, (1L << 20) + 100);
  }

  @Test
  void aLineThatIsOverwrittenForEverEndsToo() {
    var ran = world.run("overwrites");
    assertThat(ran.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(ran.detail()).contains("log output");
  }

  @Test
  void phasesAreTold() {
    var phases = new ArrayList<String>();
    var lines = new ArrayList<String>();
    var watcher =
        new RunWatcher() {
          @Override
          public void line(String text) {
            lines.add(text);
          }

          @Override
          public void phase(String phase) {
            phases.add(phase);
          }
        };
    var ran =
        world.nix.realise(world.buildable("phases"), NixWorld.LONG, watcher, new Cancellation());
    assertThat(ran.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(phases).containsExactly("unpackPhase", "checkPhase");
    assertThat(lines).containsExactly("unpacking", "checking");
  }

  @Test
  void builtAgainItIsTheSameOrNot() {
    var same =
        world.nix.rebuild(
            world.buildable("filtered"), NixWorld.LONG, RunWatcher.NOBODY, new Cancellation());
    assertThat(same.ran().outcome()).as(same.ran().detail()).isEqualTo(Outcome.PASSED);
    assertThat(same.differing()).contains(List.of());
    var what = world.buildable("irreproducible");
    assertThat(world.run(what, NixWorld.LONG).outcome()).isEqualTo(Outcome.PASSED);
    var differs = world.nix.rebuild(what, NixWorld.LONG, RunWatcher.NOBODY, new Cancellation());
    assertThat(differs.ran().outcome()).isEqualTo(Outcome.PASSED);
    assertThat(differs.differing()).contains(List.of("out"));
    var again = world.run(what, NixWorld.LONG);
    assertThat(again.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(again.detail()).contains("not reproducible");
    var failed =
        world.nix.rebuild(
            world.buildable("fail"), NixWorld.LONG, RunWatcher.NOBODY, new Cancellation());
    assertThat(failed.ran().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(failed.differing()).isEmpty();
  }

  @Test
  void twoAtOnceBuildOneCheckAndBothPass() {
    var what = world.buildable("brief");
    var runs = world.env.all("run", List.of(1, 2), 2, _ -> world.run(what, NixWorld.LONG));
    assertThat(runs).extracting(Ran::outcome).containsOnly(Outcome.PASSED);
    assertThat(runs).allSatisfy(ran -> assertThat(action(ran).mode()).isEqualTo("executed"));
  }

  @Test
  void settingsAreWhatNixSays() {
    var settings = world.nix.settings();
    assertThat(settings.store()).isEqualTo("/nix/store");
    assertThat(settings.sandbox()).isEqualTo("on");
    assertThat(settings.fallback()).isFalse();
    assertThat(settings.pureEval()).isTrue();
    assertThat(settings.ifd()).isFalse();
    assertThat(settings.substituters()).isEmpty();
    assertThat(settings.version()).isEqualTo(world.nix.version()).matches("[0-9]+\\.[0-9]+.*");
    assertThat(world.nix.system()).isEqualTo(FixtureFlake.SYSTEM);
    assertThat(world.find(world.own.environment(), NixWorld.LIMITS).settings()).isEqualTo(settings);
    var other = new TreeMap<>(world.own.environment());
    other.merge("NIX_CONFIG", "max-jobs = 7\n", String::concat);
    assertThat(world.find(other, NixWorld.LIMITS).settings().settings())
        .isNotEqualTo(settings.settings());
  }

  @Test
  void withoutNixThereIsNone() {
    assertThat(
            Nix.find(
                world.env,
                Map.of("PATH", "/nonexistent", "HOME", "/"),
                new Processes(world.env),
                shared.resolve("none")))
        .isEmpty();
  }

  @Test
  void withoutAFlakeTheMessageSaysWhatToAdd(@TempDir Path fresh) throws IOException {
    var other = new NixWorld(fresh);
    Files.delete(other.flake.directory().resolve("flake.nix"));
    var answer = other.evaluate(other.source(), "pass");
    assertThat(((Evaluated.Failed) answer).message()).contains("no flake.nix").contains("add it");
    assertThatThrownBy(() -> other.nix.checkNames(other.source(), new Cancellation()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("no flake.nix");
  }

  @Test
  void aLockThatLocksNotAllSaysHowToCorrectIt(@TempDir Path fresh) throws IOException {
    var other = new NixWorld(fresh);
    other.flake.write(
        "flake.nix",
        "{ inputs.other.url = \"github:nobody/nothing\"; outputs = { self, other }: { checks.%s.a = other; }; }"
            .formatted(FixtureFlake.SYSTEM));
    var answer = other.evaluate(other.source(), "a");
    assertThat(((Evaluated.Failed) answer).message()).contains("run `nix flake lock`");
    assertThat(Files.exists(other.own.file(other.source() + "/flake.lock"))).isFalse();
  }

  @Test
  void stoppedWhileItEvaluatesItSaysSo() {
    var cancellation = new Cancellation();
    cancellation.cancel();
    var source = world.source();
    assertThatThrownBy(
            () -> world.nix.evaluate(source, List.of(FixtureFlake.attribute("pass")), cancellation))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.INTERRUPTED));
  }

  @Test
  void anInvalidPathIsNotValid() {
    var nobody = StorePath.parse("/nix/store/" + "0".repeat(32) + "-nobody");
    var source = world.source();
    assertThat(world.nix.valid(Set.of(nobody, source))).containsExactly(source);
    assertThat(world.nix.valid(Set.of())).isEmpty();
  }
}
