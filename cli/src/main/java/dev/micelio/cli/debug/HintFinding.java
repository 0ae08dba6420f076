package dev.micelio.cli.debug;

import dev.micelio.cli.Json;
import dev.micelio.core.landing.HeadHint;
import dev.micelio.core.landing.Landing;
import dev.micelio.core.landing.Tail;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the head hint says, held against a log that was read whole after it.
///
/// @param position what it names; 0 where it names none
record HintFinding(Is is, long position, String sentence) {

  enum Is {
    /// There is no object.
    NONE,
    /// There is one that says nothing, which is as if there were none.
    UNREADABLE,
    /// It is ahead of the log, or says of a landing what the log does not.
    WRONG,
    /// There are landings that nobody has cared for yet.
    BEHIND,
    RIGHT
  }

  /// @param at the landing that the log has at the hint's position
  static HintFinding of(
      boolean isThere, Optional<HeadHint> found, Tail tail, @Nullable Landing at) {
    if (found.isEmpty()) {
      return isThere
          ? new HintFinding(Is.UNREADABLE, 0, "wrong: what lies under the key head is no hint")
          : new HintFinding(Is.NONE, 0, "none");
    }
    var hint = found.get();
    long position = hint.position();
    if (at == null) {
      return new HintFinding(
          Is.WRONG,
          position,
          "wrong: it names position %d, and the log ends at %d: either somebody changed it, or"
                  .formatted(position, tail.position())
              + " the commits behind are lost");
    }
    if (!hint.tree().equals(at.tree()) || !hint.at().equals(at.at())) {
      return new HintFinding(
          Is.WRONG,
          position,
          "wrong: of position " + position + " it says another tree or time than the log");
    }
    long behind = tail.position() - position;
    return behind == 0
        ? new HintFinding(Is.RIGHT, position, "at position %d, the tail".formatted(position))
        : new HintFinding(
            Is.BEHIND, position, "at position %d, %d behind the tail".formatted(position, behind));
  }

  boolean isWrong() {
    return is == Is.WRONG || is == Is.UNREADABLE;
  }

  Json json() {
    return Json.object()
        .with("is", is.name().toLowerCase(Locale.ROOT))
        .with("position", position)
        .end();
  }
}
