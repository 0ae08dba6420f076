package dev.micelio.core.merge.lines;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How one text became another, line by line.
///
/// Histogram: what is equal at both ends is set aside; the rest is split at the longest run of
/// equal lines around the line that is rarest in the old text, and so on to both sides of it. Where
/// every common line is frequent, Myers' shortest edit decides instead, in linear space. Used once.
final class LineDiff {
  /// A line that is in the old text more often than this is no place to split at.
  static final int OCCURRENCES_MAX = 64;

  /// How many edits from either end Myers' search goes before it gives a region up as changed
  /// throughout.
  static final int ROUNDS_MAX = 1024;

  /// How many lines may be looked at. What is not compared by then counts as changed throughout: a
  /// coarse answer, never a wrong one, and the same on every machine.
  static final long STEPS_MAX = 60_000_000;

  private final int[] before;
  private final int[] after;
  private final boolean[] deleted;
  private final boolean[] added;
  private final ArrayDeque<Region> open = new ArrayDeque<>();
  private final Occurrences occurrences;
  private final int[] forward = new int[2 * ROUNDS_MAX + 3];
  private final int[] backward = new int[2 * ROUNDS_MAX + 3];
  private long steps;

  private LineDiff(int[] before, int[] after, int vocabulary) {
    this.before = before;
    this.after = after;
    deleted = new boolean[before.length];
    added = new boolean[after.length];
    occurrences = new Occurrences(before, vocabulary);
  }

  /// The edits in order; between two of them at least one line is kept.
  static List<Edit> between(Text before, Text after, Text.Vocabulary vocabulary) {
    var diff = new LineDiff(before.lines(), after.lines(), vocabulary.size());
    diff.run();
    return diff.edits();
  }

  /// Lines from `b` to `bEnd` of the old text beside lines from `a` to `aEnd` of the new one.
  private record Region(int b, int bEnd, int a, int aEnd, boolean frequent) {}

  private void run() {
    open.push(new Region(0, before.length, 0, after.length, false));
    while (!open.isEmpty()) {
      var region = trimmed(open.pop());
      if (region.b == region.bEnd || region.a == region.aEnd || steps > STEPS_MAX) {
        markChanged(region);
      } else if (region.frequent) {
        splitAtMiddle(region);
      } else {
        splitAtRarest(region);
      }
    }
    slideDown(before, deleted, added);
    slideDown(after, added, deleted);
  }

  private Region trimmed(Region region) {
    int b = region.b;
    int bEnd = region.bEnd;
    int a = region.a;
    int aEnd = region.aEnd;
    while (b < bEnd && a < aEnd && before[b] == after[a]) {
      b++;
      a++;
    }
    while (b < bEnd && a < aEnd && before[bEnd - 1] == after[aEnd - 1]) {
      bEnd--;
      aEnd--;
    }
    return new Region(b, bEnd, a, aEnd, region.frequent);
  }

  private void markChanged(Region region) {
    Arrays.fill(deleted, region.b, region.bEnd, true);
    Arrays.fill(added, region.a, region.aEnd, true);
  }

  private void splitAtRarest(Region region) {
    occurrences.count(region.b, region.bEnd);
    boolean common = false;
    int rarity = OCCURRENCES_MAX + 1;
    int length = 0;
    int bestBefore = 0;
    int bestAfter = 0;
    steps += region.bEnd - region.b + region.aEnd - region.a;
    for (int a = region.a, next; a < region.aEnd && steps <= STEPS_MAX; a = next) {
      next = a + 1;
      int often = occurrences.of(after[a]);
      common |= often > 0;
      if (often == 0 || often > rarity || often > OCCURRENCES_MAX) {
        continue;
      }
      int behind = region.b;
      for (int b = occurrences.first(after[a]); b >= 0; b = occurrences.next(b)) {
        steps++;
        if (b < behind) {
          continue;
        }
        int rarest = often;
        int back = 0;
        while (b - back > region.b
            && a - back > region.a
            && before[b - back - 1] == after[a - back - 1]) {
          back++;
          rarest = Math.min(rarest, occurrences.of(before[b - back]));
        }
        int on = 1;
        while (b + on < region.bEnd && a + on < region.aEnd && before[b + on] == after[a + on]) {
          rarest = Math.min(rarest, occurrences.of(before[b + on]));
          on++;
        }
        steps += back + on;
        behind = b + on;
        next = Math.max(next, a + on);
        if (back + on > length || rarest < rarity) {
          length = back + on;
          rarity = rarest;
          bestBefore = b - back;
          bestAfter = a - back;
        }
      }
    }
    occurrences.forget(region.b, region.bEnd);
    if (length > 0) {
      split(region, bestBefore, bestAfter, bestBefore + length, bestAfter + length, false);
    } else if (common) {
      open.push(new Region(region.b, region.bEnd, region.a, region.aEnd, true));
    } else {
      markChanged(region);
    }
  }

  /// What lies between the two points is equal; what lies before and behind is still to be
  /// compared.
  private void split(Region region, int b, int a, int bEnd, int aEnd, boolean frequent) {
    open.push(new Region(bEnd, region.bEnd, aEnd, region.aEnd, frequent));
    open.push(new Region(region.b, b, region.a, a, frequent));
  }

  /// Myers, "An O(ND) difference algorithm and its variations", 4b: searches from both ends, the
  /// furthest points of each number of edits in `forward` and `backward` by diagonal, until they
  /// overlap.
  private void splitAtMiddle(Region region) {
    int n = region.bEnd - region.b;
    int m = region.aEnd - region.a;
    int rounds = Math.min(ROUNDS_MAX, (n + m + 1) / 2);
    Arrays.fill(forward, 0);
    Arrays.fill(backward, 0);
    steps += forward.length;
    for (int round = 0; round <= rounds && steps <= STEPS_MAX; round++) {
      if (advance(region, round, true) || advance(region, round, false)) {
        return;
      }
    }
    markChanged(region);
  }

  /// One more edit from one end. True when it met the other end and the region was split there.
  private boolean advance(Region region, int round, boolean fromBegin) {
    int n = region.bEnd - region.b;
    int m = region.aEnd - region.a;
    int[] mine = fromBegin ? forward : backward;
    int[] other = fromBegin ? backward : forward;
    boolean mayMeet = Math.floorMod(n + m, 2) == (fromBegin ? 1 : 0);
    int reach = fromBegin ? round - 1 : round;
    int last = round - 2 * Math.max(0, round - n);
    for (int k = -(round - 2 * Math.max(0, round - m)); k <= last; k += 2) {
      int at = k + ROUNDS_MAX + 1;
      int x =
          k == -round || (k != round && mine[at - 1] < mine[at + 1])
              ? mine[at + 1]
              : mine[at - 1] + 1;
      int end = x;
      while (end < n && end - k < m && isEqual(region, end, end - k, fromBegin)) {
        end++;
      }
      mine[at] = end;
      steps += end - x + 1;
      int opposite = n - m - k;
      if (mayMeet && Math.abs(opposite) <= reach && end + other[opposite + ROUNDS_MAX + 1] >= n) {
        splitAt(region, fromBegin ? x : n - end, fromBegin ? x - k : m - (end - k), end - x);
        return true;
      }
    }
    return false;
  }

  private boolean isEqual(Region region, int x, int y, boolean fromBegin) {
    return fromBegin
        ? before[region.b + x] == after[region.a + y]
        : before[region.bEnd - 1 - x] == after[region.aEnd - 1 - y];
  }

  private void splitAt(Region region, int x, int y, int length) {
    int b = region.b + x;
    int a = region.a + y;
    split(region, b, a, b + length, a + length, true);
  }

  /// Where a run of changed lines could as well lie further down, it does. So two sides that made
  /// the same change are seen to have made it in the same place.
  private static void slideDown(int[] lines, boolean[] changed, boolean[] otherChanged) {
    int other = 0;
    int at = 0;
    while (at < lines.length) {
      if (!changed[at]) {
        while (otherChanged[other]) {
          other++;
        }
        other++;
        at++;
        continue;
      }
      int begin = at;
      int end = endOfRun(changed, at);
      while (end < lines.length
          && !(other < otherChanged.length && otherChanged[other])
          && lines[begin] == lines[end]) {
        changed[begin++] = false;
        changed[end] = true;
        end = endOfRun(changed, end);
        other++;
      }
      at = end;
    }
  }

  private static int endOfRun(boolean[] changed, int from) {
    int end = from;
    while (end < changed.length && changed[end]) {
      end++;
    }
    return end;
  }

  private List<Edit> edits() {
    var edits = new ArrayList<Edit>();
    int b = 0;
    int a = 0;
    while (b < before.length || a < after.length) {
      int bEnd = endOfRun(deleted, b);
      int aEnd = endOfRun(added, a);
      if (bEnd > b || aEnd > a) {
        edits.add(new Edit(b, bEnd, a, aEnd));
        b = bEnd;
        a = aEnd;
      } else {
        b++;
        a++;
      }
    }
    return edits;
  }
}
