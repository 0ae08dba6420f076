package dev.micelio.gate.mutant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.gate.policy.Policy;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The tests of the gate notice every way in which it is weakened here. A mutant that they do not
/// notice says which test is missing.
final class MutantsTest {
  static final List<Mutant> MUTANTS =
      Stream.of(
              DecisionMutants.ALL,
              IntakeMutants.ALL,
              BindingMutants.ALL,
              EvidenceMutants.ALL,
              PolicyMutants.ALL)
          .flatMap(List::stream)
          .toList();
  private static final Suites SUITES = Suites.find();

  @Tag("slow")
  @Test
  void withoutAMutantNothingFails() throws Exception {
    var ended = Hunt.run(PatchedClasses.none(), SUITES.from("decision"));
    assertThat(ended.failure()).isEmpty();
    assertThat(ended.passed()).isGreaterThan(100);
  }

  @Test
  void everyMutantIsInTheSourceAsItIsAndHasAName() {
    assertThat(MUTANTS)
        .hasSizeGreaterThanOrEqualTo(40)
        .allSatisfy(
            mutant -> assertThat(mutant.patch(PatchedClasses.source(mutant.file()))).isNotBlank());
    assertThat(MUTANTS).extracting(Mutant::name).doesNotHaveDuplicates();
  }

  @Test
  void aSnippetThatIsNotThereOnceIsRefused() {
    for (String snippet : List.of("this is not in it", "return")) {
      var mutant = Mutant.in("policy/Policy", "made up", snippet, "");
      assertThatThrownBy(() -> PatchedClasses.with(mutant))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("made up");
    }
    assertThatThrownBy(() ->
            PatchedClasses.with(Mutant.in("policy/Policy", "made up", "return project;", "return")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is no Java");
  }

  @Test
  void thePatchedClassesAreOthersThanThoseThatRunHere() throws Exception {
    var there = PatchedClasses.with(MUTANTS.getFirst()).loadClass(Policy.class.getName());
    assertThat(there).isNotEqualTo(Policy.class);
    assertThat(there.getName()).isEqualTo(Policy.class.getName());
  }

  @Tag("slow")
  @ParameterizedTest(name = "{0}")
  @FieldSource("MUTANTS")
  void everyMutantIsCaught(Mutant mutant) throws Exception {
    var ended = Hunts.ALL.get(MUTANTS.indexOf(mutant)).get();
    assertThat(ended.failure())
        .as("%s: \"%s\" lived through %d tests", mutant.file(), mutant.name(), ended.passed())
        .isPresent();
  }

  /// All are hunted from the first question on, on all processors.
  private static final class Hunts {
    static final List<Future<Hunt.Ended>> ALL = begin();

    private static List<Future<Hunt.Ended>> begin() {
      var threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
      var hunts =
          MUTANTS.stream()
              .map(mutant ->
                  threads.submit(
                      () -> Hunt.run(PatchedClasses.with(mutant), SUITES.from(mutant.part()))))
              .toList();
      threads.shutdown();
      return hunts;
    }
  }
}
