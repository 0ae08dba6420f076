package dev.micelio.gate.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.statement.Action;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.statement.Endorsement;
import dev.micelio.core.digest.Digest;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Attacks with results: of another check, of less, made carelessly, or chosen among many.
final class CheckAttacksTest {
  private static final String UNIT = "unit";

  /// An honest landing, and the same with something else said of one check.
  private static Scene instead(String name, Consumer<CheckDraft> change) {
    var scene = Scene.honest();
    scene.withdraw();
    scene.offer("runner:a", scene.run("unit", "lint").but(name, change));
    return scene;
  }

  private static Scene insteadOfTheRun(Consumer<RunDraft> change) {
    var scene = Scene.honest();
    scene.withdraw();
    scene.offer("runner:a", scene.run("unit", "lint").but(change));
    return scene;
  }

  // -- another question

  @Test
  void theRightNameOnAnotherDerivation() {
    instead(
            UNIT,
            check ->
                check.action =
                    CheckDraft.nix(List.of("checks", "x86_64-linux", "true"), Action.Nix.EXECUTED))
        .isDenied(Code.CHECK_ATTR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unit2", "uni", "unit.", "unit-"})
  void aNameThatLooksLikeTheRightOne(String name) {
    instead(UNIT, check -> check.name = name).isDenied(Code.CHECK_MISSING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Unit", "un\u0456t", "unit ", "unit\u202e", "unit\n"})
  void aNameThatNoCheckHas(String name) {
    instead(UNIT, check -> check.name = name).isDeniedForMissing(Code.SCHEMA_NAME);
  }

  @Test
  void anotherCommandUnderTheRightName() {
    instead(
            "lint",
            check ->
                check.action =
                    new Action.Run(
                        List.of("lint", "--version"),
                        new TreeMap<>(),
                        List.of(new Action.Tool("lint", "/usr/bin/lint", CheckDraft.ANY, "1")),
                        "bwrap",
                        false))
        .isDenied(Code.CHECK_RUN);
  }

  @Test
  void aCommandInPlaceOfADerivation() {
    instead(
            UNIT,
            check ->
                check.action =
                    new Action.Run(List.of("true"), new TreeMap<>(), List.of(), "bwrap", false))
        .isDenied(Code.CHECK_KIND);
  }

  @Test
  void theRightNameOnAnotherSystem() {
    instead(
            UNIT,
            check -> {
              check.system = "aarch64-linux";
              check.action =
                  CheckDraft.nix(List.of("checks", "aarch64-linux", "unit"), Action.Nix.EXECUTED);
            })
        .isDenied(Code.CHECK_MISSING, Code.CHECK_ATTR);
  }

  @Test
  void oneSystemOfTwo() {
    var scene = Scene.change();
    scene.policy(text ->
        text.replace(
            "[check.unit]", "[check.unit]\nsystems = [\"x86_64-linux\", \"aarch64-linux\"]"));
    scene.offer("runner:a", "unit", "lint");
    scene.isDenied(Code.CHECK_MISSING);
    scene.offer(
        "runner:a",
        scene
            .run("unit")
            .but(
                UNIT,
                check -> {
                  check.system = "aarch64-linux";
                  check.action =
                      CheckDraft.nix(
                          List.of("checks", "aarch64-linux", "unit"), Action.Nix.EXECUTED);
                }));
    scene.lands();
  }

  @Test
  void fewerInputs() {
    instead(UNIT, check -> check.inputs = List.of("flake.nix")).isDenied(Code.BIND_INPUTS);
  }

  @Test
  void theRightInputsOnFewerFiles() {
    instead(UNIT, check -> check.src = Digest.of(new byte[] {1})).isDenied(Code.BIND_SRC);
  }

  @Test
  void aPassAndAFailureOfOneCheckInOneRun() {
    var scene = Scene.honest();
    scene.withdraw();
    var run = scene.run("unit", "lint", "unit");
    run.checks.getFirst().failed();
    scene.offer("runner:a", run);
    scene.isDeniedForMissing(Code.SCHEMA_DUP_CHECK);
  }

  @Test
  void aFailureThatSaysItPassed() {
    instead(UNIT, check -> check.exit = 1).isDeniedForMissing(Code.CHECK_INCONSISTENT);
  }

  @Test
  void anEndBeforeTheBeginning() {
    var scene = Scene.honest();
    scene.withdraw();
    scene.offer("runner:a", scene.run("unit", "lint").but(UNIT, check -> check.finished = 100));
    scene.isDeniedForMissing(Code.SCHEMA_RANGE);
  }

  @Test
  void aFailure() {
    instead(UNIT, CheckDraft::failed).isDenied(Code.CHECK_NOT_PASS);
  }

  @Test
  void anError() {
    instead(
            UNIT,
            check -> {
              check.result = Check.Result.ERROR;
              check.exit = 2;
            })
        .isDenied(Code.CHECK_NOT_PASS);
  }

  // -- carelessly made

  @Test
  void withoutASandbox() {
    insteadOfTheRun(run -> run.sandbox = "off").isDenied(Code.ENV_SANDBOX);
    insteadOfTheRun(run -> run.sandbox = "relaxed").isDenied(Code.ENV_SANDBOX);
    insteadOfTheRun(run -> run.fallback = true).isDenied(Code.ENV_SANDBOX);
  }

  @Test
  void impurelyOrWithBuildsDuringEvaluation() {
    insteadOfTheRun(run -> run.pure = false).isDenied(Code.ENV_PURITY);
    insteadOfTheRun(run -> run.ifd = true).isDenied(Code.ENV_PURITY);
  }

  @Test
  void byANixWithKnownHoles() {
    insteadOfTheRun(run -> run.nix = "2.7.9").isDenied(Code.NIX_VERSION);
    insteadOfTheRun(run -> run.nix = "2.8pre1").isDenied(Code.NIX_VERSION);
    insteadOfTheRun(run -> run.nix = "latest").isDenied(Code.NIX_VERSION);
    insteadOfTheRun(run -> run.nix = "2.8").lands();
  }

  @Test
  void oneGoodRunBesideACarelessOne() {
    var scene = insteadOfTheRun(run -> run.sandbox = "off");
    scene.offer("runner:b", "unit", "lint");
    scene.lands();
  }

  @Test
  void outOfTheCacheOfAnAttacker() {
    var scene = Scene.honest();
    scene.withdraw();
    var run = scene.run("unit", "lint");
    run.substituters =
        List.of(new CheckRun.Substituter("https://cache.example", List.of("evil-1:AAAA")));
    scene.offer("runner:a", run);
    scene.lands();
    scene.withdraw();
    run.but(
        UNIT,
        check ->
            check.action =
                CheckDraft.nix(List.of("checks", "x86_64-linux", "unit"), Action.Nix.SUBSTITUTED));
    scene.offer("runner:a", run);
    scene.isDenied(Code.CHECK_MODE);
  }

  @Test
  void withANetwork() {
    instead("lint", check -> check.action = lint("bwrap", true)).isDenied(Code.ENV_NETWORK);
  }

  @Test
  void withoutIsolation() {
    instead("lint", check -> check.action = lint("none", false)).isDenied(Code.ENV_ISOLATION);
  }

  private static Action lint(String isolation, boolean network) {
    return new Action.Run(
        List.of("lint", "scripts/all.sh"),
        new TreeMap<>(),
        List.of(new Action.Tool("lint", "/usr/bin/lint", CheckDraft.ANY, "1")),
        isolation,
        network);
  }

  // -- chosen among many

  @Test
  void theLastOfManyAttempts() {
    var scene =
        instead(
            UNIT,
            check -> {
              check.attempt = 41;
              check.prior = 40;
            });
    scene.isDenied(Code.CHECK_ATTEMPTS);
    instead(UNIT, check -> check.attempt = 41).isDenied(Code.CHECK_ATTEMPTS);
    instead(UNIT, check -> check.prior = 40).isDenied(Code.CHECK_ATTEMPTS);
    instead(UNIT, check -> check.attempt = 5).isDenied(Code.CHECK_ATTEMPTS);
    instead(UNIT, check -> check.attempt = 4).lands();
  }

  @Test
  void theLastOfManyAttemptsThatSaysItIsTheFirst() {
    var scene = Scene.change();
    for (int i = 0; i < 3; i++) {
      failBefore(scene, "runner:a", i);
    }
    scene.offer("runner:a", "unit", "lint");
    scene.lands();
    failBefore(scene, "runner:a", 3);
    scene.isDenied(Code.CHECK_ATTEMPTS, Code.CHECK_NOT_PASS);
  }

  private static void failBefore(Scene scene, String principal, int number) {
    scene.know(
        principal,
        scene
            .run("unit")
            .but(UNIT, CheckDraft::failed)
            .but(UNIT, check -> check.finished -= 10_000 - number));
  }

  @Test
  void whoEndorsesAResultAfterManyAttempts() {
    var scene = instead(UNIT, check -> check.attempt = 41);
    var key = scene.run("unit").run().checks().getFirst().key();
    scene.endorse("bot", new Endorsement.Of.Result(key));
    scene.isDenied(Code.CHECK_ATTEMPTS);
    scene.endorse(
        "olga", new Endorsement.Of.Result(scene.run("lint").run().checks().getFirst().key()));
    scene.isDenied(Code.CHECK_ATTEMPTS);
    scene.endorse("olga", scene.landing());
    scene.isDenied(Code.CHECK_ATTEMPTS);
    scene.endorse("olga", new Endorsement.Of.Result(key));
    scene.lands();
  }

  @Test
  void anEndorsementHealsNothingElse() {
    var scene = instead(UNIT, CheckDraft::failed);
    scene.endorse(
        "olga", new Endorsement.Of.Result(scene.run("unit").run().checks().getFirst().key()));
    scene.isDenied(Code.CHECK_NOT_PASS);
  }

  // -- disputed

  @Test
  void aFailureOfAnotherWhomThePolicyTrusts() {
    var scene = Scene.honest();
    scene.offer("runner:b", scene.run("unit").but(UNIT, CheckDraft::failed));
    scene.isDenied(Code.CHECK_DISPUTED);
  }

  @Test
  void aFailureThatWasLeftOut() {
    var scene = Scene.honest();
    scene.know("runner:b", scene.run("unit").but(UNIT, CheckDraft::failed));
    scene.isDenied(Code.CHECK_DISPUTED);
  }

  @Test
  void aFailureIsSettledByWhoeverSaidIt() {
    var scene = Scene.honest();
    var before = scene.run("unit").but(UNIT, CheckDraft::failed);
    scene.know("runner:b", before.but(UNIT, check -> check.finished -= 1000));
    scene.isDenied(Code.CHECK_DISPUTED);
    scene.offer("runner:a", "unit");
    scene.isDenied(Code.CHECK_DISPUTED);
    scene.offer("runner:b", "unit");
    scene.lands();
  }

  @Test
  void aFailureAfterThePass() {
    var scene = Scene.honest();
    scene.know(
        "runner:a",
        scene.run("unit").but(UNIT, CheckDraft::failed).but(UNIT, check -> check.finished += 1000));
    scene.isDenied(Code.CHECK_DISPUTED);
  }

  @Test
  void aFailureAtTheSameMomentAsThePass() {
    var scene = Scene.honest();
    scene.know("runner:a", scene.run("unit").but(UNIT, CheckDraft::failed));
    scene.isDenied(Code.CHECK_DISPUTED);
  }

  @Test
  void whoEndorsesAResultThatIsDisputed() {
    var scene = Scene.honest();
    var failing = scene.run("unit").but(UNIT, CheckDraft::failed);
    var key = failing.run().checks().getFirst().key();
    scene.know("runner:b", failing);
    scene.endorse("bot", new Endorsement.Of.Result(key));
    scene.isDenied(Code.CHECK_DISPUTED);
    scene.endorse("olga", new Endorsement.Of.Result(Digest.of(new byte[1])));
    scene.isDenied(Code.CHECK_DISPUTED);
    scene.endorse("olga", new Endorsement.Of.Result(key));
    scene.lands();
  }

  @Test
  void nobodyDisputesWhoIsNotTrusted() {
    var scene = Scene.honest();
    scene.know("nobody", scene.run("unit").but(UNIT, CheckDraft::failed));
    scene.know("olga", scene.run("unit").but(UNIT, CheckDraft::failed));
    scene.lands();
  }

  @Test
  void nothingIsDisputedByAFailureOnOtherFiles() {
    var scene = Scene.honest();
    scene.know(
        "runner:b",
        scene
            .run("unit")
            .but(UNIT, CheckDraft::failed)
            .but(UNIT, check -> check.src = CheckDraft.ANY));
    scene.lands();
  }

  // -- those who are not independent

  @Test
  void twoSignersOfOneOrg() {
    var scene = Scene.change();
    scene.policy(text ->
        text.replace("attempts = 3", "attempts = 3\nsigners = { need = 2, distinct = \"org\" }"));
    scene.offer("runner:a", "unit", "lint");
    scene.offer("runner:c", "unit", "lint");
    scene.isDenied(Code.CHECK_SIGNERS);
    scene.offer("bot", "unit", "lint");
    scene.isDenied(Code.CHECK_SIGNERS);
    scene.offer("runner:b", "unit", "lint");
    scene.lands();
  }

  @Test
  void twoSignersOnOneMachine() {
    var scene = Scene.change();
    scene.policy(text ->
        text.replace(
            "attempts = 3", "attempts = 3\nsigners = { need = 2, distinct = \"machine\" }"));
    scene.offer("runner:a", scene.run("unit", "lint").on("one"));
    scene.offer("runner:b", scene.run("unit", "lint").on("one"));
    scene.isDenied(Code.CHECK_SIGNERS);
    scene.offer("runner:c", scene.run("unit", "lint").on("two"));
    scene.lands();
  }

  @Test
  void twoMachinesThatOneSignerNames() {
    var scene = Scene.change();
    scene.policy(text ->
        text.replace(
            "attempts = 3", "attempts = 3\nsigners = { need = 2, distinct = \"machine\" }"));
    scene.offer("runner:a", scene.run("unit", "lint").on("one"));
    scene.offer("runner:a", scene.run("unit", "lint").on("two"));
    scene.isDenied(Code.CHECK_SIGNERS);
    scene.offer("runner:b", scene.run("unit", "lint").on("three"));
    scene.lands();
  }

  @Test
  void oneSignerOnTwoMachinesIsOneSigner() {
    var scene = Scene.change();
    scene.policy(text -> text.replace("attempts = 3", "attempts = 3\nsigners = 2"));
    scene.offer("runner:a", scene.run("unit", "lint").on("one"));
    scene.offer("runner:a", scene.run("unit", "lint").on("two"));
    scene.isDenied(Code.CHECK_SIGNERS);
  }

  @Test
  void twoSignersOfTwoQuestions() {
    var scene = Scene.change();
    scene.policy(text -> text.replace("attempts = 3", "attempts = 3\nsigners = 2"));
    scene.offer("runner:a", "unit", "lint");
    var other = scene.run("unit", "lint");
    scene.offer(
        "runner:b",
        other.but(
            "lint",
            check ->
                check.action =
                    new Action.Run(
                        List.of("lint", "scripts/all.sh"),
                        new TreeMap<>(),
                        List.of(
                            new Action.Tool(
                                "lint", "/usr/bin/lint", Digest.of(new byte[] {7}), "2")),
                        "bwrap",
                        false)));
    var verdict = scene.isDenied(Code.CHECK_SIGNERS);
    assertThat(verdict.checks())
        .filteredOn(check -> !check.isProved())
        .singleElement()
        .satisfies(check -> assertThat(check.name()).isEqualTo("lint"));
  }
}
