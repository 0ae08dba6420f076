package dev.micelio.core.objects.fitness;

import dev.micelio.core.objects.Body;
import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Many writers ask for the absence of one key, round after round. In every second round they do
/// not begin at once but within the time that a round takes, and bodies differ in size, because the
/// gap between a check and its write is not the same everywhere.
final class AbsentRace {
  private static final int[] SIZES = {64, 4 << 10, 64 << 10};

  private enum Said {
    STORED,
    LOST,
    UNKNOWN
  }

  private enum Round {
    ONE_WINNER,
    SEVERAL_WINNERS,
    NO_WINNER,
    STORED_BUT_GONE,
    LOST_BUT_THERE,
    TORN,
    UNDECIDED
  }

  private final Scratch scratch;
  private final Effort effort;
  private final List<Round> rounds = new ArrayList<>();
  private long lastRoundNanos;
  private int settled;
  private int winnersMost;

  AbsentRace(Scratch scratch, Effort effort) {
    this.scratch = scratch;
    this.effort = effort;
  }

  Finding run() {
    long start = scratch.env().nanos();
    while (rounds.size() < effort.roundsMax()
        && (rounds.size() < effort.roundsMin() || !scratch.isPast(start, effort.raceMax()))) {
      rounds.add(round(rounds.size()));
    }
    return finding();
  }

  private Round round(int number) {
    var key = scratch.key("absent/" + number);
    int size = SIZES[number % SIZES.length];
    long spread = number % 2 == 0 ? 0 : lastRoundNanos / 2;
    long start = scratch.env().nanos();
    var said =
        scratch.together(
            "absent",
            effort.writers(),
            writer -> {
              if (spread > 0) {
                scratch.env().sleep(Duration.ofNanos(scratch.env().random().nextLong(spread)));
              }
              return put(key, writer, size);
            });
    lastRoundNanos = scratch.env().nanos() - start;
    return judge(said, scratch.get(key));
  }

  private Said put(Key key, int writer, int size) {
    try {
      var body = Body.of(Marked.body(writer, size));
      return switch (scratch.objects().put(key, body, Condition.ABSENT)) {
        case PutAnswer.Stored _ -> Said.STORED;
        case PutAnswer.Lost _ -> Said.LOST;
      };
    } catch (Problem e) {
      if (e.kind() != Problem.Kind.UNAVAILABLE) {
        throw e;
      }
      return Said.UNKNOWN;
    }
  }

  private Round judge(List<Said> said, List<byte[]> there) {
    int stored = (int) said.stream().filter(Said.STORED::equals).count();
    boolean unknown = said.contains(Said.UNKNOWN);
    winnersMost = Math.max(winnersMost, stored);
    if (stored > 1) {
      return Round.SEVERAL_WINNERS;
    }
    if (there.isEmpty()) {
      return stored == 1 ? Round.STORED_BUT_GONE : unknown ? Round.UNDECIDED : Round.NO_WINNER;
    }
    var mark = Marked.mark(there.getFirst());
    if (mark.isEmpty()) {
      return Round.TORN;
    }
    return switch (said.get((int) mark.getAsLong())) {
      case STORED -> Round.ONE_WINNER;
      case LOST -> stored == 1 ? Round.SEVERAL_WINNERS : Round.LOST_BUT_THERE;
      case UNKNOWN -> {
        settled++;
        yield stored == 1 ? Round.SEVERAL_WINNERS : Round.ONE_WINNER;
      }
    };
  }

  private Finding finding() {
    var wrong = new ArrayList<String>();
    complain(wrong, Round.SEVERAL_WINNERS, "had more than one winner");
    if (winnersMost > 1) {
      wrong.add("up to " + winnersMost + " winners in one round");
    }
    complain(wrong, Round.NO_WINNER, "had no winner");
    complain(wrong, Round.STORED_BUT_GONE, "lost what was answered stored");
    complain(wrong, Round.LOST_BUT_THERE, "kept what was answered lost");
    complain(wrong, Round.TORN, "left a body that is not whole");
    if (!wrong.isEmpty()) {
      return Property.ABSENT_RACE.broken(String.join(", ", wrong));
    }
    if (2 * count(Round.UNDECIDED) > rounds.size()) {
      throw new Problem(
          Problem.Kind.UNAVAILABLE,
          "fitness.undecided",
          count(Round.UNDECIDED)
              + " of "
              + rounds.size()
              + " races could not be judged: the object store answered no put clearly",
          "try again when the object store answers");
    }
    return Property.ABSENT_RACE.held(
        rounds.size()
            + " rounds of "
            + effort.writers()
            + " writers, one winner each"
            + (settled > 0 ? ", " + settled + " of them found by reading again" : "")
            + (count(Round.UNDECIDED) > 0 ? ", " + count(Round.UNDECIDED) + " undecided" : ""));
  }

  private void complain(List<String> wrong, Round kind, String what) {
    if (count(kind) > 0) {
      wrong.add(count(kind) + " of " + rounds.size() + " rounds " + what);
    }
  }

  private long count(Round kind) {
    return rounds.stream().filter(kind::equals).count();
  }
}
