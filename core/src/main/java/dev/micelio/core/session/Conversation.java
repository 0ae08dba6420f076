package dev.micelio.core.session;

import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.id.Id;
import dev.micelio.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Why a session is as it is: what was said and what was decided, in the order in which they were
/// added.
public record Conversation(List<Stamped<Message>> messages, List<Stamped<Decision>> decisions) {
  public static final int MESSAGES_MAX = 10_000;
  public static final int DECISIONS_MAX = 1_000;

  static final Conversation EMPTY = new Conversation(List.of(), List.of());

  public Conversation {
    messages = List.copyOf(messages);
    decisions = List.copyOf(decisions);
    Bounds.count("messages", messages.size(), MESSAGES_MAX);
    Bounds.count("decisions", decisions.size(), DECISIONS_MAX);
  }

  Conversation plusMessages(List<Message> more, Hlc at) {
    return new Conversation(plus("message", messages, more, Message::id, at), decisions);
  }

  Conversation plusDecisions(List<Decision> more, Hlc at) {
    return new Conversation(messages, plus("decision", decisions, more, Decision::id, at));
  }

  boolean hasMessages(List<Message> said) {
    return has(messages, said);
  }

  boolean hasDecisions(List<Decision> made) {
    return has(decisions, made);
  }

  private static <T> boolean has(List<Stamped<T>> all, List<T> some) {
    return all.stream().map(Stamped::value).collect(Collectors.toSet()).containsAll(some);
  }

  /// Those that are there already are left where they are.
  static <T> List<Stamped<T>> plus(
      String what, List<Stamped<T>> before, List<T> more, Function<T, Id> id, Hlc at) {
    var known = new HashMap<Id, T>();
    before.forEach(stamped -> known.put(id.apply(stamped.value()), stamped.value()));
    var after = new ArrayList<>(before);
    for (T item : more) {
      @Nullable T same = known.putIfAbsent(id.apply(item), item);
      if (same == null) {
        after.add(new Stamped<>(item, at));
      } else if (!same.equals(item)) {
        throw new Problem(
            Problem.Kind.INVALID,
            "session.id-reused",
            "the session has another " + what + " with the id " + id.apply(item),
            "give every " + what + " an id of its own");
      }
    }
    return after;
  }
}
