package dev.micelio.core.objects.fitness;

import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Lookup;
import dev.micelio.core.objects.Range;
import dev.micelio.core.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// What readers see: after a write, during writes, and of a part.
final class Reading {
  private static final int READERS = 4;
  private static final int SMALL_BYTES = 1 << 10;
  private static final int RACED_BYTES = 256 << 10;
  private static final int RACING_WRITERS = 4;

  /// An object store that never waits would else keep its threads from those of the readers.
  private static final Duration BREATH = Duration.ofNanos(100_000);

  private static final int RANGED_BYTES = 100_000;

  private final Scratch scratch;
  private final Effort effort;

  Reading(Scratch scratch, Effort effort) {
    this.scratch = scratch;
    this.effort = effort;
  }

  Finding afterWrite() {
    for (int i = 0; i < effort.repeats(); i++) {
      var key = scratch.key("read/" + i);
      scratch.get(key); // an object store that remembers absence must forget it now
      for (long mark = 1; mark <= 2; mark++) {
        long newest = mark;
        var version = scratch.put(key, Marked.body(newest, SMALL_BYTES));
        var seen = scratch.together("read", READERS, _ -> see(key));
        if (seen.stream().anyMatch(found -> found != newest)) {
          return Property.READ_AFTER_WRITE.broken(
              newest == 1
                  ? "a reader did not find an object that had been stored"
                  : "a reader found the body of before the last put");
        }
        if (!(scratch.head(key) instanceof Lookup.Found(var told, _, _)) || !told.equals(version)) {
          return Property.READ_AFTER_WRITE.broken(
              "the version that a put answered is not the one that readers see");
        }
      }
    }
    return Property.READ_AFTER_WRITE.held(
        effort.repeats() + " new objects and as many changed, " + READERS + " readers each");
  }

  /// The mark of the body under `key`, 0 for none.
  private long see(Key key) {
    var there = scratch.get(key);
    return there.isEmpty() ? 0 : Marked.mark(there.getFirst()).orElse(-1);
  }

  Finding wholeBodies() {
    var key = scratch.key("whole/object");
    scratch.put(key, Marked.body(0, RACED_BYTES));
    long start = scratch.env().nanos();
    var over = new AtomicBoolean();
    var reads = new AtomicInteger();
    var seen =
        scratch.together(
            "whole",
            RACING_WRITERS + READERS,
            i -> i < RACING_WRITERS ? write(key, i, over) : read(key, start, over, reads));
    int torn = seen.stream().mapToInt(Integer::intValue).sum();
    return torn > 0
        ? Property.WHOLE_BODIES.broken(
            torn + " of " + reads + " bodies read while others wrote were not whole")
        : Property.WHOLE_BODIES.held(reads + " bodies read while others wrote, all whole");
  }

  private int write(Key key, int writer, AtomicBoolean over) {
    for (int i = 0; !over.get(); i++) {
      // Sizes differ, so that a new head on an old tail shows.
      scratch.put(key, Marked.body(writer, RACED_BYTES + 1000 * writer + i % 100));
      scratch.env().sleep(BREATH);
    }
    return 0;
  }

  private int read(Key key, long start, AtomicBoolean over, AtomicInteger reads) {
    int torn = 0;
    int readsMin = effort.roundsMin();
    int readsMax = 10 * effort.roundsMax();
    try {
      for (int i = 0;
          i < readsMin || (i < readsMax && !scratch.isPast(start, effort.raceMax()));
          i++) {
        torn += see(key) <= -1 || isGone(key) ? 1 : 0;
        reads.incrementAndGet();
        scratch.env().sleep(BREATH);
      }
      return torn;
    } finally {
      over.set(true);
    }
  }

  private boolean isGone(Key key) {
    return scratch.head(key) instanceof Lookup.Absent;
  }

  Finding ranges() {
    var key = scratch.key("ranges/object");
    byte[] body = Marked.body(7, RANGED_BYTES);
    scratch.put(key, body);
    var ranges =
        List.of(
            Range.ALL,
            new Range(0, 1),
            new Range(1, 1),
            new Range(0, RANGED_BYTES),
            new Range(RANGED_BYTES - 1, 1),
            new Range(RANGED_BYTES - 10, 1000),
            new Range(4095, 4098),
            Range.from(RANGED_BYTES / 2),
            Range.from(RANGED_BYTES),
            new Range(RANGED_BYTES + 5L, 10));
    var wrong = new ArrayList<String>();
    for (var range : ranges) {
      var there = scratch.get(key, range);
      int from = (int) Math.min(range.offset(), RANGED_BYTES);
      byte[] expected =
          Arrays.copyOfRange(body, from, from + (int) range.lengthWithin(RANGED_BYTES));
      if (there.isEmpty() || !Arrays.equals(there.getFirst(), expected)) {
        wrong.add(
            "%d bytes from %d gave %s"
                .formatted(
                    range.lengthWithin(RANGED_BYTES),
                    range.offset(),
                    there.isEmpty()
                        ? "no object"
                        : there.getFirst().length == expected.length
                            ? "other bytes"
                            : there.getFirst().length + " bytes"));
      }
    }
    return wrong.isEmpty()
        ? Property.RANGES.held(ranges.size() + " ranges, also at and past the end")
        : Property.RANGES.broken(String.join("; ", wrong));
  }

  Latency getLatency(int calls) {
    var key = scratch.key("latency/get");
    scratch.put(key, Marked.body(1, SMALL_BYTES));
    return timed(calls, _ -> scratch.get(key));
  }

  Latency putLatency(int calls) {
    return timed(calls, i -> scratch.put(scratch.key("latency/" + i), Marked.body(i, SMALL_BYTES)));
  }

  private Latency timed(int calls, IntConsumer call) {
    var nanos = new ArrayList<Long>();
    long start = scratch.env().nanos();
    for (int i = 0; i < calls && (i == 0 || !scratch.isPast(start, effort.raceMax())); i++) {
      long before = scratch.env().nanos();
      call.accept(i);
      nanos.add(scratch.env().nanos() - before);
    }
    return Latency.of(nanos);
  }

  /// The object store's clock less this machine's, in the middle of one put.
  long clockAheadMillis() {
    var key = scratch.key("clock/now");
    long before = scratch.env().nowMillis();
    scratch.put(key, Marked.body(1, SMALL_BYTES));
    long middle = before + (scratch.env().nowMillis() - before) / 2;
    return switch (scratch.head(key)) {
      case Lookup.Found(_, _, var modifiedMillis) -> modifiedMillis - middle;
      case Lookup.Absent _ ->
          throw new Problem(
              Problem.Kind.CORRUPT,
              "fitness.vanished",
              "an object that had just been stored was gone",
              "do not use this object store");
    };
  }
}
