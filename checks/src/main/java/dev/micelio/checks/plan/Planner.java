package dev.micelio.checks.plan;

import dev.micelio.attest.definition.CheckDefinition;
import dev.micelio.attest.statement.Action;
import dev.micelio.attest.statement.CheckKey;
import dev.micelio.checks.command.Tools;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.pattern.Patterns;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.tree.NodeSink;
import dev.micelio.core.tree.Restricted;
import dev.micelio.core.tree.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Makes the plan of one machine.
public final class Planner {
  private final String system;
  private final Map<String, String> environment;
  private final Tools tools;

  public Planner(String system, Map<String, String> environment, Tools tools) {
    this.system = system;
    this.environment = environment;
    this.tools = tools;
  }

  /// The plan for these checks of a tree. New nodes of restricted trees are written to `sink`.
  public Plan plan(List<CheckDefinition> definitions, Tree tree, NodeSink sink) {
    var here = definitions.stream().filter(this::isHere).toList();
    var sources = sources(here, tree, sink);
    var found = tools(here);
    var checks = new ArrayList<PlannedCheck>();
    var elsewhere = new ArrayList<Plan.Elsewhere>();
    for (var definition : definitions) {
      if (isHere(definition)) {
        var source = Objects.requireNonNull(sources.get(definition.inputs()));
        checks.add(planned(definition, source, found));
      }
      var others = definition.systems().stream().filter(each -> !each.equals(system)).toList();
      if (!others.isEmpty()) {
        elsewhere.add(new Plan.Elsewhere(definition.name(), others));
      }
    }
    return new Plan(checks, elsewhere);
  }

  private boolean isHere(CheckDefinition definition) {
    return definition.systems().isEmpty() || definition.systems().contains(system);
  }

  private static Map<Patterns, Restricted> sources(
      List<CheckDefinition> definitions, Tree tree, NodeSink sink) {
    var sources = new HashMap<Patterns, Restricted>();
    var empty = new ArrayList<String>();
    for (var definition : definitions) {
      var restricted =
          sources.computeIfAbsent(definition.inputs(), inputs -> tree.restrict(inputs, sink));
      if (restricted.totals().files() == 0) {
        empty.add("check %s: no file matches %s".formatted(definition.name(), definition.inputs()));
      }
    }
    if (!empty.isEmpty()) {
      throw new Problem(
          Problem.Kind.INVALID,
          "check.no-files",
          String.join("\n", empty),
          "correct the inputs in mic.toml (docs/formats/patterns.md has the whole language); `mic check"
              + " --only NAME` answers the others");
    }
    return sources;
  }

  private Map<String, Action.Tool> tools(List<CheckDefinition> definitions) {
    var found = new HashMap<String, Action.Tool>();
    var faults = new ArrayList<String>();
    for (var definition : definitions) {
      if (definition.action() instanceof CheckDefinition.Command command
          && !command.tools().isEmpty()) {
        try {
          tools.identify(command.tools()).forEach(tool -> found.put(tool.name(), tool));
        } catch (Problem problem) {
          if (problem.kind() != Problem.Kind.INVALID) {
            throw problem;
          }
          faults.add("check %s: %s".formatted(definition.name(), problem.what()));
        }
      }
    }
    if (!faults.isEmpty()) {
      throw new Problem(
          Problem.Kind.INVALID,
          "tools.missing",
          String.join("\n", faults),
          "install what is missing, or see that PATH leads to it; `mic check --only NAME` answers"
              + " the others");
    }
    return found;
  }

  private PlannedCheck planned(
      CheckDefinition definition, Restricted source, Map<String, Action.Tool> found) {
    var question = question(definition.action(), found);
    return new PlannedCheck(
        definition,
        system,
        source.id(),
        source.totals(),
        question,
        key(definition.name(), question, source.id()));
  }

  private Question question(CheckDefinition.Action action, Map<String, Action.Tool> found) {
    return switch (action) {
      case CheckDefinition.Nix(var attribute) -> new Question.Nix(attribute.on(system));
      case CheckDefinition.Command command -> {
        var variables = new TreeMap<String, String>();
        for (String name : command.variables()) {
          String value = environment.get(name);
          if (value != null) {
            variables.put(name, value);
          }
        }
        yield new Question.Command(
            command.run(),
            variables,
            command.tools().stream().map(found::get).toList(),
            command.network());
      }
    };
  }

  private Digest key(String name, Question question, Digest source) {
    return switch (question) {
      case Question.Nix(var attribute) -> CheckKey.of(name, attribute, system, source);
      // How it is kept apart is no part of the question, but of what is thought of the answer.
      case Question.Command command -> CheckKey.of(name, command.asRun(""), system, source);
    };
  }
}
