package dev.micelio.core.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.core.blob.BlobWriter;
import dev.micelio.core.blob.Existing;
import dev.micelio.core.id.Id;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.core.tree.TreePath;
import java.util.List;
import java.util.function.Supplier;

/// A project in memory without faults, and words for what sessions do there.
final class LandingBench {
  final LandingStory story = new LandingStory(1);

  <T> T in(Supplier<T> work) {
    return story.env.run(work);
  }

  Lander lander(ObjectStore view, Judge judge) {
    return new Lander(
        story.env,
        view,
        new ScannedPast(new LandingLog(story.env, view)),
        judge,
        new Caretaker(story.env, view, _ -> {}, _ -> {}, LandingStory.PATIENCE),
        LandingStory.PATIENCE);
  }

  Caretaker caretaker() {
    return new Caretaker(story.env, story.truth, _ -> {}, _ -> {}, LandingStory.PATIENCE);
  }

  Lander lander() {
    return lander(story.truth, Judge.ALL);
  }

  Offer offer(Base base, Change... changes) {
    return offer(Id.next(story.env), base, changes);
  }

  Offer offer(Id session, Base base, Change... changes) {
    return new Offer(
        session, base.position(), base, "goal", new Author("ana", ""), List.of(changes), List.of());
  }

  Change put(String path, String text) {
    return put(path, EntryKind.FILE, text);
  }

  Change put(String path, EntryKind kind, String text) {
    var blob =
        new BlobWriter(story.env, story.truth, Existing.BELIEVED, 1).write(text.getBytes(UTF_8));
    return new Change.Put(new Entry(new TreePath(path), kind, blob.digest(), blob.size()));
  }

  Base head() {
    return story.log.tail().base();
  }

  /// Lands on the head, at once.
  Outcome.Landed land(Change... changes) {
    return (Outcome.Landed) lander().land(offer(head(), changes));
  }
}
