package dev.micelio.sim.law;

import dev.micelio.core.id.Id;
import dev.micelio.core.session.Message;
import dev.micelio.core.session.Session;
import dev.micelio.core.session.Stamped;
import dev.micelio.core.session.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// A message that was answered to be in a session stays in it, once, and a session says of itself
/// only a landing that is in the log.
final class SessionsLoseNothing implements Law {
  private final Map<Id, List<Message>> appended = new HashMap<>();
  private final Map<Id, List<Message>> there = new HashMap<>();

  @Override
  public String name() {
    return "sessions lose nothing";
  }

  @Override
  public void look(Seen seen, Ledger ledger) {
    switch (seen) {
      case Seen.Appended(var session, var message) -> {
        appended.computeIfAbsent(session, _ -> new ArrayList<>()).add(message);
        mustHold(session);
      }
      case Seen.Kept(var session) -> {
        there.put(session.id(), messages(session));
        mustHold(session.id());
        if (session.status() instanceof Status.Landed(long position, _)
            && ledger.landed(session.id()).orElse(0L) != position) {
          throw violated(session.id() + " says that it landed at " + position);
        }
      }
      case Seen.Ended() -> {
        appended.clear();
        there.clear();
      }
      default -> {}
    }
  }

  private static List<Message> messages(Session session) {
    return session.conversation().messages().stream().map(Stamped::value).toList();
  }

  private void mustHold(Id session) {
    var held = there.getOrDefault(session, List.of());
    if (new HashSet<>(held).size() < held.size()) {
      throw violated(session + " has a message twice");
    }
    var known = new HashSet<>(held);
    for (var message : appended.getOrDefault(session, List.of())) {
      if (!known.contains(message)) {
        throw violated(session + " has lost the message \"" + message.text() + "\"");
      }
    }
  }
}
