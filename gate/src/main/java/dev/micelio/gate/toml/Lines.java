package dev.micelio.gate.toml;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// From an offset in a text to its place. A character of two units is one column.
final class Lines {
  private final int[] ends;
  private final int[] pairs;

  Lines(String text) {
    ends = offsets(text, i -> text.charAt(i) == '\n');
    pairs =
        offsets(text, i -> i > 0 && Character.isSurrogatePair(text.charAt(i - 1), text.charAt(i)));
  }

  private static int[] offsets(String text, IntPredicate wanted) {
    return IntStream.range(0, text.length()).filter(wanted).toArray();
  }

  Place at(int offset) {
    int line = before(ends, offset);
    int start = line == 0 ? 0 : ends[line - 1] + 1;
    int units = offset - start;
    return new Place(line + 1, units - (before(pairs, offset) - before(pairs, start)) + 1);
  }

  /// How many of these lie before the offset.
  private static int before(int[] sorted, int offset) {
    int found = Arrays.binarySearch(sorted, offset);
    return found >= 0 ? found : -found - 1;
  }
}
