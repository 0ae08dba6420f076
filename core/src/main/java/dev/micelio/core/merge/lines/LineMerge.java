package dev.micelio.core.merge.lines;

import java.util.ArrayList;
import java.util.List;

/// Merges two edits of one text line by line. The same texts and labels give the same bytes on
/// every machine, so that whoever reads a merge can make it again and compare.
public final class LineMerge {
  /// Names the algorithm down to the last byte of what it gives. One that gives anything else is
  /// another algorithm and has another name.
  public static final String ALGORITHM = "diff3-histogram-1";

  /// What is larger is not merged by lines.
  public static final int SIZE_BYTES_MAX = 1 << 20;

  /// From this hunk on, the rest of the text is one hunk: markers do not multiply a text's size.
  public static final int HUNKS_MAX = 1000;

  private final Text base;
  private final Text ours;
  private final Text theirs;
  private final Text.Vocabulary vocabulary = new Text.Vocabulary();

  private LineMerge(byte[] base, byte[] ours, byte[] theirs) {
    this.base = vocabulary.cut(base);
    this.ours = vocabulary.cut(ours);
    this.theirs = vocabulary.cut(theirs);
  }

  public static TextMerge merge(byte[] base, byte[] ours, byte[] theirs, Labels labels) {
    if (!isText(base) || !isText(ours) || !isText(theirs)) {
      return new TextMerge.NotText();
    }
    return new LineMerge(base, ours, theirs).run(labels);
  }

  /// Whether such content is merged by lines.
  public static boolean isText(byte[] content) {
    if (content.length > SIZE_BYTES_MAX) {
      return false;
    }
    for (byte b : content) {
      if (b == 0) {
        return false;
      }
    }
    return true;
  }

  private TextMerge run(Labels labels) {
    var groups =
        groups(
            LineDiff.between(base, ours, vocabulary), LineDiff.between(base, theirs, vocabulary));
    var out = new MarkedText(base, ours, theirs, labels);
    int behind = 0;
    for (var group : groups) {
      out.base(behind, group.baseBegin());
      write(group, out);
      behind = group.baseEnd();
    }
    out.base(behind, base.count());
    return out.merge();
  }

  private void write(Group group, MarkedText out) {
    if (group.oursIs(base, ours)) {
      out.theirs(group.theirsBegin(), group.theirsEnd());
    } else if (group.theirsIs(base, theirs) || group.sidesAgree(ours, theirs)) {
      out.ours(group.oursBegin(), group.oursEnd());
    } else {
      out.hunk(group);
    }
  }

  /// Brings the edits of both sides together: what meets becomes one group.
  private List<Group> groups(List<Edit> ours, List<Edit> theirs) {
    var groups = new ArrayList<Group>();
    int conflicts = 0;
    var left = new Side(ours);
    var right = new Side(theirs);
    while (left.hasNext() || right.hasNext()) {
      int begin = Math.min(left.nextBegin(), right.nextBegin());
      int oursBegin = begin + left.growth;
      int theirsBegin = begin + right.growth;
      int end = begin;
      while (left.nextBegin() <= end || right.nextBegin() <= end) {
        end = Math.max(end, left.nextBegin() <= end ? left.take() : right.take());
      }
      var group =
          new Group(begin, end, oursBegin, end + left.growth, theirsBegin, end + right.growth);
      if (group.isConflict(base, this.ours, this.theirs) && ++conflicts == HUNKS_MAX) {
        groups.add(group.toTheEnd(base, this.ours, this.theirs));
        return groups;
      }
      groups.add(group);
    }
    return groups;
  }

  /// The edits of one side that are still to come, and how far its lines have moved by now.
  private static final class Side {
    private final List<Edit> edits;
    private int next;
    private int growth;

    Side(List<Edit> edits) {
      this.edits = edits;
    }

    boolean hasNext() {
      return next < edits.size();
    }

    int nextBegin() {
      return hasNext() ? edits.get(next).beforeBegin() : Integer.MAX_VALUE;
    }

    /// Takes the next edit; where it ends in the base.
    int take() {
      var edit = edits.get(next++);
      growth += edit.growth();
      return edit.beforeEnd();
    }
  }
}
