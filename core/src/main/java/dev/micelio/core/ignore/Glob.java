package dev.micelio.core.ignore;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A pattern with wildcards, as a non-deterministic automaton over bytes.
///
/// Its *positions* are the steps of the pattern and its end; a set of them is a bit set, so that a
/// byte costs a few operations per 64 positions, and no pattern makes a reader go back.
///
/// | step | at a byte of its set | stays at | is passed without a byte |
/// | --- | --- | --- | --- |
/// | one | goes on | – | – |
/// | within | – | any byte but `/` | to the next |
/// | across | – | any byte | to the next |
/// | directories | – | – | to the next, and past the next two |
final class Glob {
  /// From the step of some directories past their `/`.
  private static final int PAST_DIRECTORIES = 3;

  /// No more steps follow one another that are passed without a byte: into the directories and out
  /// of the across behind them, or past them and out of a star there.
  private static final int PASSES_IN_A_ROW = 2;

  private final int words;
  private final int end;
  private final long[][] takes = new long[256][];
  private final long[] staysWithin;
  private final long[] staysAcross;
  private final long[] passesOne;
  private final long[] passesDirectories;
  private final long[] start;

  /// Of a name: there is no `/` in what it is compared with.
  static Glob ofName(byte[] pattern) {
    return of(pattern, false);
  }

  /// Of a path, or of what of a path follows some text.
  static Glob ofPath(byte[] pattern) {
    return of(pattern, true);
  }

  private static Glob of(byte[] pattern, boolean ofPath) {
    var steps = GlobParser.parse(pattern, ofPath);
    return steps == null ? new Glob(List.of(), -1) : new Glob(steps, steps.size());
  }

  /// `end` is where a match ends; -1 for never.
  private Glob(List<GlobStep> steps, int end) {
    this.end = end;
    words = steps.size() / Long.SIZE + 1;
    staysWithin = new long[words];
    staysAcross = new long[words];
    passesOne = new long[words];
    passesDirectories = new long[words];
    start = new long[words];
    for (int i = 0; i < steps.size(); i++) {
      switch (steps.get(i)) {
        case GlobStep.One _ -> {} // its bytes are laid down below
        case GlobStep.Within() -> {
          set(staysWithin, i);
          set(passesOne, i);
        }
        case GlobStep.Across() -> {
          set(staysWithin, i);
          set(staysAcross, i);
          set(passesOne, i);
        }
        case GlobStep.Directories() -> {
          set(passesOne, i);
          set(passesDirectories, i);
        }
      }
    }
    layDownBytes(steps);
    set(start, 0);
    pass(start);
  }

  /// Most bytes are alike to a pattern, so rows are shared.
  private void layDownBytes(List<GlobStep> steps) {
    record Row(List<Long> words) {}
    Map<Row, long[]> rows = new HashMap<>();
    for (int b = 0; b < takes.length; b++) {
      var row = new long[words];
      for (int i = 0; i < steps.size(); i++) {
        if (steps.get(i) instanceof GlobStep.One(var bytes) && bytes.get(b)) {
          set(row, i);
        }
      }
      takes[b] = rows.computeIfAbsent(new Row(Arrays.stream(row).boxed().toList()), _ -> row);
    }
  }

  /// Whether it matches the bytes from `begin` to the end.
  boolean matches(byte[] text, int begin) {
    if (end < 0) {
      return false;
    }
    var now = start.clone();
    var next = new long[words];
    for (int at = begin; at < text.length; at++) {
      if (!step(now, next, text[at])) {
        return false;
      }
      var swap = now;
      now = next;
      next = swap;
    }
    return ((now[end / Long.SIZE] >>> end) & 1) != 0;
  }

  /// Answers whether anything is left to be matched.
  private boolean step(long[] now, long[] next, byte b) {
    long[] taken = takes[b & 0xff];
    long[] stays = b == '/' ? staysAcross : staysWithin;
    long carry = 0;
    long any = 0;
    for (int i = 0; i < words; i++) {
      long moved = now[i] & taken[i];
      next[i] = (moved << 1) | carry | (now[i] & stays[i]);
      carry = moved >>> (Long.SIZE - 1);
      any |= next[i];
    }
    if (any != 0) {
      pass(next);
    }
    return any != 0;
  }

  private void pass(long[] positions) {
    for (int i = 0; i < PASSES_IN_A_ROW; i++) {
      pass(positions, passesOne, 1);
      pass(positions, passesDirectories, PAST_DIRECTORIES);
    }
  }

  private static void pass(long[] positions, long[] where, int by) {
    long carry = 0;
    for (int i = 0; i < positions.length; i++) {
      long passed = positions[i] & where[i];
      positions[i] |= (passed << by) | carry;
      carry = passed >>> (Long.SIZE - by);
    }
  }

  private static void set(long[] positions, int at) {
    positions[at / Long.SIZE] |= 1L << at;
  }
}
