package dev.micelio.bench;

import dev.micelio.core.env.Env;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.gate.binding.KnownSources;
import dev.micelio.gate.decision.Context;
import dev.micelio.gate.decision.Gate;
import dev.micelio.gate.decision.Verdict;
import dev.micelio.gate.intake.Intake;
import dev.micelio.gate.intake.Offered;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// What a gate takes to decide about a landing of ten files and twenty checks that were attested a
/// thousand landings before, with trees of growing sizes, against what git takes to ask for each
/// check whether its files differ; and what a large policy takes. Nodes in memory, one thread, and
/// its processor time; of git the time of its processes.
final class GateBench {
  private static final int ROUNDS = 15;
  private static final int COLD_ROUNDS = 3;
  private static final int WARMING_ROUNDS = 40;
  private static final int WARMING_FILES = 20_000;
  private static final int POLICY_ROUNDS = 25;
  private static final int[] PRINCIPALS = {100, 1_000};
  private static final int PRINCIPALS_OF_A_RULE = 5;
  private static final Env ENV = new MachineEnv();

  private GateBench() {}

  public static void main(String[] arguments) throws Exception {
    var sizes = arguments.length == 0 ? List.of("10000", "100000", "1000000") : List.of(arguments);
    var table =
        new MarkdownTable(
            List.of(
                "files",
                "warm, ms",
                "nodes read",
                "with 1 attestation of 20, ms",
                "with 20 attestations, ms",
                "cold, ms",
                "nodes read",
                "git diff-tree, 20 times, ms",
                "git ÷ warm"));
    new GateBench().landings(WARMING_FILES, WARMING_ROUNDS);
    for (String size : sizes) {
      table.row(new GateBench().measured(Integer.parseInt(size)));
    }
    table.print();
    policies();
  }

  private record Cost(double millis, double nodes) {}

  private record Costs(Cost warm, Cost together, Cost alone, Cost cold, String verdict) {}

  private List<String> measured(int files) throws Exception {
    var costs = landings(files, ROUNDS);
    double git = git(files);
    System.out.println(files + " files: " + costs.verdict);
    return List.of(
        String.format(Locale.ROOT, "%,d", files).replace(',', ' '),
        text(costs.warm.millis),
        text(costs.warm.nodes),
        text(costs.together.millis),
        text(costs.alone.millis),
        text(costs.cold.millis),
        text(costs.cold.nodes),
        text(git),
        text(git / costs.warm.millis));
  }

  private static String text(double number) {
    return String.format(Locale.ROOT, number < 100 ? "%.1f" : "%.0f", number);
  }

  /// Each round is another session on the same head, of which the results are known; only the cold
  /// ones know nothing.
  private Costs landings(int files, int rounds) throws Exception {
    var project = new GateProject(ENV, files, AttestBench.golden());
    var known = project.knownOfHead();
    var warm = new ArrayList<Cost>();
    var together = new ArrayList<Cost>();
    var alone = new ArrayList<Cost>();
    var cold = new ArrayList<Cost>();
    String verdict = "";
    project.nodes.keepNoMore();
    for (int round = 0; round < rounds; round++) {
      var session = project.session(3 * round);
      warm.add(cost(project, () -> decide(project, session, known)));
      var second = project.session(3 * round + 1);
      together.add(cost(project, () -> judge(project, second, List.of(second.together()), known)));
      var third = project.session(3 * round + 2);
      alone.add(cost(project, () -> judge(project, third, third.alone(), known)));
      if (round < COLD_ROUNDS) {
        cold.add(cost(project, () -> decide(project, session, KnownSources.NONE)));
        verdict = verdict(decide(project, session, known).get());
      }
      project.nodes.forgetPassing();
    }
    return new Costs(middle(warm), middle(together), middle(alone), middle(cold), verdict);
  }

  private static String verdict(Verdict verdict) {
    long proved = verdict.checks().stream().filter(check -> check.isProved()).count();
    return proved
        + " of "
        + verdict.checks().size()
        + " checks are proved, the others were touched";
  }

  /// What is admitted is not verified within the time.
  private static Supplier<Verdict> decide(
      GateProject project, GateProject.Session session, KnownSources known) {
    var admitted = new Intake(project.policy).admit(List.of(session.together()));
    var candidate = project.candidate(session);
    return () ->
        new Gate(project.contents).decide(candidate, project.policy, admitted, context(known));
  }

  private static Supplier<Verdict> judge(
      GateProject project, GateProject.Session session, List<Offered> offered, KnownSources known) {
    var candidate = project.candidate(session);
    return () -> new Gate(project.contents).judge(candidate, offered, List.of(), context(known));
  }

  private static Context context(KnownSources known) {
    return new Context(Optional.empty(), ENV.nowMillis() / 1000, known);
  }

  private static Cost cost(GateProject project, Supplier<Supplier<Verdict>> prepared) {
    var work = prepared.get();
    project.nodes.take();
    var threads = ManagementFactory.getThreadMXBean();
    long begun = threads.getCurrentThreadCpuTime();
    var verdict = work.get();
    double millis = (threads.getCurrentThreadCpuTime() - begun) / 1e6;
    if (verdict.checks().size() != GatePolicy.INPUTS.size() || !verdict.refused().isEmpty()) {
      throw new IllegalStateException(verdict.toString());
    }
    return new Cost(millis, project.nodes.take().allRead());
  }

  private static Cost middle(List<Cost> costs) {
    return new Cost(
        middleOf(costs.stream().map(Cost::millis).toList()),
        middleOf(costs.stream().map(Cost::nodes).toList()));
  }

  private static double middleOf(List<Double> numbers) {
    return numbers.stream().sorted().toList().get(numbers.size() / 2);
  }

  /// Whether the files of each check differ between what was attested and the result.
  private static double git(int files) throws Exception {
    var scratch = Path.of("bench/target/gate").toAbsolutePath();
    Scratch.clear(scratch);
    try {
      Files.createDirectories(scratch);
      var project = new GateProject(ENV, files, AttestBench.golden());
      var git = new GitPeer(ENV, scratch);
      git.makeBase(files, TreeGitFiles.CONTENTS);
      git.makeBranches(
          new LinkedHashMap<String, Collection<GitPeer.Edit>>(
              project.branches(project.session(0))));
      git.settle();
      var millis = new ArrayList<Double>();
      for (int round = 0; round < COLD_ROUNDS; round++) {
        double sum = 0;
        for (var inputs : GatePolicy.INPUTS) {
          sum += git.millis("", arguments(inputs));
        }
        millis.add(sum);
      }
      return middleOf(millis);
    } finally {
      Scratch.clear(scratch);
    }
  }

  private static List<String> arguments(List<String> inputs) {
    var arguments =
        new ArrayList<>(List.of("diff-tree", "-r", "--name-only", "session", "result", "--"));
    for (String input : inputs) {
      arguments.add(
          input.startsWith("!") ? ":(exclude,glob)" + input.substring(1) : ":(glob)" + input);
    }
    return arguments;
  }

  /// Parsing and deciding, by the size of the policy.
  private static void policies() throws Exception {
    var table =
        new MarkdownTable(
            List.of("principals, path rules", "bytes", "parse, ms", "parse and decide, ms"));
    var parse = new ArrayList<Double>();
    var both = new ArrayList<Double>();
    for (int principals : PRINCIPALS) {
      var bench = new GatePolicyCost(ENV, principals, principals / PRINCIPALS_OF_A_RULE);
      var parsed = new ArrayList<Double>();
      var judged = new ArrayList<Double>();
      for (int round = 0; round < POLICY_ROUNDS; round++) {
        parsed.add(bench.parseMillis());
        judged.add(bench.judgeMillis());
      }
      parse.add(middleOf(parsed));
      both.add(middleOf(judged));
      table.row(
          List.of(
              principals + ", " + principals / PRINCIPALS_OF_A_RULE,
              String.valueOf(bench.bytes()),
              text(parse.getLast()),
              text(both.getLast())));
    }
    table.row(
        List.of(
            "ratio",
            "",
            text(parse.getLast() / parse.getFirst()),
            text(both.getLast() / both.getFirst())));
    table.print();
  }
}
