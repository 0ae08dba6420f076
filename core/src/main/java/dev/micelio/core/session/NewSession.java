package dev.micelio.core.session;

import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Base;

/// What a session is from its start on. The client chooses the id, so that it can start the session
/// again when it did not hear whether it was started.
public record NewSession(Id id, String goal, Owner owner, Base base) {
  public static final int GOAL_BYTES_MAX = 64 << 10;

  public NewSession {
    Bounds.text("the goal of a session", goal, GOAL_BYTES_MAX);
    if (goal.isBlank()) {
      throw Bounds.badField("the goal of a session is empty", "say what the session is for");
    }
  }
}
