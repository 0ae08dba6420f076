package dev.micelio.gate.evidence;

import dev.micelio.attest.statement.Action;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckKey;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.project.ProjectId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// The check run of the published golden attestation, as far as a policy looks at it.
record GoldenRun(CheckRun.NixSettings nix, List<Check> checks) {
  /// What the policy's inputs give in the tree that the vectors are judged for.
  static final Map<String, Digest> SOURCES =
      Map.of(
          "fmt", Digest.parse("01a69ad4ca66ebebd8fc22725e20358dd0ecdcd438746c6e546473cd4810b78b"),
          "unit", Digest.parse("a050b3fc26ada2767e66095cfd4e50e7dff0100f1a73bf4559f8d556f330dd0c"),
          "shell",
              Digest.parse("88df42be3c9d78da11cc2ff8b9e7b9a915579da2c5b63166a3737bf32f626189"));

  static final long NOW_SECONDS = 1_767_225_701;
  static final int FMT = 0;
  static final int UNIT = 1;
  static final int SHELL = 2;
  private static final Digest ANY = Digest.of(new byte[0]);

  static GoldenRun golden() {
    return new GoldenRun(
        new CheckRun.NixSettings(
            "nix", "2.34.7", "/nix/store", "on", false, true, false, ANY, List.of()),
        List.of(
            check("fmt", List.of("**"), 1, 1_767_225_601_500L, nix("fmt")),
            check(
                "unit",
                List.of("flake.lock", "flake.nix", "nix/**", "src/**"),
                3,
                1_767_225_640_000L,
                nix("unit")),
            check("shell", List.of("scripts/**"), 1, 1_767_225_640_400L, shell())));
  }

  static Action.Nix nix(String name) {
    return new Action.Nix(
        List.of("checks", "x86_64-linux", name),
        "/nix/store/2b0a1mb7fd8jyhqhkmq9rpvf4nqv9k3h-" + name + ".drv",
        ANY,
        ANY,
        "executed",
        List.of());
  }

  static Action.Run shell() {
    return new Action.Run(
        List.of("shellcheck", "scripts/release.sh"),
        new TreeMap<>(),
        List.of(tool("shellcheck")),
        "bwrap",
        false);
  }

  static Action.Tool tool(String name) {
    return new Action.Tool(name, "/usr/bin/" + name, ANY, "0.10.0");
  }

  private static Check check(
      String name, List<String> inputs, int attempt, long finished, Action action) {
    var prior = Collections.nCopies(attempt - 1, ANY);
    var src = Objects.requireNonNull(SOURCES.get(name));
    return new Check(
        name,
        CheckKey.of(name, action, "x86_64-linux", src),
        "x86_64-linux",
        inputs,
        src,
        Check.Result.PASS,
        0,
        attempt,
        prior,
        finished - 400,
        finished,
        new Check.Log(ANY, 0, ANY, 9),
        action);
  }

  CheckRun run() {
    boolean needsNix = checks.stream().anyMatch(check -> check.action() instanceof Action.Nix);
    return new CheckRun(
        ProjectId.parse("0f8fad5bd9cb469fa16570867728950e"),
        new CheckRun.TreeIds(ANY, Optional.empty()),
        new CheckRun.Base(ANY, 41),
        new CheckRun.Session(
            Optional.empty(),
            "user:pedro",
            new CheckRun.Agent("agent", "example-agent", "2.1", Optional.empty())),
        new CheckRun.Machine(
            "x86_64-linux",
            "Debian GNU/Linux 12",
            "mic/1.0.0",
            ANY,
            "separate-user",
            needsNix ? Optional.of(nix) : Optional.empty()),
        checks,
        List.of());
  }

  GoldenRun without(int index) {
    var left = new ArrayList<>(checks);
    left.remove(index);
    return new GoldenRun(nix, left);
  }

  GoldenRun with(int index, UnaryOperator<Check> change) {
    var changed = new ArrayList<>(checks);
    changed.set(index, change.apply(checks.get(index)));
    return new GoldenRun(nix, changed);
  }

  GoldenRun and(Check check) {
    var more = new ArrayList<>(checks);
    more.add(check);
    return new GoldenRun(nix, more);
  }

  GoldenRun settings(String version, String sandbox, boolean fallback, boolean pure, boolean ifd) {
    return new GoldenRun(
        new CheckRun.NixSettings(
            "nix", version, "/nix/store", sandbox, fallback, pure, ifd, ANY, List.of()),
        checks);
  }

  static Check named(Check check, String name) {
    return copy(check, name, check.system(), check.inputs(), check.src(), check.action());
  }

  static Check on(Check check, String system) {
    return copy(check, check.name(), system, check.inputs(), check.src(), check.action());
  }

  static Check reading(Check check, List<String> inputs) {
    return copy(check, check.name(), check.system(), inputs, check.src(), check.action());
  }

  static Check of(Check check, Digest src) {
    return copy(check, check.name(), check.system(), check.inputs(), src, check.action());
  }

  static Check doing(Check check, Action action) {
    return copy(check, check.name(), check.system(), check.inputs(), check.src(), action);
  }

  private static Check copy(
      Check check, String name, String system, List<String> inputs, Digest src, Action action) {
    return new Check(
        name,
        CheckKey.of(name, action, system, src),
        system,
        inputs,
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

  static Check ended(Check check, Check.Result result, long exit) {
    return outcome(check, result, exit, check.attempt(), check.prior(), check.finished());
  }

  static Check tried(Check check, long attempt, int prior) {
    return outcome(
        check,
        check.result(),
        check.exit(),
        attempt,
        Collections.nCopies(prior, ANY),
        check.finished());
  }

  static Check finished(Check check, long finished) {
    return outcome(check, check.result(), check.exit(), check.attempt(), check.prior(), finished);
  }

  private static Check outcome(
      Check check,
      Check.Result result,
      long exit,
      long attempt,
      List<Digest> prior,
      long finished) {
    return new Check(
        check.name(),
        check.key(),
        check.system(),
        check.inputs(),
        check.src(),
        result,
        exit,
        attempt,
        prior,
        check.started(),
        finished,
        check.log(),
        check.action());
  }
}
