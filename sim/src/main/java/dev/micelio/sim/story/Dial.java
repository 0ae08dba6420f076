package dev.micelio.sim.story;

import dev.micelio.core.objects.faulty.Fault;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a seed decides about a simulation before it begins. Each one has a smallest value, at which
/// there is nothing more to leave out; chances are in thousandths.
public enum Dial {
  AGENTS(1),
  /// How many sessions each agent works on at the same time.
  AT_ONCE(1),
  /// How many sessions each of those works through.
  SESSIONS(1),
  LANDERS(1),
  PATHS(2),
  /// How many paths a session changes at most.
  EDITS(1),
  /// How long things go wrong, in simulated seconds.
  CHAOS_SECONDS(0),
  /// How long a slow or late call takes at most.
  DELAY_MILLIS(1),
  ERROR_BEFORE(0, Fault.ERROR_BEFORE),
  ERROR_AFTER(0, Fault.ERROR_AFTER),
  LATE(0, Fault.LATE),
  DUPLICATED(0, Fault.DUPLICATED),
  REPEATED(0, Fault.REPEATED),
  THROTTLED(0, Fault.THROTTLED),
  LAGGING(0, Fault.LAGGING),
  SLOW(0, Fault.SLOW),
  TRUNCATED(0, Fault.TRUNCATED),
  /// The chance that a cache answers what the head was before.
  STALE_HEAD(0),
  /// The chance at each call on Env that the machine of a lander, or of an agent, crashes; in
  /// millionths.
  LANDER_CRASHES(0),
  AGENT_CRASHES(0),
  /// How far clocks are wrong at most, and how often one of them jumps.
  SKEW_SECONDS(0),
  CLOCK_JUMPS(0),
  /// The chance that an agent does not get the answer to an offer.
  ANSWERS_LOST(0),
  /// The chance that an agent offers to two landers at the same time.
  OFFERED_TWICE(0),
  /// The chance that a session changes something that the judge denies.
  DENIED(0),
  /// How many messages are appended to a session, each of them twice at the same time.
  MESSAGES(0),
  /// When so much has landed agents begin nothing more; 0 for no such end.
  LANDINGS(0);

  private final int least;
  private final @Nullable Fault fault;

  Dial(int least) {
    this(least, null);
  }

  Dial(int least, @Nullable Fault fault) {
    this.least = least;
    this.fault = fault;
  }

  public int least() {
    return least;
  }

  Optional<Fault> fault() {
    return Optional.ofNullable(fault);
  }
}
