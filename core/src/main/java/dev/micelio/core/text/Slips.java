package dev.micelio.core.text;

/// How far two words are from each other by what people mistype.
public final class Slips {
  private Slips() {}

  /// Letters left out, added, changed, or swapped with their neighbour (optimal string alignment).
  /// The work grows with the product of the lengths: whoever asks bounds them.
  public static int between(String left, String right) {
    var distance = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        distance[i][j] = i == 0 || j == 0 ? i + j : least(distance, left, right, i, j);
      }
    }
    return distance[left.length()][right.length()];
  }

  private static int least(int[][] distance, String left, String right, int i, int j) {
    boolean same = left.charAt(i - 1) == right.charAt(j - 1);
    int least =
        Math.min(
            distance[i - 1][j - 1] + (same ? 0 : 1),
            1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1);
    return swapped ? Math.min(least, distance[i - 2][j - 2] + 1) : least;
  }
}
