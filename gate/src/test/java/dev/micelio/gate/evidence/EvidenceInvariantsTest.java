package dev.micelio.gate.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reason;
import dev.micelio.attest.reason.Reasons;
import dev.micelio.attest.statement.Action;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.testkit.PublicVectors;
import dev.micelio.core.digest.Digest;
import dev.micelio.gate.policy.Policy;
import dev.micelio.gate.policy.PolicyFile;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class EvidenceInvariantsTest {
  private static final String POLICY =
      new String(PublicVectors.bytes("policy.toml"), UTF_8)
          // which is the default, so that a test may say something else
          .replace("isolation = \"bwrap\"\n", "");
  private static final Digest OTHER = Digest.of(new byte[] {1});

  /// One thing that differs from the golden run, what the policy says beside, and the code.
  record Case(String name, String gate, Code code, GoldenRun run) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Policy policy(String gate) {
    return PolicyFile.read(POLICY.replace("[gate]\n", "[gate]\n" + gate).getBytes(UTF_8))
        .orProblem("policy.toml");
  }

  private static Circumstances circumstances(Policy policy) {
    return Circumstances.alone(policy, GoldenRun.NOW_SECONDS).withSources(GoldenRun.SOURCES);
  }

  private static List<Reason> reasons(Policy policy, Circumstances circumstances, CheckRun run) {
    var reasons = new Reasons();
    EvidenceRules.of(policy).demand(circumstances).judge(run, reasons);
    return reasons.list();
  }

  private static List<Reason> reasons(String gate, GoldenRun run) {
    var policy = policy(gate);
    return reasons(policy, circumstances(policy), run.run());
  }

  private static Case one(String name, Code code, GoldenRun run) {
    return new Case(name, "", code, run);
  }

  private static GoldenRun golden(int index, UnaryOperator<Check> change) {
    return GoldenRun.golden().with(index, change);
  }

  private static GoldenRun action(int index, Action action) {
    return golden(index, check -> GoldenRun.doing(check, action));
  }

  private static Action.Run shell(
      List<String> argv,
      Map<String, String> env,
      List<String> tools,
      String isolation,
      boolean network) {
    return new Action.Run(
        argv, new TreeMap<>(env), tools.stream().map(GoldenRun::tool).toList(), isolation, network);
  }

  /// Those of the published vectors that are about a policy, with the same names.
  static Stream<Case> published() {
    var golden = GoldenRun.golden();
    var argv = List.of("shellcheck", "scripts/release.sh");
    var tools = List.of("shellcheck");
    var nix = GoldenRun.nix("unit");
    return Stream.of(
        one(
            "bind-inputs-narrow",
            Code.BIND_INPUTS,
            golden(
                GoldenRun.UNIT,
                check -> GoldenRun.reading(check, List.of("flake.lock", "flake.nix", "nix/**")))),
        one("bind-src", Code.BIND_SRC, golden(GoldenRun.UNIT, check -> GoldenRun.of(check, OTHER))),
        one(
            "env-sandbox-off",
            Code.ENV_SANDBOX,
            golden.settings("2.34.7", "off", false, true, false)),
        one(
            "env-sandbox-fallback",
            Code.ENV_SANDBOX,
            golden.settings("2.34.7", "on", true, true, false)),
        one("env-impure", Code.ENV_PURITY, golden.settings("2.34.7", "on", false, false, false)),
        one(
            "env-network",
            Code.ENV_NETWORK,
            action(GoldenRun.SHELL, shell(argv, Map.of(), tools, "bwrap", true))),
        one(
            "env-isolation",
            Code.ENV_ISOLATION,
            action(GoldenRun.SHELL, shell(argv, Map.of(), tools, "none", false))),
        one(
            "check-kind-run",
            Code.CHECK_KIND,
            action(GoldenRun.UNIT, shell(List.of("true"), Map.of(), List.of(), "bwrap", false))),
        one(
            "check-attr-other",
            Code.CHECK_ATTR,
            action(
                GoldenRun.UNIT,
                new Action.Nix(
                    List.of("checks", "x86_64-linux", "noop"),
                    nix.drv(),
                    nix.drvSha256(),
                    nix.drvs(),
                    nix.mode(),
                    nix.outputs()))),
        one(
            "check-run-argv",
            Code.CHECK_RUN,
            action(
                GoldenRun.SHELL,
                shell(List.of("shellcheck", "--version"), Map.of(), tools, "bwrap", false))),
        one(
            "check-fail",
            Code.CHECK_NOT_PASS,
            golden(GoldenRun.UNIT, check -> GoldenRun.ended(check, Check.Result.FAIL, 1))),
        one("check-missing", Code.CHECK_MISSING, golden.without(GoldenRun.SHELL)));
  }

  static Stream<Case> further() {
    var golden = GoldenRun.golden();
    var argv = List.of("shellcheck", "scripts/release.sh");
    var nix = GoldenRun.nix("unit");
    var substituted =
        action(
            GoldenRun.UNIT,
            new Action.Nix(
                nix.attr(), nix.drv(), nix.drvSha256(), nix.drvs(), "substituted", List.of()));
    return Stream.of(
        one("relaxed", Code.ENV_SANDBOX, golden.settings("2.34.7", "relaxed", false, true, false)),
        one("ifd", Code.ENV_PURITY, golden.settings("2.34.7", "on", false, true, true)),
        new Case(
            "off where relaxed is wanted",
            "sandbox = \"relaxed\"\n",
            Code.ENV_SANDBOX,
            golden.settings("2.34.7", "off", false, true, false)),
        new Case(
            "fallback where relaxed is wanted",
            "sandbox = \"relaxed\"\n",
            Code.ENV_SANDBOX,
            golden.settings("2.34.7", "on", true, true, false)),
        one(
            "a variable",
            Code.CHECK_RUN,
            action(
                GoldenRun.SHELL,
                shell(argv, Map.of("LANG", "C"), List.of("shellcheck"), "bwrap", false))),
        one(
            "no tool",
            Code.CHECK_RUN,
            action(GoldenRun.SHELL, shell(argv, Map.of(), List.of(), "bwrap", false))),
        one(
            "another tool",
            Code.CHECK_RUN,
            action(GoldenRun.SHELL, shell(argv, Map.of(), List.of("sh"), "bwrap", false))),
        one(
            "an error",
            Code.CHECK_NOT_PASS,
            golden(GoldenRun.SHELL, check -> GoldenRun.ended(check, Check.Result.ERROR, 2))),
        one("substituted", Code.CHECK_MODE, substituted),
        new Case("attempts", "attempts = 1\n", Code.CHECK_ATTEMPTS, golden),
        new Case(
            "attempts that are not counted",
            "attempts = 0\n",
            Code.CHECK_ATTEMPTS,
            golden.with(GoldenRun.UNIT, check -> GoldenRun.tried(check, 1, 1))),
        new Case(
            "attempts that are not listed",
            "attempts = 1\n",
            Code.CHECK_ATTEMPTS,
            golden.with(GoldenRun.UNIT, check -> GoldenRun.tried(check, 3, 0))),
        new Case("nix too old", "nix = \">=2.35\"\n", Code.NIX_VERSION, golden),
        new Case(
            "nix unreadable",
            "nix = \">=2.8\"\n",
            Code.NIX_VERSION,
            golden.settings("unknown", "on", false, true, false)),
        new Case(
            "old",
            "max-age = \"30d\"\n",
            Code.CHECK_AGE,
            golden.with(GoldenRun.FMT, check -> GoldenRun.finished(check, 1_764_000_000_000L))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"published", "further"})
  void invariant1_oneDifferenceHasOneReason(Case one) {
    assertThat(reasons(one.gate, one.run)).extracting(Reason::code).containsExactly(one.code);
  }

  @Test
  void invariant1_theCasesHaveTheCodesOfThePublishedVectors() {
    var codes =
        PublicVectors.all("public.json").stream()
            .collect(Collectors.toMap(PublicVectors.Vector::name, PublicVectors.Vector::code));
    assertThat(published()).allSatisfy(c -> assertThat(codes).containsEntry(c.name, c.code.name()));
  }

  @Test
  void invariant1_allDifferencesHaveAllTheirReasons() {
    var run =
        GoldenRun.golden()
            .without(GoldenRun.FMT)
            .with(0, check -> GoldenRun.ended(GoldenRun.of(check, OTHER), Check.Result.FAIL, 1))
            .with(
                1,
                check ->
                    GoldenRun.doing(
                        check, shell(List.of("x"), Map.of("A", ""), List.of(), "none", true)))
            .settings("2.3", "off", true, false, true);
    assertThat(reasons("nix = \">=2.8\"\nattempts = 0\n", run))
        .extracting(Reason::toString)
        .containsExactly(
            "BIND_SRC check unit: expected src "
                + GoldenRun.SOURCES.get("unit")
                + ", found src "
                + OTHER,
            "CHECK_NOT_PASS check unit: expected pass, found fail with exit 1",
            "CHECK_ATTEMPTS check unit: expected at most 0 failing runs before, found 2",
            "CHECK_RUN check shell: expected the command [\"shellcheck\", \"scripts/release.sh\"],"
                + " found [\"x\"]",
            "CHECK_RUN check shell: expected no variables but [], found \"A\"",
            "CHECK_RUN check shell: expected the tools [\"shellcheck\"], found []",
            "ENV_NETWORK check shell: expected no network, found a network",
            "ENV_ISOLATION check shell: expected bwrap, found \"none\"",
            "CHECK_MISSING check fmt: expected a result on x86_64-linux, found none",
            "ENV_SANDBOX env.nix.sandbox: expected \"on\", found \"off\"",
            "ENV_SANDBOX env.nix.fallback: expected false, found true",
            "ENV_PURITY env.nix.pure_eval: expected true, found false",
            "ENV_PURITY env.nix.ifd: expected false, found true",
            "NIX_VERSION env.nix.version: expected >=2.8, found \"2.3\"");
  }

  @Test
  void invariant1_everySystemOfARequiredNixCheckIsNeeded() {
    var policy =
        PolicyFile.read(
                POLICY
                    .replace(
                        "[check.fmt]",
                        "[check.fmt]\nsystems = [\"x86_64-linux\", \"aarch64-linux\"]")
                    .replace("[check.shell]", "[check.shell]\nsystems = [\"x86_64-linux\"]")
                    .getBytes(UTF_8))
            .orProblem("policy.toml");
    var golden = GoldenRun.golden();
    assertThat(reasons(policy, circumstances(policy), golden.run()))
        .extracting(Reason::toString)
        .containsExactly("CHECK_MISSING check fmt: expected a result on aarch64-linux, found none");
    var nix = GoldenRun.nix("fmt");
    var there =
        GoldenRun.doing(
            GoldenRun.on(golden.checks().getFirst(), "aarch64-linux"),
            new Action.Nix(
                List.of("checks", "aarch64-linux", "fmt"),
                nix.drv(),
                nix.drvSha256(),
                nix.drvs(),
                nix.mode(),
                nix.outputs()));
    assertThat(reasons(policy, circumstances(policy), golden.and(there).run())).isEmpty();
    var elsewhere =
        golden
            .and(there)
            .and(GoldenRun.on(golden.checks().getFirst(), "riscv64-linux"))
            .with(GoldenRun.SHELL, check -> GoldenRun.on(check, "riscv64-linux"));
    assertThat(reasons(policy, circumstances(policy), elsewhere.run()))
        .extracting(Reason::code)
        .containsExactly(Code.CHECK_SYSTEM, Code.CHECK_ATTR);
  }

  @Test
  void invariant1_aCheckWhoseInputsMatchNothingHasNoResult() {
    var policy = policy("");
    var circumstances =
        Circumstances.alone(policy, GoldenRun.NOW_SECONDS)
            .withSources(
                Map.of(
                    "fmt", GoldenRun.SOURCES.getOrDefault("fmt", OTHER),
                    "unit", GoldenRun.SOURCES.getOrDefault("unit", OTHER)));
    assertThat(reasons(policy, circumstances, GoldenRun.golden().run()))
        .extracting(Reason::code)
        .containsExactly(Code.BIND_SRC);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''
          attempts = 2
          max-age = "2m"
          nix = ">=2.34.7"
          isolation = "any"
          sandbox = "off"
          """)
  void invariant2_theGoldenRunHasNoReason(String gate) {
    assertThat(reasons(gate + "\n", GoldenRun.golden())).isEmpty();
  }

  @Test
  void invariant2_whatThePolicyAllowsIsNoReason() {
    var nix = GoldenRun.nix("unit");
    var run =
        action(
                GoldenRun.UNIT,
                new Action.Nix(
                    nix.attr(), nix.drv(), nix.drvSha256(), nix.drvs(), "substituted", List.of()))
            .with(
                GoldenRun.SHELL,
                check ->
                    GoldenRun.doing(
                        check,
                        shell(
                            List.of("shellcheck", "scripts/release.sh"),
                            Map.of(),
                            List.of("shellcheck"),
                            "none",
                            false)))
            .settings("2.34.7", "off", true, true, false);
    assertThat(reasons("sandbox = \"off\"\nsubstituted = true\nisolation = \"any\"\n", run))
        .isEmpty();
  }

  @Test
  void invariant2_aRunIsBoundToNoTreeWithoutSources() {
    var policy = policy("");
    var run = golden(GoldenRun.UNIT, check -> GoldenRun.of(check, OTHER)).run();
    assertThat(reasons(policy, Circumstances.alone(policy, GoldenRun.NOW_SECONDS), run)).isEmpty();
  }

  @Test
  void invariant3_whatThePolicyDoesNotDefineIsNotJudged() {
    var golden = GoldenRun.golden();
    var unknown =
        GoldenRun.ended(
            GoldenRun.of(GoldenRun.named(golden.checks().getFirst(), "other"), OTHER),
            Check.Result.FAIL,
            1);
    assertThat(reasons("", golden.and(unknown))).isEmpty();
    assertThat(reasons("", golden.with(GoldenRun.FMT, _ -> unknown)))
        .extracting(Reason::code)
        .containsExactly(Code.CHECK_MISSING);
    var policy = policy("");
    var alone =
        new GoldenRun(golden.nix(), List.of(unknown)).settings("x", "off", true, false, true).run();
    var nothing =
        new Circumstances(Set.of(), Optional.empty(), GoldenRun.NOW_SECONDS, GoldenRun.NOW_SECONDS);
    assertThat(reasons(policy, nothing, alone)).isEmpty();
    assertThatThrownBy(() ->
            EvidenceRules.of(policy).demand(new Circumstances(Set.of("x"), Optional.empty(), 0, 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void invariant3_aFailureOfWhatIsNotRequiredIsNoReason() {
    var policy = policy("");
    var run = golden(GoldenRun.UNIT, check -> GoldenRun.ended(check, Check.Result.FAIL, 1)).run();
    var others =
        new Circumstances(
            Set.of("fmt", "shell"),
            Optional.of(GoldenRun.SOURCES),
            GoldenRun.NOW_SECONDS,
            GoldenRun.NOW_SECONDS);
    assertThat(reasons(policy, others, run)).isEmpty();
  }

  @ParameterizedTest(name = "finished {0}, received {1}, now {2}")
  @CsvSource({
    "1000, 1000, 1060, false",
    "1000, 1000, 1061, true",
    "1000, 1050, 1061, true",
    "9999, 1000, 1060, false",
    "9999, 1000, 1061, true",
  })
  void invariant4_aSignersClockMakesAResultOnlyOlder(
      long finished, long received, long now, boolean old) {
    var policy = policy("max-age = \"60s\"\n");
    var run = GoldenRun.golden();
    for (int i = 0; i < 3; i++) {
      run = run.with(i, check -> GoldenRun.finished(check, finished * 1000));
    }
    var circumstances =
        new Circumstances(Set.of("fmt"), Optional.of(GoldenRun.SOURCES), received, now);
    assertThat(reasons(policy, circumstances, run.run()))
        .hasSize(old ? 3 : 0)
        .allMatch(reason -> reason.code() == Code.CHECK_AGE);
  }

  @Test
  void invariant5_aReasonIsShortAndOfPlainCharacters() {
    var words = Collections.nCopies(1000, "\u001b[31m\u202e𝄞" + "x".repeat(10_000));
    var run =
        action(GoldenRun.SHELL, shell(words, Map.of("\u0007", ""), List.of(), "\r", false))
            .with(GoldenRun.UNIT, check -> GoldenRun.reading(check, words))
            .settings("\u001b", "\u001b", false, true, false);
    var reasons = reasons("nix = \">=2\"\n", run);
    assertThat(reasons).hasSizeGreaterThan(5);
    assertThat(reasons)
        .allSatisfy(reason -> {
          assertThat(reason.toString()).hasSizeLessThan(5000);
          assertThat(reason.toString().chars())
              .noneMatch(c -> Character.isISOControl(c) || c == 0x202e);
        });
  }
}
