package dev.micelio.core.history;

import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Landing;
import dev.micelio.core.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What somebody wants to know: the newest landings that have a fingerprint and really are meant by
/// it. Gathers its answer, the newest first. For one thread.
final class Question {
  private final long fingerprint;
  private final Predicate<Landing> means;
  private final int wanted;
  private final List<Landing> found = new ArrayList<>();

  private Question(long fingerprint, Predicate<Landing> means, int wanted) {
    this.fingerprint = fingerprint;
    this.means = means;
    this.wanted = wanted;
  }

  static Question touching(TreePath path, int wanted) {
    String text = path.text();
    String below = text + "/";
    return new Question(
        Fingerprint.of(path),
        landing ->
            landing.changes().stream()
                .map(change -> change.path().text())
                .anyMatch(changed -> changed.equals(text) || changed.startsWith(below)),
        wanted);
  }

  static Question landingOf(Id session) {
    return new Question(Fingerprint.of(session), landing -> landing.session().equals(session), 1);
  }

  long fingerprint() {
    return fingerprint;
  }

  int lacking() {
    return wanted - found.size();
  }

  boolean isOpen() {
    return found.size() < wanted;
  }

  /// Looks at a landing, older than all before.
  void look(Landing landing) {
    if (isOpen() && means.test(landing)) {
      found.add(landing);
    }
  }

  List<Landing> found() {
    return List.copyOf(found);
  }
}
