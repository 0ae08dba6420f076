package dev.micelio.core.session;

import dev.micelio.core.id.Id;
import java.util.List;

/// What was chosen, why, by whom, and what else was considered. Its id makes that it is added once
/// however often it is sent.
public record Decision(Id id, String what, String why, String by, List<String> alternatives) {
  public static final int TEXT_BYTES_MAX = 16 << 10;
  public static final int ALTERNATIVES_MAX = 32;

  public Decision {
    alternatives = List.copyOf(alternatives);
    Bounds.text("what was decided", what, TEXT_BYTES_MAX);
    if (what.isBlank()) {
      throw Bounds.badField("a decision is empty", "say what was decided");
    }
    Bounds.text("the reason of a decision", why, TEXT_BYTES_MAX);
    Bounds.name("the author of a decision", by);
    if (alternatives.size() > ALTERNATIVES_MAX) {
      throw Bounds.badField(
          "a decision has %d alternatives where at most %d are allowed"
              .formatted(alternatives.size(), ALTERNATIVES_MAX),
          "name those that matter");
    }
    for (String alternative : alternatives) {
      Bounds.text("an alternative of a decision", alternative, TEXT_BYTES_MAX);
    }
  }
}
