package dev.micelio.cli;

import dev.micelio.cli.doctor.DoctorObjects;
import java.util.List;

/// Every command of mic.
final class Index {
  static final Entry.Group COMMANDS =
      new Entry.Group(
          "mic",
          "version control for agents and people that proves that it works",
          List.of(
              new Entry.Group(
                  "doctor",
                  "find out whether what mic stands on is sound",
                  List.of(
                      new Entry.Command(
                          "objects",
                          "prove that an object store is fit, by real races",
                          DoctorObjects::new))),
              new Entry.Command(
                  "help", "say how a command is used", () -> new HelpVerb(Index.COMMANDS))));

  private Index() {}
}
