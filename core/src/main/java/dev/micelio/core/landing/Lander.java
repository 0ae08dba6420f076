package dev.micelio.core.landing;

import dev.micelio.core.env.Env;
import dev.micelio.core.objects.ObjectStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Lands sessions on the head of a project. Any number of landers, in any number of processes, may
/// work on one project without knowing of each other. Offers that arrive while a commit is under
/// way are landed together by the next one.
public final class Lander {
  private final Env env;
  private final Patience patience;
  private final int togetherMax;
  private final Attempts attempts;

  /// Guards `queue` and `leading`; never held across a call on anything outside.
  private final Object lock = new Object();

  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private boolean leading;

  public Lander(
      Env env,
      ObjectStore project,
      Past past,
      Judge judge,
      Caretaker caretaker,
      Patience patience) {
    this(env, project, past, judge, caretaker, patience, Commit.LANDINGS_MAX);
  }

  /// At most `togetherMax` offers land together.
  public Lander(
      Env env,
      ObjectStore project,
      Past past,
      Judge judge,
      Caretaker caretaker,
      Patience patience,
      int togetherMax) {
    if (togetherMax < 1 || togetherMax > Commit.LANDINGS_MAX) {
      throw new IllegalArgumentException(
          "1 to " + Commit.LANDINGS_MAX + " offers land together, not " + togetherMax);
    }
    this.env = env;
    this.patience = patience;
    this.togetherMax = togetherMax;
    attempts = new Attempts(env, project, past, judge, caretaker, patience);
  }

  /// Lands it, or says why it is not landed. May be asked again with the same session whatever came
  /// of it before: a session lands once. A problem means that it did not land by this call; a put
  /// that may still arrive is answered as undecided.
  public Outcome land(Offer offer) {
    var waiting = new Waiting(offer, env.nanos() + patience.decision().toNanos(), env.promise());
    boolean lead;
    synchronized (lock) {
      queue.add(waiting);
      lead = !leading;
      leading = true;
    }
    if (lead) {
      env.fork("lander", this::lead);
    }
    return waiting.answer().await();
  }

  /// Only one thread leads at a time, until nobody waits.
  private boolean lead() {
    var batch = new ArrayList<Waiting>();
    try {
      while (takeInto(batch)) {
        attempts.land(batch);
        batch.clear();
      }
      return true;
    } catch (Throwable e) { // a bug or the process's end: whoever waits must not wait for ever
      synchronized (lock) {
        batch.addAll(queue);
        queue.clear();
        leading = false;
      }
      batch.forEach(waiting -> waiting.answer().fail(e));
      throw e;
    }
  }

  private boolean takeInto(List<Waiting> batch) {
    synchronized (lock) {
      while (!queue.isEmpty() && batch.size() < togetherMax) {
        batch.add(queue.remove());
      }
      leading = !batch.isEmpty();
      return leading;
    }
  }
}
