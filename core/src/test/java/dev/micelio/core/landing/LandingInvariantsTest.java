package dev.micelio.core.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.objects.faulty.Fault;
import dev.micelio.core.objects.faulty.Faults;
import dev.micelio.core.testkit.Seeds;
import java.time.Duration;

final class LandingInvariantsTest {
  private static final Faults WEATHER =
      Faults.NONE
          .delayedAtMost(Duration.ofSeconds(3))
          .with(Fault.ERROR_BEFORE, 0.05)
          .with(Fault.ERROR_AFTER, 0.05)
          .with(Fault.LATE, 0.03)
          .with(Fault.TRUNCATED, 0.01)
          .with(Fault.SLOW, 0.1);

  @Seeds(20)
  void landersThatKnowNothingOfEachOtherKeepOneLog(long seed) {
    var story =
        new LandingStory(seed)
            .lander(Duration.ZERO, Faults.NONE)
            .lander(Duration.ofSeconds(100), Faults.NONE)
            .lander(Duration.ofSeconds(-1000), Faults.NONE)
            .agents(5, 4)
            .run();
    story.holds();
    assertThat(story.commits()).isNotEmpty();
  }

  @Seeds(40)
  void whateverTheWeatherNothingIsLostAndNothingTwice(long seed) {
    new LandingStory(seed)
        .lander(Duration.ZERO, WEATHER)
        .lander(Duration.ofSeconds(200), WEATHER)
        .agents(5, 3)
        .run()
        .holds();
  }
}
