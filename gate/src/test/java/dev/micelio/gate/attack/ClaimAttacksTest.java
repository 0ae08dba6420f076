package dev.micelio.gate.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.reason.Code;
import dev.micelio.core.project.ProjectId;
import org.junit.jupiter.api.Test;

/// Attacks with what was true elsewhere, earlier, or twice.
final class ClaimAttacksTest {
  private static final ProjectId FORK = ProjectId.parse("0f8fad5bd9cb469fa16570867728950f");

  @Test
  void aPassForAnotherTree() {
    var scene = Scene.honest();
    scene.put("src/main.c", "int main() { evil(); }");
    scene.isDenied(Code.BIND_SRC);
    scene.offer("runner:a", "unit", "lint");
    scene.lands();
  }

  @Test
  void aPassForAnotherTreeThatClaimsThisOne() {
    var scene = Scene.change();
    var old = scene.run("unit", "lint");
    scene.put("src/main.c", "int main() { evil(); }");
    old.tree = scene.result();
    scene.offer("runner:a", old);
    scene.isDenied(Code.BIND_SRC);
  }

  @Test
  void aPassForAnotherTreeWithTheSameFilesUnderOtherNames() {
    var scene = Scene.honest();
    scene.move("src/main.c", "src/other.c");
    scene.isDenied(Code.BIND_SRC);
  }

  @Test
  void aPassForTheSameTextInAFileThatIsNowALink() {
    var scene = Scene.honest();
    scene.link("src/main.c", "int main() { return 1; }");
    scene.isDenied(Code.BIND_SRC);
  }

  @Test
  void aPassOnlyStandsWhereNothingOfItsInputsDiffers() {
    var scene = Scene.honest();
    scene.put("docs/index.md", "# more docs");
    scene.lands();
  }

  @Test
  void aPassForAFork() {
    var scene = Scene.honest();
    scene.withdraw();
    var run = scene.run("unit", "lint");
    run.project = FORK;
    scene.offer(scene.signing("runner:a").forProject(FORK), run.run());
    scene.isDeniedForMissing(Code.SIG_BAD);
  }

  @Test
  void aPassForAForkInAnEnvelopeForThisProject() {
    var scene = Scene.honest();
    scene.withdraw();
    var run = scene.run("unit", "lint");
    run.project = FORK;
    scene.offer(scene.signing("runner:a"), run.run());
    scene.isDeniedForMissing(Code.BIND_PROJECT);
  }

  @Test
  void anOldPassForATreeThatIsBack() {
    var scene = Scene.honest();
    scene.daysPass(29);
    scene.lands();
    scene.daysPass(2);
    scene.isDenied(Code.CHECK_AGE);
    scene.offer("runner:a", "unit", "lint");
    scene.lands();
  }

  @Test
  void anOldPassWhoseSignersClockIsAhead() {
    var scene = Scene.change();
    var run =
        scene
            .run("unit", "lint")
            .but("unit", check -> check.finished += 200_000)
            .but("lint", check -> check.finished += 200_000);
    scene.offer("runner:a", run);
    scene.lands();
    scene.daysPass(30);
    scene.lands();
    scene.now++;
    scene.isDenied(Code.CHECK_AGE);
  }

  @Test
  void anOldResultSignedAnew() {
    var scene = Scene.honest();
    scene.daysPass(31);
    scene.withdraw();
    var run = scene.run("unit", "lint");
    scene.offer("runner:a", run.but("unit", check -> check.finished = Scene.NOW * 1000));
    scene.isDenied(Code.CHECK_AGE);
  }

  @Test
  void oneAttestationOfferedAgainIsAsOldAsItsFirstReceipt() {
    var scene = Scene.change();
    byte[] file =
        scene
            .signing("runner:a")
            .attest(
                scene
                    .run("unit", "lint")
                    .but("unit", check -> check.finished += 3_000_000_000L)
                    .but("lint", check -> check.finished += 3_000_000_000L)
                    .run());
    scene.know(file, Scene.NOW);
    scene.lands();
    scene.now += 29L * 24 * 3600;
    scene.offer(file, scene.now);
    scene.lands();
    scene.now += 2L * 24 * 3600;
    scene.isDenied(Code.CHECK_AGE);
  }

  @Test
  void anAttestationFromTheFuture() {
    var scene = Scene.honest();
    scene.withdraw();
    scene.offer(
        scene.signing("runner:a").at(Scene.NOW + 3 * 3600), scene.run("unit", "lint").run());
    scene.isDeniedForMissing(Code.TIME_FUTURE);
  }

  @Test
  void oneNumberForTwoStatements() {
    var scene = Scene.honest();
    scene.withdraw();
    var signing = scene.signing("runner:a");
    scene.offer(signing, scene.run("unit", "lint").run());
    scene.lands();
    scene.offer(signing, scene.run("unit", "lint").on("elsewhere").run());
    var verdict = scene.isDeniedForMissing(Code.CLAIM_REUSED);
    assertThat(verdict.refused()).hasSize(2);
  }

  @Test
  void oneNumberForTwoStatementsOfWhichOneIsKnownFromBefore() {
    var scene = Scene.honest();
    scene.withdraw();
    var signing = scene.signing("runner:a");
    scene.offer(signing, scene.run("unit", "lint").run());
    scene.know(signing.attest(scene.run("unit", "lint").on("elsewhere").run()), Scene.NOW);
    scene.isDeniedForMissing(Code.CLAIM_REUSED);
  }

  @Test
  void oneNumberOfTwoSignersIsNoReuse() {
    var scene = Scene.honest();
    scene.withdraw();
    var signing = scene.signing("runner:a");
    scene.offer(signing, scene.run("unit", "lint").run());
    scene.offer(scene.signing("runner:b").numbered(signing.cti()), scene.run("unit", "lint").run());
    scene.lands();
  }

  @Test
  void whatIsOfferedTwiceIsThereOnce() {
    var scene = Scene.change();
    byte[] file = scene.signing("runner:a").attest(scene.run("unit", "lint").run());
    scene.offer(file, Scene.NOW);
    scene.offer(file.clone(), Scene.NOW);
    assertThat(scene.lands().attestations()).hasSize(1);
  }
}
