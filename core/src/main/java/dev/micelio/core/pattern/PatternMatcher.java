package dev.micelio.core.pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells which paths match a list of patterns, one byte after the other. For one thread.
///
/// A path is given as text, or as its bytes in UTF-8 with `/` or 0 between the segments. What is
/// said of a text that is no path means nothing.
///
/// The sets of positions that were met are remembered as states, with the ways from each to the
/// next, so that most bytes cost one look into an array.
public final class PatternMatcher {
  /// Past this many all are forgotten and learned anew, so that no pattern takes memory for more.
  static final int STATES_MAX = 2048;

  private static final byte[] NOTHING = {};

  private final Automaton automaton;
  private final Map<State, State> states = new HashMap<>();
  private final State none = State.certain(Reach.NONE, Set.of());
  private final State all = State.certain(Reach.ALL, Set.of(Ending.ANY));
  private State start;

  PatternMatcher(Automaton automaton) {
    this.automaton = automaton;
    start = state(automaton.start());
  }

  public boolean matches(String path) {
    return matches(path.getBytes(UTF_8));
  }

  public boolean matches(byte[] path) {
    return after(path, path.length).matches;
  }

  /// How much of what may be below a directory matches; the empty text stands for the top.
  public Reach below(String directory) {
    byte[] path = directory.getBytes(UTF_8);
    return path.length == 0 ? start.reach : step(after(path, path.length), '/').reach;
  }

  /// How much matches of the paths behind `after` (null: from the first on) up to and with `last`,
  /// in the order of their bytes with 0 between the segments.
  public Reach reach(byte @Nullable [] after, byte[] last) {
    byte[] low = after == null ? NOTHING : after;
    int shared = shared(low, last);
    var state = after(last, shared);
    if (state.reach != Reach.SOME) {
      return state.reach;
    }
    boolean longer = low.length == shared;
    var sum = longer ? null : behind(low, shared + 1);
    sum =
        and(
            sum,
            next(state, last, shared, longer ? 0 : (low[shared] & 0xff) + 1, last[shared] & 0xff));
    sum = sum == Reach.SOME ? sum : and(sum, upTo(last, shared + 1));
    return sum == null ? Reach.NONE : sum;
  }

  /// The endings of the matching paths in the same range.
  public Set<Ending> endings(byte @Nullable [] after, byte[] last) {
    var state = after(last, after == null ? 0 : shared(after, last));
    var known = state.endings;
    if (known == null) {
      known = Collections.unmodifiableSet(automaton.endings(state.positions));
      state.endings = known;
    }
    return known;
  }

  private static int shared(byte[] low, byte[] last) {
    if (Arrays.compareUnsigned(low, last) >= 0) {
      throw new IllegalArgumentException("a range of paths ends behind its beginning");
    }
    return Arrays.mismatch(low, last);
  }

  /// The reach into the paths behind `low` that begin with its first `from` bytes.
  private @Nullable Reach behind(byte[] low, int from) {
    var state = after(low, from);
    Reach sum = null;
    for (int i = from; state.reach == Reach.SOME && sum != Reach.SOME; i++) {
      if (i == low.length) {
        return and(sum, next(state, low, i, 0, 256));
      }
      sum = and(sum, next(state, low, i, (low[i] & 0xff) + 1, 256));
      state = step(state, low[i]);
    }
    return and(sum, state.reach);
  }

  /// The reach into the paths up to and with `last` that begin with its first `from` bytes.
  private @Nullable Reach upTo(byte[] last, int from) {
    var state = after(last, from);
    Reach sum = null;
    for (int i = from; state.reach == Reach.SOME && sum != Reach.SOME; i++) {
      if (last[i - 1] != 0) {
        sum = and(sum, Reach.of(state.matches));
      }
      if (i == last.length) {
        return sum;
      }
      sum = and(sum, next(state, last, i, 0, last[i] & 0xff));
      state = step(state, last[i]);
    }
    return and(sum, state.reach);
  }

  /// The reach into the paths that have one of the bytes from `low` to before `high` at a place.
  private @Nullable Reach next(State state, byte[] path, int at, int low, int high) {
    boolean segmentBegins = at == 0 || path[at - 1] == 0;
    Reach sum = null;
    int known = -1;
    for (int b = low; b < high && sum != Reach.SOME; b++) {
      int byteClass = automaton.classOf(b);
      if (byteClass != known && b != '/' && (b != 0 || !segmentBegins)) {
        known = byteClass;
        sum = and(sum, step(state, b).reach);
      }
    }
    return sum;
  }

  /// Null stands for the reach into nothing at all.
  private static @Nullable Reach and(@Nullable Reach one, @Nullable Reach other) {
    return one == null ? other : other == null ? one : one.and(other);
  }

  private State after(byte[] path, int length) {
    var state = start;
    for (int i = 0; i < length && state.reach == Reach.SOME; i++) {
      state = step(state, path[i]);
    }
    return state;
  }

  private State step(State from, int b) {
    if (from.reach != Reach.SOME) {
      return from;
    }
    int byteClass = automaton.classOf(b);
    var next = from.next[byteClass];
    if (next == null) {
      next = state(automaton.step(from.positions, byteClass));
      from.next[byteClass] = next;
    }
    return next;
  }

  private State state(long[] positions) {
    return switch (automaton.settle(positions)) {
      case NONE -> none;
      case ALL -> all;
      case SOME ->
          remember(new State(positions, automaton.matches(positions), automaton.classCount()));
    };
  }

  private State remember(State state) {
    var known = states.get(state);
    if (known != null) {
      return known;
    }
    if (states.size() == STATES_MAX) {
      states.clear();
      start = state(automaton.start());
    }
    states.put(state, state);
    return state;
  }

  int statesRemembered() {
    return states.size();
  }
}
