package dev.micelio.core.pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// All patterns of a list as one non-deterministic automaton over the bytes of a path.
///
/// Each pattern is a chain of *positions*, the chains stand one behind the other, and a set of
/// positions is a bit set. What a position is decides what a byte does to it:
///
/// | position | stays at | goes to the next at | is passed without a byte |
/// | --- | --- | --- | --- |
/// | literal byte, `/` | – | that byte | no |
/// | `*` | any byte but `/` | any byte but `/` | yes |
/// | `**` before more segments | any byte | `/` | yes |
/// | `**` at the end | any byte | any byte | no |
/// | end of the pattern | – | – | – |
///
/// So one byte costs a few operations per 64 positions, whatever the patterns.
final class Automaton {
  private static final int SEPARATOR = 0;
  private static final int OTHER = 1;

  private final int[] classes = new int[256];
  private final long[][] advance;
  private final long[] staysAtSeparator;
  private final long[] staysAtOther;
  private final long[] skip;
  private final long[] rest;
  private final long[] ends;
  private final long[] gives;

  /// For each position its pattern, and for each pattern its first position.
  private final int[] owners;

  private final int[] firsts;
  private final List<Pattern> patterns;

  Automaton(List<Pattern> patterns) {
    this.patterns = patterns;
    int size = 0;
    for (var pattern : patterns) {
      size += String.join("/", pattern.segments()).getBytes(UTF_8).length + 1;
    }
    int words = (size + 63) / 64;
    staysAtSeparator = new long[words];
    staysAtOther = new long[words];
    skip = new long[words];
    rest = new long[words];
    ends = new long[words];
    gives = new long[words];
    owners = new int[size];
    firsts = new int[patterns.size()];
    advance = new long[classify()][words];
    int at = 0;
    for (int i = 0; i < patterns.size(); i++) {
      firsts[i] = at;
      at = chain(patterns.get(i), at);
      for (int position = firsts[i]; position < at; position++) {
        owners[position] = i;
        if (!patterns.get(i).takesAway()) {
          set(gives, position);
        }
      }
    }
  }

  /// Bytes that no pattern names are all alike. Answers the number of classes.
  private int classify() {
    var named = new BitSet();
    for (var pattern : patterns) {
      for (String segment : pattern.segments()) {
        for (byte b : segment.getBytes(UTF_8)) {
          named.set(b & 0xff);
        }
      }
    }
    named.clear('*');
    int count = OTHER + 1;
    for (int b = 0; b < classes.length; b++) {
      classes[b] = b == 0 || b == '/' ? SEPARATOR : named.get(b) ? count++ : OTHER;
    }
    return count;
  }

  /// Lays a pattern's positions down from `first`, and answers the first behind them.
  private int chain(Pattern pattern, int first) {
    int at = first;
    var segments = pattern.segments();
    for (int i = 0; i < segments.size(); i++) {
      boolean last = i == segments.size() - 1;
      if (segments.get(i).equals(Pattern.ACROSS)) {
        across(at++, last);
      } else {
        for (byte b : segments.get(i).getBytes(UTF_8)) {
          if (b == '*') {
            star(at++);
          } else {
            set(advance[classes[b & 0xff]], at++);
          }
        }
        if (!last) {
          set(advance[SEPARATOR], at++);
        }
      }
    }
    set(ends, at);
    return at + 1;
  }

  private void star(int at) {
    set(skip, at);
    set(staysAtOther, at);
    for (int i = OTHER; i < advance.length; i++) {
      set(advance[i], at);
    }
  }

  private void across(int at, boolean last) {
    set(staysAtSeparator, at);
    set(staysAtOther, at);
    if (last) {
      set(rest, at);
      for (long[] positions : advance) {
        set(positions, at);
      }
    } else {
      set(skip, at);
      set(advance[SEPARATOR], at);
    }
  }

  int classOf(int b) {
    return classes[b & 0xff];
  }

  int classCount() {
    return advance.length;
  }

  /// Where every pattern begins.
  long[] start() {
    long[] positions = new long[skip.length];
    for (int first : firsts) {
      set(positions, first);
      // never more than a ** and a * in a row
      for (int at = first; has(skip, at); at++) {
        set(positions, at + 1);
      }
    }
    return positions;
  }

  /// Where a byte of this class leads.
  long[] step(long[] from, int byteClass) {
    long[] moves = advance[byteClass];
    long[] stays = byteClass == SEPARATOR ? staysAtSeparator : staysAtOther;
    long[] to = new long[from.length];
    long carry = 0;
    long carryOnce = 0;
    long carryTwice = 0;
    for (int i = 0; i < from.length; i++) {
      long moved = from[i] & moves[i];
      long entered = (moved << 1) | carry;
      carry = moved >>> 63;
      // a ** and a * in a row are passed one after the other
      long once = entered & skip[i];
      entered |= (once << 1) | carryOnce;
      carryOnce = once >>> 63;
      long twice = entered & skip[i];
      to[i] = entered | (twice << 1) | carryTwice | (from[i] & stays[i]);
      carryTwice = twice >>> 63;
    }
    return to;
  }

  /// Clears the positions that can no longer decide anything, and answers what is certain of all
  /// paths that lead on from here.
  Reach settle(long[] positions) {
    int sure = highest(positions, rest);
    if (sure >= 0) {
      clearBelow(positions, firsts[owners[sure]]);
    }
    int given = lowest(positions, gives);
    if (given < 0) {
      return Reach.NONE;
    }
    clearBelow(positions, firsts[owners[given]]);
    return sure >= 0 && owners[sure] == owners[given] && onlyGives(positions)
        ? Reach.ALL
        : Reach.SOME;
  }

  /// Whether a path that ends here matches.
  boolean matches(long[] positions) {
    int end = highest(positions, ends);
    return end >= 0 && has(gives, end);
  }

  /// The endings of all paths that may lead on from here and match.
  Set<Ending> endings(long[] positions) {
    var endings = new LinkedHashSet<Ending>();
    for (int i = 0; i < owners.length; i++) {
      if (has(positions, i) && has(gives, i)) {
        endings.add(patterns.get(owners[i]).ending());
      }
    }
    return endings;
  }

  private boolean onlyGives(long[] positions) {
    for (int i = 0; i < positions.length; i++) {
      if ((positions[i] & ~gives[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  private static int highest(long[] positions, long[] mask) {
    for (int i = positions.length - 1; i >= 0; i--) {
      long both = positions[i] & mask[i];
      if (both != 0) {
        return i * 64 + 63 - Long.numberOfLeadingZeros(both);
      }
    }
    return -1;
  }

  private static int lowest(long[] positions, long[] mask) {
    for (int i = 0; i < positions.length; i++) {
      long both = positions[i] & mask[i];
      if (both != 0) {
        return i * 64 + Long.numberOfTrailingZeros(both);
      }
    }
    return -1;
  }

  private static void clearBelow(long[] positions, int first) {
    for (int i = 0; i < first / 64; i++) {
      positions[i] = 0;
    }
    positions[first / 64] &= -1L << first;
  }

  private static void set(long[] positions, int at) {
    positions[at / 64] |= 1L << at;
  }

  private static boolean has(long[] positions, int at) {
    return ((positions[at / 64] >>> at) & 1) != 0;
  }
}
