package dev.micelio.core.merge.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// The merged text as it is written, from its beginning to its end. Used once.
final class MarkedText {
  private final Text base;
  private final Text ours;
  private final Text theirs;
  private final Labels labels;
  private final Markers markers;
  private final ByteArrayOutputStream out;
  private final List<Hunk> hunks = new ArrayList<>();
  private int lines;

  MarkedText(Text base, Text ours, Text theirs, Labels labels) {
    this.base = base;
    this.ours = ours;
    this.theirs = theirs;
    this.labels = labels;
    markers = new Markers(base, ours, theirs);
    out = new ByteArrayOutputStream(Math.max(ours.bytes().length, theirs.bytes().length) + 64);
  }

  void base(int begin, int end) {
    copy(base, begin, end);
  }

  void ours(int begin, int end) {
    copy(ours, begin, end);
  }

  void theirs(int begin, int end) {
    copy(theirs, begin, end);
  }

  private void copy(Text text, int begin, int end) {
    text.write(begin, end, out);
    lines += end - begin;
  }

  void hunk(Group whole) {
    var group = whole.withoutCommonEnds(ours, theirs);
    ours(whole.oursBegin(), group.oursBegin());
    int first = lines;
    mark('<', labels.ours());
    part(ours, group.oursBegin(), group.oursEnd());
    mark('|', labels.base());
    part(base, group.baseBegin(), group.baseEnd());
    mark('=', "");
    part(theirs, group.theirsBegin(), group.theirsEnd());
    mark('>', labels.theirs());
    hunks.add(
        new Hunk(
            new Hunk.Lines(first + 1, lines - first),
            lines(group.baseBegin(), group.baseEnd()),
            lines(group.oursBegin(), group.oursEnd()),
            lines(group.theirsBegin(), group.theirsEnd())));
    ours(group.oursEnd(), whole.oursEnd());
  }

  private static Hunk.Lines lines(int begin, int end) {
    return new Hunk.Lines(begin + 1, end - begin);
  }

  /// A marker stands on a line of its own, also behind a line that lacks its line feed.
  private void part(Text text, int begin, int end) {
    copy(text, begin, end);
    if (end > begin && text.bytes()[text.begins()[end] - 1] != '\n') {
      out.writeBytes(markers.lineEnd());
    }
  }

  private void mark(char sign, String label) {
    out.writeBytes(String.valueOf(sign).repeat(markers.length()).getBytes(UTF_8));
    if (!label.isEmpty()) {
      out.write(' ');
      out.writeBytes(label.getBytes(UTF_8));
    }
    out.writeBytes(markers.lineEnd());
    lines++;
  }

  TextMerge merge() {
    byte[] bytes = out.toByteArray();
    return hunks.isEmpty() ? new TextMerge.Clean(bytes) : new TextMerge.Conflicted(bytes, hunks);
  }
}
