package dev.micelio.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.core.testkit.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FilterTest {

  private static boolean mayHold(byte[] pages, long fingerprint, int count) {
    int at = Filter.page(fingerprint, count) * Filter.PAGE_BYTES;
    return Filter.mayHold(pages, at, fingerprint, count);
  }

  @Seeds(3)
  void aFilterHoldsAllThatItWasGivenAndLittleElse(long seed) {
    var random = new Random(seed);
    long[] given = random.longs(1 + random.nextInt(100_000)).toArray();
    int pages = Filter.pages(given.length);
    byte[] filter = Filter.write(given, 7, 0);
    assertThat(filter).hasSize(pages * Filter.PAGE_BYTES);
    for (long fingerprint : given) {
      assertThat(mayHold(filter, fingerprint, pages)).isTrue();
    }
    int others = 200_000;
    long wrong = random.longs(others).filter(other -> mayHold(filter, other, pages)).count();
    assertThat((double) wrong / others).as("rate of false answers").isLessThan(0.0016);
  }

  @Seeds(3)
  void theBitsOfFingerprintsThatLieCloseTogetherDiffer(long seed) {
    long begin = new Random(seed).nextLong();
    long[] given = new long[1 << 15];
    for (int i = 0; i < given.length; i++) {
      given[i] = begin + ((long) i << 49);
    }
    int pages = Filter.pages(given.length);
    byte[] filter = Filter.write(given, 7, 0);
    long wrong = 0;
    for (long one : given) {
      wrong += mayHold(filter, one + 1, pages) ? 1 : 0;
      wrong += mayHold(filter, one ^ 1L << 20, pages) ? 1 : 0;
    }
    assertThat(wrong / (2.0 * given.length)).isLessThan(0.002);
  }

  @Test
  void aPageIsBoundToItsPlaceAndItsOwner() {
    long[] given = new Random(1).longs(100_000).toArray();
    byte[] pages = Filter.write(given, 7, 0);
    int at = 3 * Filter.PAGE_BYTES;
    assertThat(Filter.isPage(pages, at, 7, 0, 3)).isTrue();
    assertThat(Filter.isPage(pages, at, 8, 0, 3)).isFalse();
    assertThat(Filter.isPage(pages, at, 7, 1, 3)).isFalse();
    assertThat(Filter.isPage(pages, at, 7, 0, 2)).isFalse();
    assertThat(Filter.isPage(pages, pages.length - 1, 7, 0, 3)).isFalse();
    pages[at + 100] ^= 1;
    assertThat(Filter.isPage(pages, at, 7, 0, 3)).isFalse();
  }
}
