package dev.micelio.core.objects.tiered;

import dev.micelio.core.env.Env;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.tiered.Flight.Landing;
import dev.micelio.core.problem.Problem;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The fetches that are under way, at most one for a key.
///
/// A flight is forked before it is entered, and enters itself if it runs before its forker does: so
/// wherever a thread dies, no entry is without a thread that will end.
final class Flights {
  /// How many flights in a row may die before those who wait give up.
  static final int DEATHS_MAX = 16;

  private static final Duration FORKER_PAUSE = Duration.ofNanos(100_000);
  private static final int FORKER_PAUSES_MAX = 1_000;

  private final Env env;
  private final ConcurrentMap<Key, Flight> flights = new ConcurrentHashMap<>();

  Flights(Env env) {
    this.env = env;
  }

  /// What `fetch` answered, be it this caller's or that of somebody who asked before.
  Landing await(Key key, Supplier<Landing> fetch) {
    for (int deaths = 0; deaths < DEATHS_MAX; deaths++) {
      var under = flights.get(key);
      var flight = under == null ? depart(key, fetch) : under;
      var landing = await(flight);
      if (landing != null) {
        return landing;
      }
      flights.remove(key, flight);
    }
    throw new Problem(
        Problem.Kind.UNAVAILABLE,
        "objects.fetch-abandoned",
        "%d threads in a row died while they fetched %s".formatted(DEATHS_MAX, key),
        "try again; if it stays so, give the process more memory");
  }

  private Flight depart(Key key, Supplier<Landing> fetch) {
    var mine = new Flight();
    mine.task = env.fork("fetch", () -> fly(key, mine, fetch));
    var other = flights.putIfAbsent(key, mine);
    if (other != null && other != mine) {
      mine.cancelled = true;
      return other;
    }
    if (mine.landed) {
      flights.remove(key, mine); // it took itself out before it was entered here
    }
    return mine;
  }

  private @Nullable Landing fly(Key key, Flight mine, Supplier<Landing> fetch) {
    if (mine.cancelled) {
      return null;
    }
    var other = flights.putIfAbsent(key, mine);
    if (other != null && other != mine) {
      return null;
    }
    try {
      return fetch.get();
    } finally {
      mine.landed = true;
      flights.remove(key, mine);
    }
  }

  /// Null when the flight died, which says nothing about the object.
  private @Nullable Landing await(Flight flight) {
    var task = flight.task;
    for (int i = 0; task == null && i < FORKER_PAUSES_MAX; i++) { // it ran before its forker did
      env.sleep(FORKER_PAUSE);
      task = flight.task;
    }
    try {
      return task == null ? null : task.await();
    } catch (Error _) {
      return null; // whoever waits is not ill: if it is, its next call on Env says so
    }
  }

  boolean isEmpty() {
    return flights.isEmpty();
  }
}
