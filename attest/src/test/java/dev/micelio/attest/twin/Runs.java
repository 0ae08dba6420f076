package dev.micelio.attest.twin;

import dev.micelio.attest.statement.Action;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.testkit.GoldenRun;
import dev.micelio.core.digest.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Check runs that a test needs: the golden one with something changed, and any that chance gives.
final class Runs {
  private static final String[] TEXTS = {
    "",
    "a",
    "\"",
    "\\",
    "\u0000",
    "\n",
    "\u007f",
    "\u00e9",
    "\u20ac",
    "\ud83d\ude00",
    "/nix/store/",
    "-"
  };
  private static final long[] NUMBERS = {
    0, 1, 1767225600000L, 253402300799999L, 253402300800000L, 1L << 53, Long.MAX_VALUE
  };

  private Runs() {}

  static CheckRun with(Check.Result... results) {
    var golden = GoldenRun.run().checks();
    return GoldenRun.with(
        IntStream.range(0, results.length)
            .mapToObj(i -> with(golden.get(i), results[i], golden.get(i).action()))
            .toList());
  }

  static Check with(Check check, Check.Result result, Action action) {
    return new Check(
        check.name(),
        check.key(),
        check.system(),
        check.inputs(),
        check.src(),
        result,
        check.exit(),
        check.attempt(),
        check.prior(),
        check.started(),
        check.finished(),
        check.log(),
        action);
  }

  /// The golden run on a machine that keeps builds apart in another way.
  static CheckRun on(String isolation, String sandbox) {
    var golden = GoldenRun.run();
    var machine = golden.machine();
    var nix = machine.nix().orElseThrow();
    return new CheckRun(
        golden.project(),
        golden.tree(),
        golden.base(),
        golden.session(),
        new CheckRun.Machine(
            machine.system(),
            machine.os(),
            machine.runner(),
            machine.machine(),
            isolation,
            Optional.of(
                new CheckRun.NixSettings(
                    nix.impl(),
                    nix.version(),
                    nix.store(),
                    sandbox,
                    nix.fallback(),
                    nix.pureEval(),
                    nix.ifd(),
                    nix.settings(),
                    nix.substituters()))),
        golden.checks(),
        golden.twins());
  }

  /// The provenance of the first check, had it begun and ended then and given so much.
  static String at(long millis, long narSize) {
    var check = GoldenRun.run().checks().getFirst();
    var nix = (Action.Nix) check.action();
    var output = nix.outputs().getFirst();
    var changed =
        new Check(
            check.name(),
            check.key(),
            check.system(),
            check.inputs(),
            check.src(),
            check.result(),
            check.exit(),
            check.attempt(),
            check.prior(),
            millis,
            millis,
            check.log(),
            new Action.Nix(
                nix.attr(),
                nix.drv(),
                nix.drvSha256(),
                nix.drvs(),
                nix.mode(),
                List.of(
                    new Action.Output(
                        output.name(), output.path(), output.narSha256(), narSize, List.of()))));
    return InToto.provenance(GoldenRun.with(List.of(changed)), GoldenRun.CTI).getFirst().json();
  }

  /// One check with so many outputs, whose input has so many characters.
  static CheckRun multiplied(int outputs, int characters) {
    var check = GoldenRun.run().checks().getFirst();
    var nix = (Action.Nix) check.action();
    var all =
        IntStream.range(0, outputs)
            .mapToObj(i ->
                new Action.Output(
                    "out" + i,
                    nix.outputs().getFirst().path(),
                    new Digest(0, 0, 0, i),
                    i,
                    List.of()))
            .toList();
    var many = new Action.Nix(nix.attr(), nix.drv(), nix.drvSha256(), nix.drvs(), nix.mode(), all);
    return GoldenRun.with(
        List.of(
            new Check(
                check.name(),
                check.key(),
                check.system(),
                List.of("a".repeat(characters)),
                check.src(),
                check.result(),
                check.exit(),
                check.attempt(),
                check.prior(),
                check.started(),
                check.finished(),
                check.log(),
                many)));
  }

  static CheckRun any(Random random) {
    var golden = GoldenRun.run();
    var checks = new ArrayList<Check>();
    for (int count = 1 + random.nextInt(4); count > 0; count--) {
      checks.add(check(random));
    }
    var machine = golden.machine();
    return new CheckRun(
        golden.project(),
        random.nextBoolean()
            ? golden.tree()
            : new CheckRun.TreeIds(digest(random), Optional.empty()),
        golden.base(),
        golden.session(),
        random.nextBoolean()
            ? machine
            : new CheckRun.Machine(
                text(random),
                text(random),
                text(random),
                digest(random),
                text(random),
                Optional.empty()),
        checks,
        List.of());
  }

  private static Check check(Random random) {
    var results = Check.Result.values();
    return new Check(
        text(random),
        digest(random),
        text(random),
        texts(random),
        digest(random),
        results[random.nextInt(results.length)],
        number(random),
        number(random),
        List.of(),
        number(random),
        number(random),
        new Check.Log(digest(random), number(random), digest(random), number(random)),
        random.nextInt(4) == 0
            ? new Action.Run(texts(random), new TreeMap<>(), List.of(), text(random), false)
            : nix(random));
  }

  private static Action.Nix nix(Random random) {
    var outputs = new ArrayList<Action.Output>();
    for (int count = random.nextInt(3); count > 0; count--) {
      outputs.add(
          new Action.Output(
              text(random), text(random), digest(random), number(random), texts(random)));
    }
    return new Action.Nix(
        texts(random),
        text(random),
        digest(random),
        digest(random),
        random.nextBoolean() ? "executed" : "substituted",
        outputs);
  }

  private static List<String> texts(Random random) {
    return IntStream.range(0, random.nextInt(3)).mapToObj(_ -> text(random)).toList();
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int count = random.nextInt(6); count > 0; count--) {
      text.append(TEXTS[random.nextInt(TEXTS.length)]);
    }
    return text.toString();
  }

  private static long number(Random random) {
    return NUMBERS[random.nextInt(NUMBERS.length)];
  }

  private static Digest digest(Random random) {
    return new Digest(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }
}
