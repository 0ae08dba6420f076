package dev.micelio.core.objects.faulty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.objects.faulty.CounterStory.Rule;
import dev.micelio.core.testkit.Seeds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CounterStoryTest {

  @Seeds(300)
  void noIncrementIsLostOrDoubledWhoeverLooksForItsOwnWrite(long seed) {
    assertExact(seed);
  }

  @Seeds(3_000)
  @Tag("slow")
  void noIncrementIsLostOrDoubledOverManySeeds(long seed) {
    assertExact(seed);
  }

  private static void assertExact(long seed) {
    var ending = CounterStory.run(seed, Rule.LOOK_FOR_YOUR_OWN_WRITE);
    assertThat(ending.counted()).containsExactlyInAnyOrderElementsOf(ending.intended());
    assertThat(ending.count()).isEqualTo(ending.intended().size());
  }

  @ParameterizedTest
  @EnumSource(names = "LOOK_FOR_YOUR_OWN_WRITE", mode = EnumSource.Mode.EXCLUDE)
  void theFaultsFindEachWrongRuleWithinAFewSeeds(Rule wrong) {
    long seed = 0;
    while (CounterStory.run(seed, wrong).isExact()) {
      assertThat(seed++).as("seeds that %s survived", wrong).isLessThan(50);
    }
  }
}
