package dev.micelio.core.objects.fitness;

import dev.micelio.core.objects.DeleteAnswer;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.Version;
import dev.micelio.core.problem.Problem;

/// Deletes, with and without a version.
final class Deleting {
  private static final int SIZE_BYTES = 128;

  private enum Answer {
    DELETED,
    LOST,
    NOT_OFFERED
  }

  private final Scratch scratch;
  private final Effort effort;

  Deleting(Scratch scratch, Effort effort) {
    this.scratch = scratch;
    this.effort = effort;
  }

  Finding delete() {
    for (int i = 0; i < effort.repeats(); i++) {
      var key = scratch.key("delete/" + i);
      scratch.put(key, Marked.body(i, SIZE_BYTES));
      scratch.delete(key);
      if (isThere(key)) {
        return Property.DELETE.broken("a deleted object was still there");
      }
      scratch.delete(key);
    }
    return Property.DELETE.held(effort.repeats() + " objects deleted twice each");
  }

  Finding conditional() {
    var key = scratch.key("conditional-delete/object");
    var older = scratch.put(key, Marked.body(1, SIZE_BYTES));
    var newer = scratch.put(key, Marked.body(2, SIZE_BYTES));
    var first = delete(key, older);
    if (!isThere(key)) {
      return Property.CONDITIONAL_DELETE.broken(
          "a delete that matched an older version removed the object");
    }
    if (first == Answer.NOT_OFFERED) {
      return Property.CONDITIONAL_DELETE.notOffered("refused, and nothing was removed");
    }
    if (first == Answer.DELETED) {
      return Property.CONDITIONAL_DELETE.broken(
          "a delete that matched an older version said that it removed the object");
    }
    if (delete(key, newer) != Answer.DELETED || isThere(key)) {
      return Property.CONDITIONAL_DELETE.broken(
          "a delete that matched the newest version removed nothing");
    }
    return Property.CONDITIONAL_DELETE.held(
        "refused for an older version, done for the newest one");
  }

  private boolean isThere(Key key) {
    return !scratch.get(key).isEmpty();
  }

  /// A delete whose answer got lost may have happened, so it is settled by looking.
  private Answer delete(Key key, Version version) {
    try {
      return switch (scratch.objects().delete(key, version)) {
        case DeleteAnswer.Deleted _ -> Answer.DELETED;
        case DeleteAnswer.Lost _ -> Answer.LOST;
      };
    } catch (Problem e) {
      if (e.code().equals("objects.conditional-delete")) {
        return Answer.NOT_OFFERED;
      }
      if (e.kind() != Problem.Kind.UNAVAILABLE) {
        throw e;
      }
      return isThere(key) ? delete(key, version) : Answer.DELETED;
    }
  }
}
