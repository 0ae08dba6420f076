package dev.micelio.gate.testkit;

import dev.micelio.attest.definition.CheckDefinition;
import dev.micelio.attest.statement.Action;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckKey;
import dev.micelio.core.digest.Digest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One record of a run in the making: a pass as its definition wants it, until something else is
/// said. The key follows from the rest.
public final class RecordOf {
  private static final Digest ANY = Digest.of(new byte[0]);
  private static final String PATH = "/nix/store/2b0a1mb7fd8jyhqhkmq9rpvf4nqv9k3h-";

  private final CheckDefinition definition;
  private String name;
  private String system;
  private List<String> inputs;
  private Digest src;
  private Check.Result result = Check.Result.PASS;
  private long exit;
  private long attempt = 1;
  private int prior;
  private long finished = Case.NOW_SECONDS * 1000 - 60_000;
  private String mode = Action.Nix.EXECUTED;
  private List<String> attribute;
  private Map<String, String> variables = Map.of();
  private List<String> words;
  private String isolation = "bwrap";
  private boolean network;
  private boolean isNix;

  RecordOf(CheckDefinition definition, Digest src) {
    this.definition = definition;
    this.src = src;
    name = definition.name();
    system =
        definition.systems().isEmpty()
            ? CheckDefinition.DEFAULT_SYSTEM
            : definition.systems().getFirst();
    inputs = definition.inputs().texts();
    switch (definition.action()) {
      case CheckDefinition.Nix(var path) -> {
        isNix = true;
        attribute = path.on(system);
        words = List.of("true");
      }
      case CheckDefinition.Command command -> {
        attribute = List.of("checks", system, name);
        words = command.run();
      }
    }
  }

  public RecordOf fails() {
    result = Check.Result.FAIL;
    exit = 1;
    return this;
  }

  public RecordOf errs() {
    result = Check.Result.ERROR;
    exit = 127;
    return this;
  }

  public RecordOf exit(long code) {
    exit = code;
    return this;
  }

  public RecordOf named(String other) {
    name = other;
    return this;
  }

  /// On another system, as the definition has it there.
  public RecordOf on(String other) {
    system = other;
    if (definition.action() instanceof CheckDefinition.Nix(var path)) {
      attribute = path.on(other);
    }
    return this;
  }

  public RecordOf inputs(String... others) {
    inputs = List.of(others);
    return this;
  }

  public RecordOf src(Digest other) {
    src = other;
    return this;
  }

  public RecordOf attempt(long number) {
    attempt = number;
    return this;
  }

  public RecordOf prior(int count) {
    prior = count;
    return this;
  }

  public RecordOf finishedSeconds(long seconds) {
    finished = seconds * 1000;
    return this;
  }

  public RecordOf substituted() {
    mode = Action.Nix.SUBSTITUTED;
    return this;
  }

  public RecordOf attribute(String... names) {
    attribute = List.of(names);
    return this;
  }

  public RecordOf words(String... others) {
    words = List.of(others);
    return this;
  }

  public RecordOf variable(String variable, String value) {
    variables = Map.of(variable, value);
    return this;
  }

  public RecordOf unconfined() {
    isolation = "none";
    return this;
  }

  public RecordOf network() {
    network = true;
    return this;
  }

  public RecordOf asNix() {
    isNix = true;
    return this;
  }

  public RecordOf asCommand() {
    isNix = false;
    return this;
  }

  Check check() {
    var action = isNix ? nix() : command();
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
        finished - 400,
        finished,
        new Check.Log(ANY, 0, ANY, 9),
        action);
  }

  private Action nix() {
    return new Action.Nix(
        attribute,
        PATH + "check.drv",
        ANY,
        ANY,
        mode,
        List.of(new Action.Output("out", PATH + "check", ANY, 112, List.of())));
  }

  private Action command() {
    var tools =
        definition.action() instanceof CheckDefinition.Command command
            ? command.tools().stream()
                .map(tool -> new Action.Tool(tool, "/usr/bin/" + tool, ANY, "1"))
                .toList()
            : List.<Action.Tool>of();
    return new Action.Run(words, new TreeMap<>(variables), tools, isolation, network);
  }
}
