package dev.micelio.core.objects.fitness;

import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Fetch;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.objects.Version;
import dev.micelio.core.problem.Problem;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Many writers append to one object: read it, add a mark that nobody else has, put it back on the
/// condition that the version is the one read. In the end every mark that was answered stored must
/// be there, and none that was answered lost.
final class VersionRace {
  private static final int APPENDS_PER_ROUND = 4;
  private static final int APPENDS_MAX = Scratch.BODY_BYTES_MAX / Long.BYTES / 2;
  private static final Duration PAUSE = Duration.ofMillis(50);

  /// When time is over and hardly anything was stored, the race goes on this many times longer
  /// before that counts.
  private static final int PATIENCE = 4;

  private record Marks(List<Long> stored, List<Long> lost, List<Long> unknown) {
    Marks() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    void add(Marks other) {
      stored.addAll(other.stored);
      lost.addAll(other.lost);
      unknown.addAll(other.unknown);
    }
  }

  private record Read(Version version, ByteBuffer body) {}

  private final Scratch scratch;
  private final Effort effort;
  private final Key key;
  private final AtomicInteger stored = new AtomicInteger();
  private final AtomicInteger attempts = new AtomicInteger();
  private final int enough;
  private final int tooMany;
  private final long start;

  VersionRace(Scratch scratch, Effort effort) {
    this.scratch = scratch;
    this.effort = effort;
    this.key = scratch.key("version/log");
    this.enough = Math.min(APPENDS_MAX, APPENDS_PER_ROUND * effort.roundsMax());
    this.tooMany = 2 * enough * effort.writers();
    this.start = scratch.env().nanos();
  }

  Finding run() {
    scratch.put(key, new byte[0]);
    var all = new Marks();
    scratch.together("version", effort.writers(), this::append).forEach(all::add);
    var there = scratch.get(key);
    if (there.isEmpty()) {
      return Property.VERSION_RACE.broken("the object was gone after the race");
    }
    return judge(all, marks(there.getFirst()));
  }

  private boolean isOver() {
    if (stored.get() >= enough || attempts.get() >= tooMany) {
      return true;
    }
    int least = Math.min(enough, effort.writers());
    if (stored.get() >= least) {
      return scratch.isPast(start, effort.raceMax());
    }
    return scratch.isPast(start, effort.raceMax().multipliedBy(PATIENCE));
  }

  private Marks append(int writer) {
    var marks = new Marks();
    long mark = (long) writer << 32;
    while (!isOver()) {
      mark++;
      attempts.incrementAndGet();
      try {
        switch (offer(read(), mark)) {
          case PutAnswer.Stored _ -> {
            stored.incrementAndGet();
            marks.stored.add(mark);
          }
          case PutAnswer.Lost _ -> marks.lost.add(mark);
        }
      } catch (Problem e) {
        if (e.kind() != Problem.Kind.UNAVAILABLE) {
          throw e;
        }
        marks.unknown.add(mark);
        scratch.env().sleep(PAUSE);
      }
    }
    return marks;
  }

  private Read read() {
    try (var fetch = scratch.objects().get(key)) {
      return switch (fetch) {
        case Fetch.Found found ->
            new Read(found.version(), ByteBuffer.wrap(found.bytes(Scratch.BODY_BYTES_MAX)));
        case Fetch.Absent _ ->
            throw new Problem(
                Problem.Kind.CORRUPT,
                "fitness.vanished",
                "an object that nobody deleted was gone while others changed it",
                "do not use this object store");
      };
    }
  }

  private PutAnswer offer(Read read, long mark) {
    var body =
        ByteBuffer.allocate(read.body.remaining() + Long.BYTES)
            .put(read.body)
            .putLong(mark)
            .array();
    return scratch.objects().put(key, Body.of(body), Condition.matches(read.version));
  }

  private static Set<Long> marks(byte[] body) {
    var marks = new HashSet<Long>();
    var bytes = ByteBuffer.wrap(body);
    while (bytes.remaining() >= Long.BYTES) {
      marks.add(bytes.getLong());
    }
    return marks;
  }

  private Finding judge(Marks said, Set<Long> there) {
    long gone = said.stored.stream().filter(mark -> !there.contains(mark)).count();
    long kept = said.lost.stream().filter(there::contains).count();
    if (gone > 0) {
      return Property.VERSION_RACE.broken(
          gone + " of " + said.stored.size() + " updates that were answered stored are lost");
    }
    if (kept > 0) {
      return Property.VERSION_RACE.broken(
          kept + " of " + said.lost.size() + " updates that were answered lost are there");
    }
    long settled = said.unknown.stream().filter(there::contains).count();
    if (said.stored.size() + settled == 0) {
      return nothing(said);
    }
    return Property.VERSION_RACE.held(
        effort.writers()
            + " writers, "
            + (said.stored.size() + " updates stored and all there, ")
            + (said.lost.size() + " refused")
            + (said.unknown.isEmpty()
                ? ""
                : ", "
                    + (said.unknown.size() + " answers unknown, of which ")
                    + (settled + " had been stored")));
  }

  private static Finding nothing(Marks said) {
    if (said.unknown.size() > said.lost.size()) {
      throw new Problem(
          Problem.Kind.UNAVAILABLE,
          "fitness.undecided",
          "the object store answered none of " + said.unknown.size() + " conditional puts clearly",
          "try again when the object store answers");
    }
    return Property.VERSION_RACE.broken(
        "none of "
            + said.lost.size()
            + " puts that matched the newest version was stored, so nothing could ever change");
  }
}
