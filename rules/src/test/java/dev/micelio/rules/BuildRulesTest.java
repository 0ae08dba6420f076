package dev.micelio.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// This repository keeps every rule. docs/build-rules.md says why each one exists.
final class BuildRulesTest {
  private final Repository here = Repository.ofThisProject();

  @Test
  void aModuleNamesOnlyWhatItsRowAllows() {
    assertThat(new Direction().violations(here)).isEmpty();
  }

  /// Direction reads compiled classes, so a module that is not compiled would pass unread.
  @Test
  void theClassesOfEveryModuleWithSourcesAreCompiled() {
    assertThat(here.modules())
        .filteredOn(module -> here.mainSources().stream().anyMatch(file -> file.startsWith(module)))
        .allSatisfy(module -> assertThat(here.compiledClasses(module)).isNotEmpty());
  }

  @Test
  void everyFolderWithAPomIsBuiltAndSeenByTheRules() {
    assertThat(new Reactor().violations(here)).isEmpty();
  }

  @Test
  void everyDependencyIsDecided() {
    assertThat(new Dependencies().violations(here)).isEmpty();
  }

  @Test
  void everyPackageExplainsItselfAndEveryInvariantIsProved() {
    assertThat(new PackagePages().violations(here)).isEmpty();
  }

  @Test
  void everyProblemCodeHasItsPage() {
    assertThat(new ProblemCodes().violations(here)).isEmpty();
  }

  @Test
  void everyLinkLeadsSomewhere() {
    assertThat(new Links().violations(here)).isEmpty();
  }

  @Test
  void theProjectSpeaksOfItselfAlone() {
    assertThat(new OwnVoice().violations(here)).isEmpty();
  }
}
