package dev.micelio.core.merge.lines;

/// Whose the parts of a hunk are, as its markers say: each one line of at most [#LENGTH_MAX]
/// characters. Control characters become spaces and what is longer is cut, so that a goal which
/// somebody wrote can be a label as it is.
public record Labels(String ours, String base, String theirs) {
  public static final int LENGTH_MAX = 200;

  public Labels {
    ours = line(ours);
    base = line(base);
    theirs = line(theirs);
  }

  private static String line(String label) {
    int end = Math.min(LENGTH_MAX, label.length());
    if (end < label.length() && Character.isHighSurrogate(label.charAt(end - 1))) {
      end--;
    }
    return label.substring(0, end).replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ").strip();
  }
}
