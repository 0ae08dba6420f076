package dev.micelio.core.merge.lines;

/// Edits that meet: the lines that the three texts have there.
record Group(
    int baseBegin, int baseEnd, int oursBegin, int oursEnd, int theirsBegin, int theirsEnd) {

  boolean isConflict(Text base, Text ours, Text theirs) {
    return !oursIs(base, ours) && !theirsIs(base, theirs) && !sidesAgree(ours, theirs);
  }

  boolean oursIs(Text base, Text ours) {
    return base.sameLines(baseBegin, baseEnd, ours, oursBegin, oursEnd);
  }

  boolean theirsIs(Text base, Text theirs) {
    return base.sameLines(baseBegin, baseEnd, theirs, theirsBegin, theirsEnd);
  }

  boolean sidesAgree(Text ours, Text theirs) {
    return ours.sameLines(oursBegin, oursEnd, theirs, theirsBegin, theirsEnd);
  }

  /// All from here on.
  Group toTheEnd(Text base, Text ours, Text theirs) {
    return new Group(baseBegin, base.count(), oursBegin, ours.count(), theirsBegin, theirs.count());
  }

  /// What both sides begin and end with alike is no part of their dispute.
  Group withoutCommonEnds(Text ours, Text theirs) {
    int o = oursBegin;
    int t = theirsBegin;
    while (o < oursEnd && t < theirsEnd && ours.lines()[o] == theirs.lines()[t]) {
      o++;
      t++;
    }
    int oEnd = oursEnd;
    int tEnd = theirsEnd;
    while (oEnd > o && tEnd > t && ours.lines()[oEnd - 1] == theirs.lines()[tEnd - 1]) {
      oEnd--;
      tEnd--;
    }
    return new Group(baseBegin, baseEnd, o, oEnd, t, tEnd);
  }
}
