package dev.micelio.core.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.blob.BlobFormat;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.SeededEnv;
import dev.micelio.core.id.Id;
import dev.micelio.core.objects.Key;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Seeds;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProjectInvariantsTest {

  @Seeds
  void invariant1_anIdIsItsText(long seed) {
    var id = ProjectId.next(new SeededEnv(seed));
    assertThat(id.toString()).matches("[0-9a-f]{32}");
    assertThat(ProjectId.parse(id.toString())).isEqualTo(id);
    assertThat(ProjectId.of(id.bytes())).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0123456789abcdef0123456789abcde",
        "0123456789abcdef0123456789abcdef0",
        "0123456789ABCDEF0123456789ABCDEF",
        "01234567-89ab-7def-8123-456789abcdef",
        "0123456789abcdef0123456789abcdeg"
      })
  void invariant1_whatIsNoIdIsRefused(String text) {
    assertThatThrownBy(() -> ProjectId.parse(text))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.code()).isEqualTo("id.malformed-project"));
  }

  @Seeds
  void invariant2_theKeysOfCommitsAreOrderedAsTheirPositions(long seed) {
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 100; i++) {
      long one = 1 + random.nextLong(1L << random.nextInt(1, 53));
      long other = 1 + random.nextLong(1L << random.nextInt(1, 53));
      assertThat(Integer.signum(ProjectKeys.commit(one).compareTo(ProjectKeys.commit(other))))
          .isEqualTo(Long.compare(one, other));
    }
  }

  @Test
  void invariant3_noTwoKindsOfObjectShareAKey() {
    var keys =
        List.of(
            ProjectKeys.HEAD,
            ProjectKeys.CLOCK,
            ProjectKeys.commit(1),
            ProjectKeys.segment(1),
            ProjectKeys.rollUp(2, 1),
            ProjectKeys.rollUp(3, 1),
            ProjectKeys.session(Id.next(new SeededEnv(1))),
            BlobFormat.key(Digest.of(new byte[0])));
    assertThat(keys).doesNotHaveDuplicates().extracting(Key::text).allMatch(Key::isKey);
  }
}
