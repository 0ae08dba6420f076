package dev.micelio.core.landing;

import dev.micelio.core.env.Promise;

/// An offer that somebody waits for.
record Waiting(Offer offer, long deadlineNanos, Promise<Outcome> answer) {
  boolean isDecided() {
    return answer.isDone();
  }
}
