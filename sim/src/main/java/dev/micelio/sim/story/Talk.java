package dev.micelio.sim.story;

import dev.micelio.core.id.Id;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.session.Message;
import dev.micelio.core.session.NewSession;
import dev.micelio.core.session.Owner;
import dev.micelio.core.session.SessionAnswer;
import dev.micelio.core.session.Sessions;
import dev.micelio.core.session.StartAnswer;
import dev.micelio.sim.law.Seen;
import java.util.List;
import java.util.function.Supplier;

/// What is said in a session: its object is started, and messages are appended to it by several at
/// the same time.
final class Talk {
  private static final int AT_ONCE = 4;

  private final AgentMachine machine;
  private final Simulation sim;
  private final Journal.Draft draft;
  private final Sessions sessions;
  private final Runnable nap;

  Talk(AgentMachine machine, ObjectStore objects, Journal.Draft draft, Runnable nap) {
    this.machine = machine;
    this.sim = machine.sim;
    this.draft = draft;
    this.nap = nap;
    sessions = new ForgeProcess(machine.env, objects).sessions();
  }

  /// Begins again where an earlier life of the machine may have got to.
  void tell() {
    int count = sim.scenario().at(Dial.MESSAGES);
    if (count == 0) {
      return;
    }
    var start = new NewSession(draft.session, "to land", new Owner("ana", null), draft.base);
    if (persistently(() -> sessions.start(start)) instanceof StartAnswer.Taken) {
      sim.end(
          new Ending.Broken("sessions lose nothing", draft.session + " is another's, it is said"));
    }
    while (draft.messages.size() < count) {
      int number = draft.messages.size() + 1;
      draft.messages.add(
          new Message(Id.next(machine.env), "ana", Message.Role.AGENT, "message " + number));
    }
    machine.env.all("talk", draft.messages, AT_ONCE, this::append);
  }

  private Message append(Message message) {
    for (int twice = 0; twice < 2; twice++) {
      var answer = persistently(() -> sessions.appendMessages(draft.session, List.of(message)));
      if (answer instanceof SessionAnswer.Done) {
        sim.see(new Seen.Appended(draft.session, message));
      } else {
        sim.end(new Ending.Broken("sessions lose nothing", draft.session + " answers " + answer));
      }
    }
    return message;
  }

  private <T> T persistently(Supplier<T> call) {
    while (true) {
      try {
        return call.get();
      } catch (Problem problem) {
        if (problem.kind() != Problem.Kind.UNAVAILABLE
            && !problem.code().equals("hlc.too-far-ahead")) {
          sim.end(
              new Ending.Broken(
                  "nothing fails without reason", problem.code() + ": " + problem.what()));
        }
        nap.run();
      }
    }
  }
}
