package dev.micelio.core.merge.lines;

/// Where each line stands within a part of a text, in rising order.
final class Occurrences {
  private final int[] lines;
  private final int[] counts;

  /// The first place of each line plus 1, and for each place the next of the same line, plus 1: 0
  /// says there is none, so that new arrays need no filling.
  private final int[] firsts;

  private final int[] nexts;

  Occurrences(int[] lines, int vocabulary) {
    this.lines = lines;
    counts = new int[vocabulary];
    firsts = new int[vocabulary];
    nexts = new int[lines.length];
  }

  void count(int begin, int end) {
    for (int at = end - 1; at >= begin; at--) {
      int line = lines[at];
      nexts[at] = firsts[line];
      firsts[line] = at + 1;
      counts[line]++;
    }
  }

  void forget(int begin, int end) {
    for (int at = begin; at < end; at++) {
      firsts[lines[at]] = 0;
      counts[lines[at]] = 0;
    }
  }

  int of(int line) {
    return counts[line];
  }

  /// -1 when there is none.
  int first(int line) {
    return firsts[line] - 1;
  }

  /// The next place of the line that stands at `place`, or -1.
  int next(int place) {
    return nexts[place] - 1;
  }
}
