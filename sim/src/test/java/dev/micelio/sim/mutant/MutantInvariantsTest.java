package dev.micelio.sim.mutant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.problem.Problem;
import dev.micelio.sim.story.Scenario;
import dev.micelio.sim.story.Simulation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class MutantInvariantsTest {
  private static final Path ROOT = Path.of(System.getProperty("project.root"));
  private static final Path SOURCES = ROOT.resolve("core/src/main/java");
  static final List<Mutant> MUTANTS = Mutants.ALL;

  private static Mutant with(String snippet, String replacement) {
    return new Mutant(
        "made up", "dev/micelio/core/landing/Round.java", snippet, replacement, "", 1);
  }

  @Test
  void invariant1_aSnippetThatIsNotThereOnceIsRefused() {
    for (String snippet : List.of("this is not in it", "return")) {
      assertThatThrownBy(() -> PatchedClasses.patch(with(snippet, ""), SOURCES))
          .isInstanceOfSatisfying(
              Problem.class, problem -> assertThat(problem.code()).isEqualTo("sim.mutant-gone"));
    }
    assertThatThrownBy(() -> PatchedClasses.patch(with("x", ""), Path.of("nowhere")))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("sim.no-sources"));
    assertThatThrownBy(() -> Hunt.hunt(with("return fresh && isEmpty();", "return"), ROOT))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("sim.mutant-not-java"));
  }

  @Test
  void invariant1_everyMutantIsInTheSourceAsItIs() {
    for (var mutant : MUTANTS) {
      assertThat(PatchedClasses.patch(mutant, SOURCES)).isNotBlank();
    }
    assertThat(MUTANTS).hasSizeGreaterThanOrEqualTo(15).doesNotHaveDuplicates();
  }

  @Test
  void invariant2_thePatchedClassesAreOthersThanThoseThatRunHere() throws Exception {
    var mutant = MUTANTS.getFirst();
    assertThat(Hunt.hunt(mutant, ROOT)).isPresent();
    var there = PatchedClasses.of(mutant, SOURCES).loadClass(Simulation.class.getName());
    assertThat(there).isNotEqualTo(Simulation.class);
    assertThat(Simulation.run(Scenario.of(1), false).broken()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("MUTANTS")
  @Tag("slow")
  void invariant3_everyMutantDiesWithinItsSeeds(Mutant mutant) {
    assertThat(Hunt.hunt(mutant, ROOT)).as(mutant.name()).isPresent();
  }
}
