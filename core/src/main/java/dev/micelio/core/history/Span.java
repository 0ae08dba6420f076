package dev.micelio.core.history;

import dev.micelio.core.objects.Key;
import dev.micelio.core.project.ProjectKeys;
import java.util.ArrayList;
import java.util.List;

/// The positions `first` … [#last] of a log, as one derived object speaks about them.
record Span(Level level, long first) {
  Span {
    if (first < 1 || !level.ends(first - 1)) {
      throw new IllegalArgumentException("no " + level + " begins with position " + first);
    }
  }

  static Span endingWith(Level level, long last) {
    return new Span(level, last - level.positions() + 1);
  }

  /// The fewest spans that hold `after` + 1 … `last`, the newest first. `last` ends a thousand. The
  /// oldest one may reach further back, but only where at least two of the level below would be
  /// needed instead.
  static List<Span> covering(long after, long last) {
    var spans = new ArrayList<Span>();
    for (long end = last; end > after; end = spans.getLast().first() - 1) {
      var widest = Level.THOUSAND;
      for (var level : Level.values()) {
        if (level.ends(end) && end - after > level.positions() / 10) {
          widest = level;
        }
      }
      spans.add(endingWith(widest, end));
    }
    return spans;
  }

  long last() {
    return first + level.positions() - 1;
  }

  /// The ten spans of the level below, or those of them that reach behind `after`, the newest
  /// first.
  List<Span> below(long after) {
    var below = level.below();
    var spans = new ArrayList<Span>();
    for (long end = last(); below != null && end >= first && end > after; ) {
      spans.add(endingWith(below, end));
      end -= below.positions();
    }
    return spans;
  }

  /// Where its object lies. The filter of a hundred thousand lies with that of the last ten
  /// thousand of them.
  Key key() {
    return switch (level) {
      case THOUSAND -> ProjectKeys.segment(first);
      case TEN_THOUSAND -> ProjectKeys.rollUp(2, first);
      case HUNDRED_THOUSAND -> endingWith(Level.TEN_THOUSAND, last()).key();
      case MILLION -> ProjectKeys.rollUp(3, first);
    };
  }
}
