package dev.micelio.gate.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.statement.CheckRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Attacks by sheer number.
final class LoadAttacksTest {
  private static final int MANY = 10_000;

  /// What a machine that does nothing else takes for far more than is asked.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void tenThousandAttestations() {
    var scene = Scene.honest();
    byte[] file = scene.signing("runner:a").attest(scene.run("unit", "lint").run());
    for (int i = 0; i < MANY; i++) {
      scene.offer(file, Scene.NOW);
    }
    long before = System.nanoTime();
    var verdict = scene.isDenied(Code.GATE_TOO_MANY, Code.CHECK_MISSING);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(PATIENCE);
    assertThat(verdict.refused()).isEmpty();
    assertThat(verdict.attestations()).isEmpty();
  }

  @Test
  void oneMoreThanAGateReads() {
    var scene = Scene.honest();
    for (int i = 1; i < 64; i++) {
      scene.offer("garbage".getBytes(UTF_8), Scene.NOW + i);
    }
    scene.lands();
    scene.offer("garbage".getBytes(UTF_8), Scene.NOW);
    scene.isDenied(Code.GATE_TOO_MANY, Code.CHECK_MISSING);
  }

  @Tag("slow")
  @Test
  void asManyAttestationsOfAsManyChecksAsThereMayBe() {
    var scene = Scene.change();
    var names =
        IntStream.range(0, CheckRun.CHECKS_MAX).mapToObj(i -> "c" + i).toArray(String[]::new);
    scene.policy(text ->
        text.substring(0, text.indexOf("[check.unit]"))
            + Arrays.stream(names)
                .map(name -> "[check." + name + "]\nrun = [\"true\"]\ninputs = [\"src/**\"]\n")
                .collect(Collectors.joining())
            + "[gate]\nrequire = ["
            + Arrays.stream(names).map(name -> '"' + name + '"').collect(Collectors.joining(", "))
            + "]\nsigners = 2\n"
            + text.substring(text.indexOf("[principal.olga]")));
    var run = scene.run(names).run();
    for (int i = 0; i < 63; i++) {
      scene.offer(scene.signing("runner:a"), run);
    }
    long before = System.nanoTime();
    scene.isDenied(Code.CHECK_SIGNERS);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(PATIENCE);
    scene.offer(scene.signing("runner:b"), run);
    scene.lands();
  }

  @Test
  void moreChecksThanAnAttestationHolds() {
    var scene = Scene.honest();
    scene.withdraw();
    var run = scene.run("unit", "lint");
    var checks = new ArrayList<>(run.run().checks());
    for (int i = checks.size(); i <= CheckRun.CHECKS_MAX; i++) {
      var more = scene.run("lint");
      int number = i;
      more.but("lint", check -> check.name = "c" + number);
      checks.add(more.run().checks().getFirst());
    }
    var one = run.run();
    scene.offer(
        scene.signing("runner:a"),
        new CheckRun(
            one.project(),
            one.tree(),
            one.base(),
            one.session(),
            one.machine(),
            checks,
            one.twins()));
    scene.isDeniedForMissing(Code.SCHEMA_RANGE);
  }
}
