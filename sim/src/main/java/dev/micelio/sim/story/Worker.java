package dev.micelio.sim.story;

import dev.micelio.core.blob.BlobWriter;
import dev.micelio.core.blob.Existing;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Killed;
import dev.micelio.core.env.Task;
import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Author;
import dev.micelio.core.landing.Base;
import dev.micelio.core.landing.LandingLog;
import dev.micelio.core.landing.Offer;
import dev.micelio.core.landing.Outcome;
import dev.micelio.core.landing.ProjectNodes;
import dev.micelio.core.landing.Tail;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.tree.Change;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.Tree;
import dev.micelio.core.tree.TreePath;
import dev.micelio.sim.law.Offered;
import dev.micelio.sim.law.Seen;
import dev.micelio.sim.law.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One life of an agent that works through a journal: it begins a session on the head, changes
/// files, and offers it until it is decided. It never offers something else while an offer may
/// still land.
final class Worker {
  /// After so many conflicts a session is given up, which decides it too.
  private static final int CONFLICTS_MAX = 6;

  /// When nothing goes wrong any more, everything is decided within this time.
  private static final long DECIDED_WITHIN_NANOS = Duration.ofHours(1).toNanos();

  private static final int READ_ONE_OF = 8;

  /// Further behind than this it begins at the hint again.
  private static final int READ_ON_MAX = 8;

  private final AgentMachine machine;
  private final Simulation sim;
  private final Journal journal;
  private final SplittableRandom random;
  private final ObjectStore objects;
  private final LandingLog log;
  private final List<TreePath> paths;
  private final Set<Digest> uploaded = new HashSet<>();
  private @Nullable Tail known;

  Worker(AgentMachine machine, Journal journal, SplittableRandom random) {
    this.machine = machine;
    this.sim = machine.sim;
    this.journal = journal;
    this.random = random;
    objects = machine.view().objects();
    log = new LandingLog(machine.env, objects);
    paths = Paths.first(sim.scenario().at(Dial.PATHS));
  }

  Object work() {
    while (journal.left > 0 && (journal.draft != null || !sim.isLongEnough())) {
      var draft = journal.draft;
      if (draft == null) {
        var tail = persistently(this::readTail);
        draft = new Journal.Draft(Id.next(machine.env), tail.base(), entries(tail.base()));
        journal.draft = draft;
      }
      if (!draft.told) {
        new Talk(machine, objects, draft, this::nap).tell();
        draft.told = true;
      }
      if (isDecided(draft)) {
        journal.draft = null;
        journal.left--;
        sim.decided();
      }
    }
    return journal;
  }

  private Tail readTail() {
    long atLeast = sim.ledger.position();
    var before = known;
    boolean near = before != null && atLeast - before.position() < READ_ON_MAX;
    var tail = near && before != null ? log.readOn(before, _ -> {}) : log.tail();
    known = tail;
    sim.see(new Seen.ReadTail(atLeast, tail));
    return tail;
  }

  /// All that the project has at a base. Now and then by reading its tree; else as the ledger
  /// knows.
  private SortedMap<TreePath, Entry> entries(Base base) {
    if (random.nextInt(READ_ONE_OF) == 0) {
      return persistently(() -> {
        var entries = new TreeMap<TreePath, Entry>();
        new Tree(base.tree(), new ProjectNodes(machine.env, objects, log))
            .forEach(entry -> entries.put(entry.path(), entry));
        sim.see(new Seen.ReadTree(base, entries));
        return entries;
      });
    }
    return sim.ledger.entriesAt(base.position());
  }

  private boolean isDecided(Journal.Draft draft) {
    var offered = draft.offered == null ? propose(draft) : draft.offered;
    return switch (ask(offered)) {
      case Outcome.Landed _ -> true;
      case Outcome.Undecided _ -> false;
      case Outcome.Denied _ -> again(draft, offered, draft.base);
      case Outcome.Conflicted conflicted -> again(draft, offered, conflicted.head());
    };
  }

  /// It was refused: begins again on `base`, with the same session, or gives up.
  private boolean again(Journal.Draft draft, Offered offered, Base base) {
    sim.ledger.forget(offered);
    if (draft.attempt == CONFLICTS_MAX) {
      return true;
    }
    draft.entries = base.equals(draft.base) ? draft.entries : entries(base);
    draft.base = base;
    draft.offered = null;
    return false;
  }

  private Offered propose(Journal.Draft draft) {
    var wish = new Wish(random, sim.ledger.texts(), draft.entries);
    for (int i = random.nextInt(sim.scenario().at(Dial.EDITS)); i >= 0; i--) {
      boolean locked = chance(Dial.DENIED);
      wish.add(
          locked ? new TreePath(ForgeProcess.LOCKED) : paths.get(random.nextInt(paths.size())));
    }
    wish.written().forEach(this::upload);
    draft.attempt++;
    var offer =
        new Offer(
            draft.session,
            draft.since,
            draft.base,
            "%s #%d of %s".formatted(machine.name, draft.attempt, draft.session),
            new Author("ana", machine.name),
            changes(wish.wanted()),
            List.of());
    var offered = new Offered(offer, draft.entries, wish.wanted());
    sim.ledger.offers(offered);
    draft.offered = offered;
    return offered;
  }

  private static List<Change> changes(SortedMap<TreePath, Optional<Entry>> wanted) {
    var changes = new ArrayList<Change>();
    wanted.forEach((path, entry) ->
        changes.add(entry.isPresent() ? new Change.Put(entry.get()) : new Change.Remove(path)));
    return changes;
  }

  private void upload(Texts.Text text) {
    if (!uploaded.contains(text.digest())) {
      persistently(
          () -> new BlobWriter(machine.env, objects, Existing.BELIEVED, 1).write(text.bytes()));
      uploaded.add(text.digest());
    }
  }

  /// Offers it once, and answers what the agent learns of it.
  private Outcome ask(Offered offered) {
    var landers = sim.landers();
    var calls = new ArrayList<Task<Outcome>>();
    for (int i = chance(Dial.OFFERED_TWICE) ? 2 : 1; i > 0; i--) {
      landers.get(random.nextInt(landers.size())).land(offered).ifPresent(calls::add);
    }
    sim.trace.say(
        machine.name,
        () ->
            "%s%s on %d: %s"
                .formatted(
                    offered.offer().goal(),
                    calls.size() == 2 ? ", twice," : calls.isEmpty() ? ", to nobody," : "",
                    offered.offer().base().position(),
                    Say.changes(
                        sim.ledger.entriesAt(offered.offer().base().position()),
                        offered.wanted())));
    if (!calls.isEmpty() && !chance(Dial.ANSWERS_LOST)) {
      try {
        return calls.getFirst().await();
      } catch (Killed _) { // the lander's death, not this agent's: else the next call throws
      } catch (Problem problem) {
        mayHappen(problem);
      }
    }
    nap();
    return new Outcome.Undecided("no answer");
  }

  private void checkPatience() {
    if (sim.weather.fairNanos() > DECIDED_WITHIN_NANOS) {
      var offered = journal.draft == null ? null : journal.draft.offered;
      sim.end(
          new Ending.Broken(
              "everything is decided in the end",
              "%s is not, %d minutes after things stopped going wrong"
                  .formatted(
                      offered == null ? machine.name : offered.offer().goal(),
                      sim.weather.fairNanos() / 60_000_000_000L)));
    }
  }

  private <T> T persistently(Supplier<T> call) {
    while (true) {
      try {
        return call.get();
      } catch (Problem problem) {
        mayHappen(problem);
        nap();
      }
    }
  }

  /// What an agent tries again: nobody answered, or a lander's clock is too wrong to land anything.
  private void mayHappen(Problem problem) {
    if (problem.kind() != Problem.Kind.UNAVAILABLE && !problem.code().equals("hlc.too-far-ahead")) {
      sim.end(
          new Ending.Broken(
              "nothing fails without reason", problem.code() + ": " + problem.what()));
    }
  }

  private void nap() {
    checkPatience();
    machine.env.sleep(Duration.ofMillis(random.nextInt(1, 500)));
  }

  private boolean chance(Dial dial) {
    return random.nextDouble() < sim.scenario().chance(dial);
  }
}
