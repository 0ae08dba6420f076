package dev.micelio.core.merge.lines;

import java.util.ArrayList;
import java.util.List;

/// diff3 as its definition says it, over longest common subsequences by table: quadratic, and free
/// of every trick.
final class NaiveMerge {
  /// Where the conflicts are in the base.
  final List<Hunk.Lines> conflicts = new ArrayList<>();

  /// The merged text with one side's lines at every conflict.
  final List<String> takingOurs = new ArrayList<>();

  final List<String> takingTheirs = new ArrayList<>();
  private final List<String> base;
  private final List<String> ours;
  private final List<String> theirs;
  private int b;
  private int o;
  private int t;

  NaiveMerge(List<String> base, List<String> ours, List<String> theirs) {
    this.base = base;
    this.ours = ours;
    this.theirs = theirs;
    int[] inOurs = partners(base, ours);
    int[] inTheirs = partners(base, theirs);
    while (true) {
      int stable = b;
      while (stable < base.size() && (inOurs[stable] < 0 || inTheirs[stable] < 0)) {
        stable++;
      }
      int oEnd = stable == base.size() ? ours.size() : inOurs[stable];
      int tEnd = stable == base.size() ? theirs.size() : inTheirs[stable];
      decide(stable, oEnd, tEnd);
      if (stable == base.size()) {
        return;
      }
      agree(List.of(base.get(stable)));
      b = stable + 1;
      o = oEnd + 1;
      t = tEnd + 1;
    }
  }

  private void decide(int bEnd, int oEnd, int tEnd) {
    var was = base.subList(b, bEnd);
    var left = ours.subList(o, oEnd);
    var right = theirs.subList(t, tEnd);
    if (was.equals(left) || left.equals(right)) {
      agree(right);
    } else if (was.equals(right)) {
      agree(left);
    } else {
      takingOurs.addAll(left);
      takingTheirs.addAll(right);
      conflicts.add(new Hunk.Lines(b + 1, bEnd - b));
    }
  }

  private void agree(List<String> lines) {
    takingOurs.addAll(lines);
    takingTheirs.addAll(lines);
  }

  /// For each line of `before` its place in `after`, or -1.
  private static int[] partners(List<String> before, List<String> after) {
    var common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    var partners = new int[before.size()];
    int i = 0;
    int j = 0;
    while (i < before.size()) {
      if (j < after.size() && before.get(i).equals(after.get(j))) {
        partners[i++] = j++;
      } else if (j < after.size() && common[i][j + 1] > common[i + 1][j]) {
        j++;
      } else {
        partners[i++] = -1;
      }
    }
    return partners;
  }
}
