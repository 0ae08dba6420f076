package dev.micelio.checks.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.attest.definition.CheckDefinition;
import dev.micelio.checks.outcome.Ran;
import dev.micelio.checks.plan.PlannedCheck;
import dev.micelio.checks.plan.Question;
import dev.micelio.checks.process.Cancellation;
import dev.micelio.checks.process.LogReader;
import dev.micelio.checks.process.Processes;
import dev.micelio.checks.process.RunWatcher;
import dev.micelio.checks.source.Trees;
import dev.micelio.checks.source.WorkTreeContents;
import dev.micelio.checks.source.Workspaces;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.Env;
import dev.micelio.core.pattern.Patterns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Runs scripts as checks of a project.
final class Runs {
  private final Env env;
  private final Path project;
  private final Processes processes;
  private final Workspaces workspaces;
  private final Map<String, String> environment;
  private Isolation isolation;
  private List<String> inputs = List.of("**");
  private List<String> tools = List.of();
  private Map<String, String> variables = Map.of();
  private Duration timeout = Duration.ofSeconds(30);
  private boolean network;
  private Change change = () -> {};

  /// What happens on the machine between plan and run.
  interface Change {
    void make() throws Exception;
  }

  Runs(Env env, Path project, Path cache) {
    this.env = env;
    this.project = project;
    processes = new Processes(env);
    workspaces = new Workspaces(env, cache);
    environment = new TreeMap<>(System.getenv());
    isolation = Isolation.find(env, environment, processes);
  }

  Runs without(Isolation other) {
    isolation = other;
    return this;
  }

  Runs inputs(String... patterns) {
    inputs = List.of(patterns);
    return this;
  }

  Runs tools(Path directory, String... names) {
    environment.merge("PATH", directory.toString(), (path, first) -> first + ":" + path);
    tools = List.of(names);
    return this;
  }

  Runs variables(Map<String, String> wanted) {
    variables = wanted;
    return this;
  }

  Runs timeout(Duration wanted) {
    timeout = wanted;
    return this;
  }

  Runs network() {
    network = true;
    return this;
  }

  Runs planned(Change wanted) {
    change = wanted;
    return this;
  }

  String isolationWord() {
    return isolation.word();
  }

  Ran run(String script) {
    return run(List.of("sh", "-c", script));
  }

  Ran run(List<String> command) {
    var patterns = Patterns.of(inputs);
    var restricted = Trees.of(project, patterns);
    var definition =
        new CheckDefinition(
            "check",
            patterns,
            List.of(),
            timeout,
            new CheckDefinition.Command(command, tools, List.of(), network));
    var known = Tools.of(env, environment, processes);
    var question =
        new Question.Command(command, new TreeMap<>(variables), known.identify(tools), network);
    var check =
        new PlannedCheck(
            definition,
            "x86_64-linux",
            restricted.id(),
            restricted.totals(),
            question,
            Digest.of(new byte[0]));
    try {
      change.make();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return new CommandRuns(env, processes, isolation, workspaces, known)
        .run(
            check,
            restricted,
            new WorkTreeContents(project),
            RunWatcher.NOBODY,
            new Cancellation());
  }

  static String log(Ran ran) {
    return new String(LogReader.unpack(ran.log().log(), ran.log().packed()), UTF_8);
  }
}
