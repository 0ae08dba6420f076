package dev.micelio.sim.law;

import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Base;
import dev.micelio.core.landing.Landing;
import dev.micelio.core.landing.Outcome;
import dev.micelio.core.landing.Tail;
import dev.micelio.core.objects.Key;
import dev.micelio.core.session.Message;
import dev.micelio.core.session.Session;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.TreePath;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What happens in a simulation, as somebody sees it who sees everything.
public sealed interface Seen {

  /// An object was put or deleted; null bytes for deleted.
  @SuppressWarnings("ArrayRecordComponent") // seen once, never compared and never kept
  record Changed(Key key, byte @Nullable [] bytes) implements Seen {}

  /// A landing, right before it counts.
  record Landed(Landing landing) implements Seen {}

  /// All landings of a commit count.
  record Committed(long last, List<byte[]> nodes) implements Seen {}

  /// A lander answered an offer.
  record Answered(Offered offered, Outcome outcome) implements Seen {}

  /// A lander threw: it says that the offer did not land by this call.
  record Failed(Offered offered, String problem) implements Seen {}

  /// Somebody read the end of the log, beginning when it was at `atLeast`.
  record ReadTail(long atLeast, Tail tail) implements Seen {}

  /// Somebody read a whole tree.
  record ReadTree(Base base, SortedMap<TreePath, Entry> entries) implements Seen {}

  /// A message was answered to be in a session.
  record Appended(Id session, Message message) implements Seen {}

  /// A session as its object has it now.
  record Kept(Session session) implements Seen {}

  /// Where derived objects say that each path was touched last, and where sessions landed.
  record Asked(Map<TreePath, Long> newest, Map<Id, Long> landed) implements Seen {}

  /// Nothing goes wrong any more, everybody has ended, and a caretaker has done what was left.
  record Ended() implements Seen {}
}
