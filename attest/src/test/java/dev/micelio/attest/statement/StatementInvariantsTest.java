package dev.micelio.attest.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.cose.Envelope;
import dev.micelio.attest.cose.Refusal;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.testkit.GoldenRun;
import dev.micelio.attest.testkit.PublicVectors;
import dev.micelio.attest.testkit.PublicVectors.Vector;
import dev.micelio.core.digest.Digest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StatementInvariantsTest {
  private static final Digest OTHER = Digest.of(new byte[] {1});

  static Stream<Vector> accepted() {
    return Stream.of("public.json", "negative.json", "statements.json")
        .flatMap(file -> PublicVectors.all(file).stream())
        .filter(vector -> vector.code().equals("ACCEPT"));
  }

  private static StatementType type(Vector vector) {
    return Arrays.stream(StatementType.values())
        .filter(type -> type.word().equals(vector.type()))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void invariant1_whatIsReadIsWrittenAsTheSameBytes(Vector vector) throws Refusal {
    var envelope = Envelope.read(vector.bytes());
    var reasons = new Reasons();
    var statement = Statement.read(type(vector), envelope.payloadValue(), reasons);
    assertThat(reasons.list()).isEmpty();
    assertThat(statement.type()).isEqualTo(type(vector));
    assertThat(statement.toCbor().encode()).isEqualTo(envelope.payload());
    assertThat(Statement.read(type(vector), statement.toCbor(), reasons)).isEqualTo(statement);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void invariant2_noStatementIsReadAsAnotherKind(Vector vector) throws Refusal {
    var payload = Envelope.read(vector.bytes()).payloadValue();
    for (var other : StatementType.values()) {
      var reasons = new Reasons();
      Statement.read(other, payload, reasons);
      assertThat(reasons.isEmpty()).as(other.word()).isEqualTo(other == type(vector));
    }
  }

  @Test
  void invariant3_whatACheckAnswersIsInItsKey() {
    var shell = GoldenRun.run().checks().getLast();
    var run = (Action.Run) shell.action();
    var tool = run.tools().getFirst();
    var variables = new TreeMap<>(run.env());
    variables.put("A", "1");
    var keys = new HashSet<Digest>();
    keys.add(shell.keyOfRecord());
    for (Check other :
        List.of(
            with(shell, "other", shell.system(), shell.src(), run),
            with(shell, shell.name(), "aarch64-linux", shell.src(), run),
            with(shell, shell.name(), shell.system(), OTHER, run),
            doing(shell, GoldenRun.run().checks().getFirst().action()),
            doing(shell, action(run, List.of("true"), variables, run.tools(), false)),
            doing(shell, action(run, run.argv(), variables, run.tools(), false)),
            doing(shell, action(run, run.argv(), run.env(), List.of(), false)),
            doing(shell, action(run, run.argv(), run.env(), List.of(tool, tool), false)),
            doing(
                shell,
                action(
                    run,
                    run.argv(),
                    run.env(),
                    List.of(new Action.Tool(tool.name(), tool.path(), OTHER, tool.version())),
                    false)),
            doing(shell, action(run, run.argv(), run.env(), run.tools(), true)))) {
      assertThat(keys.add(other.keyOfRecord())).as(other.toString()).isTrue();
    }
  }

  @Test
  void invariant3_whatCameOutAndWhereItWasToldIsNot() {
    for (var check : GoldenRun.run().checks()) {
      var other =
          new Check(
              check.name(),
              OTHER,
              check.system(),
              List.of("other/**"),
              check.src(),
              Check.Result.FAIL,
              1,
              9,
              List.of(OTHER),
              1,
              2,
              new Check.Log(OTHER, 1, OTHER, 1),
              elsewhere(check.action()));
      assertThat(other.keyOfRecord()).isEqualTo(check.keyOfRecord());
    }
  }

  private static Action elsewhere(Action action) {
    return switch (action) {
      case Action.Nix nix ->
          new Action.Nix(nix.attr(), "/other", OTHER, OTHER, "substituted", List.of());
      case Action.Run run ->
          new Action.Run(
              run.argv(),
              run.env(),
              each(
                  run.tools(),
                  tool -> new Action.Tool(tool.name(), "/other", tool.sha256(), "other")),
              "none",
              run.network());
    };
  }

  private static <T> List<T> each(List<T> list, UnaryOperator<T> change) {
    return list.stream().map(change).toList();
  }

  private static Action.Run action(
      Action.Run run,
      List<String> argv,
      SortedMap<String, String> env,
      List<Action.Tool> tools,
      boolean network) {
    return new Action.Run(argv, env, tools, run.isolation(), network);
  }

  private static Check doing(Check check, Action action) {
    return with(check, check.name(), check.system(), check.src(), action);
  }

  private static Check with(Check check, String name, String system, Digest src, Action action) {
    return new Check(
        name,
        check.key(),
        system,
        check.inputs(),
        src,
        check.result(),
        check.exit(),
        check.attempt(),
        check.prior(),
        check.started(),
        check.finished(),
        check.log(),
        action);
  }
}
