package dev.micelio.sim.law;

import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.cbor.CborFields;
import dev.micelio.core.cbor.CborLimits;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Commit;
import dev.micelio.core.landing.Landing;
import dev.micelio.core.landing.LandingCodec;
import dev.micelio.core.landing.Tail;
import dev.micelio.core.objects.Key;
import dev.micelio.core.project.ProjectKeys;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.TreePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The log as the objects have it, read by somebody who sees every change of an object at once: a
/// second reader of the format, which believes nothing and follows commit by commit. Asks each law
/// before a landing counts.
public final class Ledger {
  private static final int HEADER_BYTES = 5;
  private static final int NODES_MAX = 1 << 20;
  private static final CborLimits LIMITS =
      new CborLimits(Commit.SIZE_BYTES_MAX, Commit.SIZE_BYTES_MAX, 8);

  /// What a path became, and when.
  private record Touch(long position, @Nullable Entry entry) {}

  /// Tree and time after each landing.
  private record Place(Digest tree, Hlc at) {}

  private final Function<Key, Optional<byte[]>> objects;
  private final List<Law> laws;
  private final Map<String, Offered> offers = new HashMap<>();
  private final Map<Id, Long> sessions = new HashMap<>();
  private final List<Place> places = new ArrayList<>();
  private final Map<Long, Digest> chains = new HashMap<>();
  private final SortedMap<TreePath, Entry> head = new TreeMap<>();
  private final Map<TreePath, List<Touch>> touches = new HashMap<>();
  private final Texts texts = new Texts();

  /// `objects` reads one now, without anybody noticing.
  public Ledger(Function<Key, Optional<byte[]>> objects, List<Law> laws) {
    this.objects = objects;
    this.laws = List.copyOf(laws);
    places.add(new Place(Tail.EMPTY.tree(), Tail.EMPTY.at()));
    chains.put(0L, Commit.NONE);
  }

  /// Asks every law.
  public void see(Seen seen) {
    for (var law : laws) {
      law.look(seen, this);
    }
  }

  /// An object changed. Reads on where it is the next commit.
  public void changed(Key key) {
    var bytes = objects.apply(key);
    see(new Seen.Changed(key, bytes.orElse(null)));
    if (key.text().startsWith(ProjectKeys.COMMITS)) {
      for (var next = commit(); next.isPresent(); next = commit()) {
        add(next.get());
      }
    }
  }

  private Optional<byte[]> commit() {
    return objects.apply(ProjectKeys.commit(position() + 1));
  }

  private void add(byte[] bytes) {
    long first = position() + 1;
    var fields =
        CborFields.of(
            "a commit",
            Cbor.decode("a commit", Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length), LIMITS));
    var previous = fields.digest("previous");
    if (!previous.equals(chains.get(position()))) {
      throw new Violated(
          "the log is a chain",
          "commit %d follows %s, and %s was before it"
              .formatted(first, previous.brief(), chains.get(position())));
    }
    for (var landing : fields.list("landings", Commit.LANDINGS_MAX, LandingCodec::decode)) {
      if (landing.position() != position() + 1) {
        throw new Violated(
            "the log is a chain",
            "commit %d has position %d after %d".formatted(first, landing.position(), position()));
      }
      see(new Seen.Landed(landing));
      count(landing);
    }
    var nodes = fields.list("nodes", NODES_MAX, node -> ((Cbor.Bytes) node).array());
    chains.put(position(), Digest.of(bytes));
    see(new Seen.Committed(position(), nodes));
  }

  /// From now on this landing counts.
  void count(Landing landing) {
    places.add(new Place(landing.tree(), landing.at()));
    sessions.putIfAbsent(landing.session(), landing.position());
    var offered = offers.remove(landing.goal());
    if (offered != null) {
      offered.inTheLog = true;
    }
    for (var change : landing.changes()) {
      var after = change.after();
      if (after == null) {
        head.remove(change.path());
      } else {
        head.put(change.path(), after);
      }
      touches
          .computeIfAbsent(change.path(), _ -> new ArrayList<>())
          .add(new Touch(landing.position(), after));
    }
  }

  /// Somebody is going to make this offer.
  public void offers(Offered offered) {
    offers.put(offered.offer().goal(), offered);
  }

  /// Nobody makes this offer again.
  public void forget(Offered offered) {
    if (!offered.refused && offered.undecidedCalls == 0) {
      offers.remove(offered.offer().goal());
    }
  }

  /// Null when it has landed already, or nobody made it.
  @Nullable Offered offered(Landing landing) {
    return offers.get(landing.goal());
  }

  public Texts texts() {
    return texts;
  }

  public long position() {
    return places.size() - 1L;
  }

  Optional<byte[]> object(Key key) {
    return objects.apply(key);
  }

  Digest treeAt(long position) {
    return places.get((int) position).tree;
  }

  Hlc at(long position) {
    return places.get((int) position).at;
  }

  /// The digest of the commit that ends with this position.
  Optional<Digest> chainAt(long position) {
    return Optional.ofNullable(chains.get(position));
  }

  /// Where a session landed.
  public Optional<Long> landed(Id session) {
    return Optional.ofNullable(sessions.get(session));
  }

  /// Where each session landed.
  public Map<Id, Long> sessions() {
    return Collections.unmodifiableMap(sessions);
  }

  public SortedMap<TreePath, Entry> head() {
    return Collections.unmodifiableSortedMap(head);
  }

  /// Every path that was ever there.
  public List<TreePath> paths() {
    return touches.keySet().stream().sorted().toList();
  }

  /// The last landing up to `upTo` that touched a path, 0 for none.
  long newest(TreePath path, long upTo) {
    var all = touches.getOrDefault(path, List.of());
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).position <= upTo) {
        return all.get(i).position;
      }
    }
    return 0;
  }

  /// The same for a path and all below it.
  long newestBelow(TreePath directory, long upTo) {
    String prefix = directory.text() + "/";
    long newest = newest(directory, upTo);
    for (var path : touches.keySet()) {
      if (path.text().startsWith(prefix)) {
        newest = Math.max(newest, newest(path, upTo));
      }
    }
    return newest;
  }

  /// All that the project had at a position.
  public SortedMap<TreePath, Entry> entriesAt(long position) {
    if (position == position()) {
      return new TreeMap<>(head);
    }
    var entries = new TreeMap<TreePath, Entry>();
    for (var path : touches.entrySet()) {
      var all = path.getValue();
      int at = all.size() - 1;
      while (at >= 0 && all.get(at).position > position) {
        at--;
      }
      var entry = at < 0 ? null : all.get(at).entry;
      if (entry != null) {
        entries.put(path.getKey(), entry);
      }
    }
    return entries;
  }
}
