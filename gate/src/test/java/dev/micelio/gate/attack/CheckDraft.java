package dev.micelio.gate.attack;

import dev.micelio.attest.definition.CheckDefinition;
import dev.micelio.attest.statement.Action;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckKey;
import dev.micelio.core.digest.Digest;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/// What a runner says of one check. As a definition wants it, until a test changes it; the key is
/// made from what stands here at the end.
final class CheckDraft {
  static final Digest ANY = Digest.of(new byte[0]);
  private static final long TOOK_MILLIS = 400;

  String name;
  String system;
  List<String> inputs;
  Digest src;
  Action action;
  Check.Result result = Check.Result.PASS;
  long exit;
  long attempt = 1;
  int prior;
  long finished;

  CheckDraft(CheckDefinition definition, Digest src, long finished) {
    name = definition.name();
    system =
        definition.systems().isEmpty()
            ? CheckDefinition.DEFAULT_SYSTEM
            : definition.systems().getFirst();
    inputs = definition.inputs().texts();
    this.src = src;
    this.finished = finished;
    action = action(definition);
  }

  private Action action(CheckDefinition definition) {
    return switch (definition.action()) {
      case CheckDefinition.Nix(var attribute) -> nix(attribute.on(system), Action.Nix.EXECUTED);
      case CheckDefinition.Command command ->
          new Action.Run(
              command.run(),
              new TreeMap<>(),
              command.tools().stream().map(CheckDraft::tool).toList(),
              "bwrap",
              command.network());
    };
  }

  static Action.Nix nix(List<String> attribute, String mode) {
    return new Action.Nix(
        attribute,
        "/nix/store/2b0a1mb7fd8jyhqhkmq9rpvf4nqv9k3h-" + attribute.getLast() + ".drv",
        ANY,
        ANY,
        mode,
        List.of());
  }

  private static Action.Tool tool(String name) {
    return new Action.Tool(name, "/usr/bin/" + name, ANY, "1");
  }

  void failed() {
    result = Check.Result.FAIL;
    exit = 1;
  }

  Check check() {
    return new Check(
        name,
        CheckKey.of(name, action, system, src),
        system,
        inputs,
        src,
        result,
        exit,
        attempt,
        Collections.nCopies(prior, ANY),
        finished - TOOK_MILLIS,
        finished,
        new Check.Log(ANY, 0, ANY, 9),
        action);
  }
}
