package dev.micelio.gate.decision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.statement.Endorsement;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.tree.Entry;
import dev.micelio.core.tree.EntryKind;
import dev.micelio.gate.intake.Intake;
import dev.micelio.gate.intake.Offered;
import dev.micelio.gate.policy.PolicyFile;
import dev.micelio.gate.testkit.Case;
import dev.micelio.gate.testkit.Forest;
import dev.micelio.gate.testkit.PolicyText;
import dev.micelio.gate.testkit.RecordOf;
import dev.micelio.gate.testkit.RunOf;
import dev.micelio.gate.testkit.TestKey;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DecisionInvariantsTest {
  private static Case unit() {
    return Case.requiring("unit", "src/**");
  }

  @Test
  void invariant1_thePolicyOfTheTreeBeforeDecides() {
    var weaker = unit().changesPolicy(text -> text.version(18).withoutGate());
    weaker.endorsePolicy("pedro").offer();
    assertThat(weaker.codes()).containsExactly(Code.CHECK_MISSING);
    assertThat(weaker.judge().judgedBy()).contains(new Edition(17, weaker.old(PolicyFile.NAME)));

    var stronger =
        unit()
            .changesPolicy(
                text -> text.version(18).gate("max-age = \"1s\"", "nix = \">=9\"", "signers = 2"));
    stronger.endorsePolicy("pedro").offer();
    assertThat(stronger.passes("unit", "ci-a").codes()).isEmpty();

    // a key that the change brings signs nothing yet
    var own = unit().changesPolicy(text -> text.version(18).principal("me", "runner", "", "check"));
    own.endorsePolicy("pedro").offer();
    own.run("me").passes("unit").offer();
    assertThat(own.codes()).containsExactly(Code.CHECK_MISSING);
    assertThat(own.judge().refused())
        .singleElement()
        .satisfies(
            refused -> assertThat(refused.reasons().getFirst().code()).isEqualTo(Code.KEY_UNKNOWN));
  }

  @Test
  void invariant2_withoutAGateEverythingLandsButWhatStopsAllThatFollows() {
    var free = Case.gate().policy(PolicyText::withoutGate);
    assertThat(free.judge().isGated()).isFalse();
    assertThat(free.judge().isAllowed()).isTrue();
    // whoever adds a gate needs nobody yet
    assertThat(free.changesPolicy(text -> text.version(18).gate("signers = 1")).codes()).isEmpty();
    assertThat(free.change(PolicyFile.NAME, "[gate]").codes())
        .isNotEmpty()
        .containsOnly(Code.POLICY_INVALID);
    assertThat(free.remove(PolicyFile.NAME).codes()).containsExactly(Code.POLICY_MISSING);

    var none = Case.gate().removeBase(PolicyFile.NAME);
    assertThat(none.judge().isAllowed()).isTrue();
    assertThat(none.judge().isGated()).isFalse();
    assertThat(none.judge().judgedBy()).isEmpty();
    assertThat(none.change(PolicyFile.NAME, "nonsense").codes())
        .containsExactly(Code.POLICY_INVALID);
    assertThat(none.remove(PolicyFile.NAME).codes()).isEmpty();

    assertThat(free.changesPolicy(text -> text.version(1018)).codes())
        .containsExactly(Code.POLICY_VERSION);
    assertThat(none.change(PolicyFile.NAME, none.policyText().version(1001).text()).codes())
        .containsExactly(Code.POLICY_VERSION);
    var over = Case.gate().policy(PolicyText::withoutGate).nowSeconds(Case.NOW_SECONDS * 2);
    assertThat(over.changesPolicy(text -> text.version(18).gate("signers = 1")).codes())
        .containsExactly(Code.POLICY_UNREACHABLE);

    var back = Case.gate().policy(PolicyText::withoutGate).newest(17, Digest.of(new byte[] {1}));
    assertThat(back.policy(text -> text.version(18)).codes()).isEmpty();
    assertThat(back.changesPolicy(text -> text.version(16)).codes())
        .containsExactly(Code.POLICY_ROLLBACK);
  }

  @Test
  void invariant3_whatIsNoPolicyLetsNothingLand() {
    var invalid = unit().changeBase(PolicyFile.NAME, Forest.Content.of("[gate]\nx = 1\ny = 2\n"));
    assertThat(invalid.judge().isGated()).isTrue();
    assertThat(invalid.reasons())
        .extracting(Object::toString)
        .containsExactly(
            "POLICY_INVALID mic.toml of the base, line 1, column 1: expected a policy without"
                + " faults, found the file has no project; write the project's id, 32 hexadecimal"
                + " digits in lower case: [project] and below it id = \"…\"",
            "POLICY_INVALID mic.toml of the base, line 2, column 1: expected a policy without"
                + " faults, found [gate] has no key \"x\"; use one of [\"require\", \"owners\","
                + " \"signers\", \"max-age\", \"sandbox\", \"nix\", \"isolation\", \"substituted\","
                + " \"attempts\", \"spot\", \"paths\"], or remove it",
            "POLICY_INVALID mic.toml of the base, line 3, column 1: expected a policy without"
                + " faults, found [gate] has no key \"y\"; use one of [\"require\", \"owners\","
                + " \"signers\", \"max-age\", \"sandbox\", \"nix\", \"isolation\", \"substituted\","
                + " \"attempts\", \"spot\", \"paths\"], or remove it");

    var text = unit().policyText().text();
    for (var odd :
        List.of(
            Forest.Content.link("policy.toml"),
            new Forest.Content(EntryKind.EXECUTABLE, Forest.Content.of(text).bytes()),
            Forest.Content.of(text + "#".repeat(1 << 20)))) {
      assertThat(unit().passes("unit", "ci-a").changeBase(PolicyFile.NAME, odd).codes())
          .containsExactly(Code.POLICY_INVALID);
    }

    var gone = unit().removeBase(PolicyFile.NAME).newest(3, Digest.of(new byte[0]));
    assertThat(gone.codes()).containsExactly(Code.POLICY_MISSING);
    assertThat(gone.judge().isGated()).isTrue();

    var other = unit();
    var gate = new Gate(_ -> text.replace("17", "18").getBytes(UTF_8));
    assertThatThrownBy(() -> gate.judge(other.candidate(), List.of(), List.of(), other.context()))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("gate.wrong-content"));
    var broken =
        new Gate((Entry _) -> {
          throw new IllegalStateException("the disk is gone");
        });
    assertThatThrownBy(() -> broken.judge(other.candidate(), List.of(), List.of(), other.context()))
        .hasMessage("the disk is gone");
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource({
    "16, other, ",
    "17, same, ",
    "17, other, POLICY_ROLLBACK",
    "18, same, POLICY_ROLLBACK",
    "18, other, POLICY_ROLLBACK",
  })
  void invariant4_noEditionComesBack(long version, String digest, Code code) {
    for (var one : List.of(unit(), Case.gate().policy(PolicyText::withoutGate))) {
      if (one.policy().gate().isPresent()) {
        one.passes("unit", "ci-a");
      }
      var same = one.old(PolicyFile.NAME);
      var newest = digest.equals("same") ? same : Digest.of(new byte[] {1});
      assertThat(one.newest(version, newest).judge().reasons())
          .extracting(reason -> reason.code())
          .containsOnlyOnceElementsOf(code == null ? List.of() : List.of(code));
      assertThat(one.judge().isAllowed()).isEqualTo(code == null);
    }
  }

  private static Case changing(String... gate) {
    return Case.gate()
        .policy(text -> text.gate(gate))
        .changesPolicy(text -> text.version(18).gate("attempts = 2"));
  }

  @Test
  void invariant5_aPolicyChangesOnlyWithItsOwnersBehindTheseBytes() {
    assertThat(changing().codes()).containsExactly(Code.POLICY_OWNERS);
    for (String owner : List.of("pedro", "ana", "robot")) {
      var one = changing();
      one.endorsePolicy(owner).offer();
      assertThat(one.codes()).isEmpty();
    }

    var named = changing("owners = { of = [\"pedro\", \"ana\"], need = 2 }");
    named.endorsePolicy("pedro").offer();
    named.endorsePolicy("pedro").offer(); // twice is once
    named.endorsePolicy("robot").offer();
    assertThat(named.reasons())
        .extracting(Object::toString)
        .containsExactly(
            "POLICY_OWNERS mic.toml of the result: expected endorsements by 2 of [\"pedro\","
                + " \"ana\"], found those of [\"pedro\"]");
    var ana = named.endorseLanding("ana").offer();
    assertThat(named.codes()).isEmpty();
    assertThat(named.judge().attestations()).hasSize(2).contains(ana);

    var other = Digest.of(new byte[] {1});
    var changed = changing().changed(PolicyFile.NAME);
    var old = changing().old(PolicyFile.NAME);
    for (var of :
        List.of(
            new Endorsement.Of.PolicyChange(other, old),
            new Endorsement.Of.PolicyChange(changed, other),
            new Endorsement.Of.PolicyChange(old, changed),
            new Endorsement.Of.Landing(Case.SESSION, other),
            new Endorsement.Of.Landing("0".repeat(32), changing().after().id()),
            new Endorsement.Of.Result(changed))) {
      var wrong = changing();
      wrong.endorse("pedro", of).offer();
      assertThat(wrong.codes()).as(of.toString()).containsExactly(Code.POLICY_OWNERS);
    }
    var nobodys = changing().withoutSession();
    nobodys.endorseLanding("pedro").offer();
    assertThat(nobodys.codes()).containsExactly(Code.POLICY_OWNERS);

    // by the owners of the old policy, whoever owns the new one
    var taken =
        Case.gate()
            .policy(text -> text.gate("owners = { of = [\"ana\"] }"))
            .changesPolicy(text ->
                PolicyText.empty()
                    .version(18)
                    .principal("pedro", "human", "", "endorse")
                    .gate("owners = { of = [\"pedro\"] }"));
    taken.endorsePolicy("pedro").offer();
    assertThat(taken.codes()).containsExactly(Code.POLICY_OWNERS);
    // the way out of a gate leads through its owners too
    assertThat(Case.gate().changesPolicy(text -> text.version(18).withoutGate()).codes())
        .containsExactly(Code.POLICY_OWNERS);
  }

  private static List<Code> successor(UnaryOperator<PolicyText> change) {
    var one = Case.gate().changesPolicy(change);
    one.endorsePolicy("pedro").offer();
    return one.codes();
  }

  @Test
  void invariant6_aNewPolicyIsOneAndCanBeChanged() {
    assertThat(successor(text -> text.version(18))).isEmpty();
    assertThat(successor(text -> text.version(1017))).isEmpty();
    assertThat(successor(text -> text.version(1018))).containsExactly(Code.POLICY_VERSION);
    assertThat(successor(text -> text.gate("attempts = 1"))).containsExactly(Code.POLICY_VERSION);
    assertThat(successor(text -> text.version(16))).containsExactly(Code.POLICY_VERSION);
    assertThat(successor(text -> text.version(18).project("0".repeat(32))))
        .containsExactly(Code.POLICY_PROJECT);
    assertThat(successor(text -> text.version(18).gate("nonsense = 1", "more = 2")))
        .containsExactly(Code.POLICY_INVALID, Code.POLICY_INVALID);

    var removed = Case.gate().remove(PolicyFile.NAME);
    removed.endorseLanding("pedro").offer();
    assertThat(removed.codes()).containsExactly(Code.POLICY_MISSING);
    var linked = Case.gate().change(PolicyFile.NAME, Forest.Content.link("other.toml"));
    linked.endorsePolicy("pedro").offer();
    assertThat(linked.codes()).containsExactly(Code.POLICY_INVALID);

    var two = "owners = { of = [\"pedro\", \"ana\"], need = 2 }";
    assertThat(successor(text -> text.version(18).gate(two))).isEmpty();
    assertThat(successor(text -> text.version(18).gate(two).revoke("ana")))
        .containsExactly(Code.POLICY_UNREACHABLE);
    assertThat(successor(text -> PolicyText.empty().version(18)))
        .containsExactly(Code.POLICY_UNREACHABLE);
    assertThat(successor(text -> PolicyText.empty().version(18).withoutGate())).isEmpty();
    for (var dates :
        List.of(List.of("2026-01-01", "2026-06-01"), List.of("2026-06-02", "2027-01-01"))) {
      assertThat(
              successor(_ ->
                  PolicyText.empty()
                      .version(18)
                      .principalFor(dates.get(0), dates.get(1), "eva", "human", "", "endorse")))
          .containsExactly(Code.POLICY_UNREACHABLE);
    }
    assertThat(
            successor(_ ->
                PolicyText.empty()
                    .version(18)
                    .principalFor("2026-06-01", "2026-06-02", "eva", "human", "", "endorse")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MIC.TOML",
        "Mic.toml",
        "mic.toml ",
        "mic.toml.",
        "mic.toml. .",
        "mic.toml::$DATA",
        "mic\u200c.toml",
        "\ufeffmic.toml",
        "ｍｉｃ.toml",
        "mic．toml",
        "mıc.toml",
        "MICTOM~1.TOM",
        "mic~1.\n",
        "mic~1.tom",
        "MIC~1",
        "mi1a2B~1.tom",
        ".mic ",
        ".MIC.",
        ".m\u00adic",
        ".mic:x",
        "mic.toml\\\\x",
        ".\\\\mic.toml",
        "\\\\.mic\\\\x"
      })
  void invariant7_nothingLandsUnderANameThatSomeMachineTakesForThePolicy(String name) {
    assertThat(Case.gate().change(name, "x").codes()).containsExactly(Code.POLICY_LOOKALIKE);
    assertThat(Case.gate().change(name + "/below", "x").codes())
        .containsExactly(Code.POLICY_LOOKALIKE);
    assertThat(Case.gate().change("docs/" + name, "x").codes()).isEmpty();
    assertThat(Case.gate().file(name, "x").remove(name).codes()).isEmpty();
    assertThat(Case.gate().file(name, "x").codes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mic.tom",
        "mic.toml2",
        "mic",
        "mic.",
        "micro.toml",
        "mic-toml",
        "MICRO~1.TXT",
        "m.mic",
        "mi1a2g~1.tom",
        "docs",
        ".micignore",
        "mïc.toml"
      })
  void invariant7_otherNamesAreFree(String name) {
    assertThat(Case.gate().change(name, "x").codes()).isEmpty();
  }

  @Test
  void invariant8_ofTooManyNoneIsRead() {
    var full = unit();
    var pass = full.run("ci-a").passes("unit").letter();
    full.offer(pass.offered());
    IntStream.range(1, Intake.OFFERED_MAX)
        .forEach(i -> full.offer(new Offered(new byte[] {(byte) i}, Case.NOW_SECONDS)));
    assertThat(full.codes()).isEmpty();
    assertThat(full.judge().refused()).hasSize(Intake.OFFERED_MAX - 1);
    full.offer(pass.offered());
    assertThat(full.codes()).containsExactly(Code.GATE_TOO_MANY, Code.CHECK_MISSING);
    assertThat(full.judge().refused()).isEmpty();

    var many = unit().passes("unit", "ci-a");
    var rubbish = new Offered(new byte[] {1}, Case.NOW_SECONDS);
    Collections.nCopies(Intake.KNOWN_MAX, rubbish).forEach(many::know);
    assertThat(many.codes()).isEmpty();
    many.know(rubbish);
    assertThat(many.codes()).containsExactly(Code.GATE_TOO_MANY, Code.CHECK_MISSING);
  }

  private static List<String> required(Case one) {
    return one.judge().checks().stream().map(CheckVerdict::name).toList();
  }

  @Test
  void invariant9_rulesOfPathsAddForEveryPathOfAChange() {
    var one =
        Case.gate()
            .policy(text ->
                text.gate("require = [\"fmt\"]")
                    .check("fmt", "**")
                    .check("release", "**")
                    .check("audit", "**")
                    .path("src/crypto/**", "require = [\"release\"]")
                    .path("*.md", "require = [\"audit\", \"fmt\"]")
                    .path("nothing/**", "signers = 3"));
    assertThat(required(one)).containsExactly("fmt");
    assertThat(required(one.file("README.md", "read").change("README.md", "read on")))
        .containsExactly("fmt", "audit");
    assertThat(required(one.change("src/crypto/A.java", "new")))
        .containsExactly("fmt", "release", "audit");
    // what goes away is a change of where it was: so is what is renamed
    assertThat(required(one.file("src/crypto/A.java", "old").remove("src/crypto/A.java")))
        .contains("release");
    assertThat(required(one.change("src/B.java", "old"))).contains("release");
    assertThat(required(one.file("src/crypto/A.java", "old"))).doesNotContain("release");

    // signers of a rule are for its own checks, or for all where it names none
    var signed =
        Case.gate()
            .policy(text ->
                text.gate("require = [\"fmt\"]", "signers = 1")
                    .check("fmt", "**")
                    .check("release", "**")
                    .path("src/**", "require = [\"release\"]", "signers = 2"));
    signed.passes("fmt", "ci-a").passes("release", "ci-a");
    assertThat(signed.reasons())
        .extracting(Object::toString)
        .containsExactly(
            "CHECK_SIGNERS check release: expected 2 signers that differ by principal, found [\"ci-a\"]");
    assertThat(signed.passes("release", "ci-b").codes()).isEmpty();

    var all =
        Case.gate()
            .policy(text ->
                text.gate("require = [\"fmt\"]")
                    .check("fmt", "**")
                    .check("release", "**")
                    .path("src/**", "signers = 2")
                    .path("src/**", "require = [\"release\"]"));
    all.passes("fmt", "ci-a").passes("release", "ci-a");
    assertThat(all.codes()).containsExactly(Code.CHECK_SIGNERS, Code.CHECK_SIGNERS);
    assertThat(all.passes("fmt", "ci-b").passes("release", "ci-b").codes()).isEmpty();
  }

  /// One thing that is wrong with a record, and its code.
  record Wrong(String name, UnaryOperator<RecordOf> record, List<Code> codes) {
    static Wrong of(String name, UnaryOperator<RecordOf> record, Code... codes) {
      return new Wrong(name, record, List.of(codes));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Wrong> records() {
    var other = Digest.of(new byte[] {1});
    return Stream.of(
        Wrong.of("other inputs", same -> same.inputs("src/**", "docs/**"), Code.BIND_INPUTS),
        Wrong.of("other files", same -> same.src(other), Code.BIND_SRC),
        Wrong.of(
            "another attribute",
            same -> same.attribute("checks", "x86_64-linux", "nothing"),
            Code.CHECK_ATTR),
        Wrong.of(
            "another system",
            same -> same.on("aarch64-linux"),
            Code.CHECK_MISSING,
            Code.CHECK_ATTR),
        Wrong.of("a command", RecordOf::asCommand, Code.CHECK_KIND),
        Wrong.of("a failure", RecordOf::fails, Code.CHECK_NOT_PASS),
        Wrong.of("an error", RecordOf::errs, Code.CHECK_NOT_PASS),
        Wrong.of("out of a cache", RecordOf::substituted, Code.CHECK_MODE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("records")
  void invariant10_aTestimonyCountsOnlyAsTheDefinitionHasIt(Wrong wrong) {
    var one = unit();
    one.run("ci-a").record("unit", wrong.record()).offer();
    assertThat(one.codes()).containsExactlyElementsOf(wrong.codes());
    assertThat(one.judge().attestations()).isEmpty();
    assertThat(one.check("unit").signers()).isEmpty();
  }

  static Stream<Wrong> commands() {
    return Stream.of(
        Wrong.of("as it is", same -> same),
        Wrong.of("anywhere", same -> same.on("riscv64-linux")),
        Wrong.of("another command", same -> same.words("true"), Code.CHECK_RUN),
        Wrong.of("a variable", same -> same.variable("SKIP", "1"), Code.CHECK_RUN),
        Wrong.of("a network", RecordOf::network, Code.ENV_NETWORK),
        Wrong.of("no isolation", RecordOf::unconfined, Code.ENV_ISOLATION),
        Wrong.of("a Nix check", RecordOf::asNix, Code.CHECK_KIND));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void invariant10_aCommandCountsOnlyAsTheDefinitionHasIt(Wrong wrong) {
    var one =
        Case.gate().policy(text -> text.gate("require = [\"shell\"]").command("shell", "src/**"));
    one.run("ci-a").record("shell", wrong.record()).offer();
    assertThat(one.codes()).containsExactlyElementsOf(wrong.codes());
    assertThat(one.check("shell").system()).isEmpty();
  }

  @Test
  void invariant10_aTestimonyCountsForTheFilesThatWouldLand() {
    var one = unit();
    one.run("ci-a").on(one.before()).passes("unit").offer();
    assertThat(one.codes()).containsExactly(Code.BIND_SRC);

    // what the check does not read may change after it ran
    var docs = unit();
    docs.passes("unit", "ci-a");
    docs.file("docs/a.md", "one").change("docs/a.md", "two");
    assertThat(docs.codes()).isEmpty();
    assertThat(docs.change("src/B.java", "late").codes()).containsExactly(Code.BIND_SRC);

    // a check that reads nothing proves nothing
    var empty = Case.requiring("unit", "gone/**");
    empty.passes("unit", "ci-a");
    assertThat(empty.codes()).containsExactly(Code.BIND_SRC);
    assertThat(Case.requiring("unit", "gone/**").reasons())
        .extracting(Object::toString)
        .containsExactly(
            "CHECK_MISSING check unit: expected a result on x86_64-linux, found none, and its"
                + " inputs match no file");
  }

  private static List<Code> environment(UnaryOperator<RunOf> run, String... gate) {
    var one = unit().policy(text -> text.gate(gate));
    run.apply(one.run("ci-a").passes("unit")).offer();
    return one.codes();
  }

  private static List<Code> aged(long seconds, long finishedAgo) {
    var one = unit().policy(text -> text.gate("max-age = \"10s\""));
    one.run("ci-a")
        .record("unit", same -> same.finishedSeconds(Case.NOW_SECONDS - finishedAgo))
        .letter()
        .agoSeconds(seconds)
        .know();
    return one.codes();
  }

  @Test
  void invariant11_aTestimonyCountsOnlyFromWhatThePolicyTakes() {
    assertThat(environment(run -> run, "nix = \">=2.34.7\"")).isEmpty();
    assertThat(environment(run -> run.nix("2.34.6"), "nix = \">=2.34.7\""))
        .containsExactly(Code.NIX_VERSION);
    assertThat(environment(run -> run.sandbox("relaxed"))).containsExactly(Code.ENV_SANDBOX);
    assertThat(environment(run -> run.sandbox("relaxed"), "sandbox = \"relaxed\"")).isEmpty();
    assertThat(environment(RunOf::fallback)).containsExactly(Code.ENV_SANDBOX);
    assertThat(environment(RunOf::impure, "sandbox = \"off\"")).containsExactly(Code.ENV_PURITY);
    assertThat(environment(RunOf::buildingWhileEvaluating)).containsExactly(Code.ENV_PURITY);

    assertThat(aged(10, 11)).containsExactly(Code.CHECK_AGE);
    assertThat(aged(10, 10)).isEmpty();
    assertThat(aged(11, 0)).containsExactly(Code.CHECK_AGE);
    assertThat(aged(0, -1000)).isEmpty();

    // a Nix that is wrong says nothing against a command of the same run
    var mixed =
        Case.gate()
            .policy(text ->
                text.gate("require = [\"unit\", \"shell\"]")
                    .check("unit", "src/**")
                    .command("shell", "src/**"));
    mixed.run("ci-a").sandbox("off").passes("unit", "shell").offer();
    assertThat(mixed.reasons())
        .extracting(reason -> reason.code() + " " + reason.where().split(" in ", -1)[0])
        .containsExactly("ENV_SANDBOX check unit, env.nix.sandbox");
  }

  private static Case tried(UnaryOperator<RecordOf> record) {
    var one = unit().policy(text -> text.gate("attempts = 2"));
    one.run("ci-a").record("unit", record).offer();
    return one;
  }

  @Test
  void invariant11_manyAttemptsNeedAPerson() {
    assertThat(tried(same -> same.attempt(3)).codes()).isEmpty();
    assertThat(tried(same -> same.prior(2)).codes()).isEmpty();
    assertThat(tried(same -> same.attempt(4)).codes()).containsExactly(Code.CHECK_ATTEMPTS);
    assertThat(tried(same -> same.prior(3)).codes()).containsExactly(Code.CHECK_ATTEMPTS);

    // what the signer keeps quiet about is counted where it is known
    var quiet = tried(same -> same);
    for (int i = 1; i <= 3; i++) {
      quiet
          .run("ci-a")
          .record("unit", same -> same.fails().finishedSeconds(Case.NOW_SECONDS - 1000))
          .know();
      assertThat(quiet.codes())
          .containsExactlyElementsOf(
              i <= 2
                  ? List.of()
                  : List.of(
                      Code.CHECK_ATTEMPTS,
                      Code.CHECK_NOT_PASS,
                      Code.CHECK_ATTEMPTS,
                      Code.CHECK_NOT_PASS,
                      Code.CHECK_ATTEMPTS,
                      Code.CHECK_NOT_PASS,
                      Code.CHECK_ATTEMPTS));
    }
    // another's failures are not this one's attempts
    assertThat(quiet.passes("unit", "ci-b").codes()).isEmpty();

    for (String signer : List.of("robot", "pedro")) {
      var endorsed = tried(same -> same.attempt(9));
      var id = endorsed.endorseResult(signer, "unit").offer();
      boolean isPerson = signer.equals("pedro");
      assertThat(endorsed.judge().isAllowed()).isEqualTo(isPerson);
      assertThat(endorsed.judge().attestations().contains(id)).isEqualTo(isPerson);
    }
    var other = tried(same -> same.attempt(9));
    other.endorse("pedro", new Endorsement.Of.Result(Digest.of(new byte[0]))).offer();
    assertThat(other.codes()).containsExactly(Code.CHECK_ATTEMPTS);
    // a person stands behind many attempts, and behind nothing else that is wrong
    var worse = tried(same -> same.attempt(9).substituted());
    worse.endorseResult("pedro", "unit").offer();
    assertThat(worse.codes()).containsExactly(Code.CHECK_ATTEMPTS, Code.CHECK_MODE);
  }

  private static Case signers(String signers) {
    return unit().policy(text -> text.gate("signers = " + signers));
  }

  @Test
  void invariant12_thresholdsCountSignersUnderOneKey() {
    var two = signers("2");
    two.run("ci-a").passes("unit").offer();
    two.run("ci-a").machine("another").passes("unit").offer();
    assertThat(two.codes()).containsExactly(Code.CHECK_SIGNERS);
    two.run("ci-b").record("unit", RecordOf::substituted).offer();
    assertThat(two.codes()).containsExactly(Code.CHECK_MODE, Code.CHECK_SIGNERS);
    assertThat(two.passes("unit", "ci-c").check("unit").signers()).containsExactly("ci-a", "ci-c");
    assertThat(two.codes()).isEmpty();

    // two keys of one principal are one signer
    var keys =
        signers("2")
            .policy(text ->
                text.section(
                    "[principal.two]",
                    "kind = \"runner\"",
                    "keys = [%s, %s]".formatted(key("first"), key("second"))));
    keys.run("two").passes("unit").letter().signedWith("first").offer();
    keys.run("two").passes("unit").letter().signedWith("second").offer();
    assertThat(keys.codes()).containsExactly(Code.CHECK_SIGNERS);

    var orgs = signers("{ need = 2, distinct = \"org\" }");
    assertThat(orgs.passes("unit", "ci-a", "ci-c").codes()).containsExactly(Code.CHECK_SIGNERS);
    assertThat(orgs.passes("unit", "ci-b").codes()).isEmpty();
    var none =
        signers("{ need = 2, distinct = \"org\" }")
            .policy(text -> text.principal("free", "runner", "", "check"));
    assertThat(none.passes("unit", "ci-a", "free").codes()).containsExactly(Code.CHECK_SIGNERS);

    var machines = signers("{ need = 2, distinct = \"machine\" }");
    machines.run("ci-a").machine("m").passes("unit").offer();
    machines.run("ci-b").machine("m").passes("unit").offer();
    assertThat(machines.codes()).containsExactly(Code.CHECK_SIGNERS);
    machines.run("ci-b").machine("n").passes("unit").offer();
    assertThat(machines.codes()).isEmpty();

    var moving = signers("{ need = 2, distinct = \"machine\" }");
    moving.run("ci-a").machine("m").passes("unit").offer();
    moving.run("ci-a").machine("n").passes("unit").offer();
    assertThat(moving.codes()).containsExactly(Code.CHECK_SIGNERS);
    moving.run("ci-b").machine("m").passes("unit").offer();
    assertThat(moving.codes()).isEmpty();

    // all demands hold at once
    var both =
        signers("2")
            .policy(text -> text.path("src/**", "signers = { need = 2, distinct = \"org\" }"));
    assertThat(both.passes("unit", "ci-a", "ci-c").codes()).containsExactly(Code.CHECK_SIGNERS);
    assertThat(both.passes("unit", "ci-b").codes()).isEmpty();

    // on two systems a command answers two questions
    var command =
        Case.gate()
            .policy(text ->
                text.gate("require = [\"shell\"]", "signers = 2").command("shell", "src/**"));
    command.run("ci-a").passes("shell").offer();
    command.run("ci-b").record("shell", same -> same.on("aarch64-linux")).offer();
    assertThat(command.codes()).containsExactly(Code.CHECK_SIGNERS);
    command.run("ci-c").record("shell", same -> same.on("aarch64-linux")).offer();
    assertThat(command.check("shell").signers()).containsExactly("ci-b", "ci-c");
    assertThat(command.codes()).isEmpty();
  }

  private static String key(String name) {
    return "{ ed25519 = \"%s\", use = [\"check\"], from = \"2026-01-01\", until = \"2027-01-01\" }"
        .formatted(TestKey.base64(name));
  }

  private static Case disputed() {
    var one = unit().passes("unit", "ci-a");
    one.run("ci-b").fails("unit").know();
    return one;
  }

  @Test
  void invariant13_aTrustedFailureStandsAgainstAProof() {
    assertThat(disputed().codes()).containsExactly(Code.CHECK_DISPUTED);
    assertThat(disputed().check("unit").attestations()).hasSize(1);
    assertThat(disputed().judge().attestations()).isEmpty();

    // by its own signer, later; not earlier, and not by another
    for (int later : List.of(-1, 0, 1)) {
      var again = disputed();
      again
          .run("ci-b")
          .record("unit", same -> same.finishedSeconds(Case.NOW_SECONDS - 60 + later))
          .offer();
      assertThat(again.judge().isAllowed()).isEqualTo(later > 0);
    }
    var ahead = disputed();
    ahead
        .run("ci-b")
        .record("unit", same -> same.finishedSeconds(Case.NOW_SECONDS + 10_000))
        .letter()
        .agoSeconds(100)
        .know();
    assertThat(ahead.codes()).containsExactly(Code.CHECK_DISPUTED);
    assertThat(disputed().passes("unit", "ci-c").codes()).containsExactly(Code.CHECK_DISPUTED);

    var person = disputed();
    var id = person.endorseResult("ana", "unit").offer();
    assertThat(person.codes()).isEmpty();
    assertThat(person.judge().attestations()).hasSize(2).contains(id);
    var robot = disputed();
    robot.endorseResult("robot", "unit").offer();
    assertThat(robot.codes()).containsExactly(Code.CHECK_DISPUTED);

    // a failure about other files says nothing here, and neither does an error
    var elsewhere = unit().passes("unit", "ci-a");
    elsewhere.run("ci-b").on(elsewhere.before()).fails("unit").know();
    elsewhere.run("ci-c").record("unit", RecordOf::errs).know();
    assertThat(elsewhere.codes()).isEmpty();
  }

  @Test
  void invariant13_anOldFailureStandsNoMore() {
    var old = unit().policy(text -> text.gate("max-age = \"100s\"")).passes("unit", "ci-a");
    old.run("ci-b").fails("unit").letter().agoSeconds(101).know();
    assertThat(old.codes()).isEmpty();
    var young = unit().policy(text -> text.gate("max-age = \"100s\"")).passes("unit", "ci-a");
    young.run("ci-b").fails("unit").letter().agoSeconds(100).know();
    assertThat(young.codes()).containsExactly(Code.CHECK_DISPUTED);
  }

  @Test
  void invariant14_everyCheckThatIsNotProvedHasItsReasons() {
    var one =
        Case.gate()
            .policy(text ->
                text.gate("require = [\"fmt\", \"unit\", \"docs\"]", "nix = \">=2.35\"")
                    .check("fmt", "**")
                    .section(
                        "[check.unit]",
                        "inputs = [\"src/**\"]",
                        "systems = [\"x86_64-linux\", \"aarch64-linux\"]")
                    .check("docs", "README.md"));
    var id = one.run("ci-a").nix("2.34.7").fails("unit").offer();
    one.run("ci-b").nix("2.35").passes("docs").offer();
    assertThat(one.judge().isAllowed()).isFalse();
    assertThat(one.reasons())
        .extracting(Object::toString)
        .containsExactly(
            "CHECK_MISSING check fmt: expected a result on x86_64-linux, found none",
            "CHECK_NOT_PASS check unit in %s by ci-a: expected pass, found fail with exit 1"
                .formatted(id.brief()),
            "NIX_VERSION check unit, env.nix.version in %s by ci-a: expected >=2.35, found \"2.34.7\""
                .formatted(id.brief()),
            "CHECK_MISSING check unit: expected a result on aarch64-linux, found none");
    assertThat(one.judge().checks())
        .extracting(CheckVerdict::name, check -> check.system().orElse(""), CheckVerdict::isProved)
        .containsExactly(
            Tuple.tuple("fmt", "x86_64-linux", false),
            Tuple.tuple("unit", "x86_64-linux", false),
            Tuple.tuple("unit", "aarch64-linux", false),
            Tuple.tuple("docs", "x86_64-linux", true));
    assertThat(one.check("unit").source())
        .isEqualTo(
            one.after()
                .restrict(one.policy().check("unit").orElseThrow().inputs(), one.forest().nodes())
                .id());
    assertThat(one.check("unit").command()).isEqualTo("mic check --only unit");
    assertThat(one.judge().attestations()).hasSize(1);
  }

  @Test
  void invariant15_aVerdictRestsOnWhatWasNeeded() {
    var one =
        Case.gate()
            .policy(text ->
                text.gate("require = [\"fmt\", \"unit\"]", "signers = 2")
                    .check("fmt", "**")
                    .check("unit", "src/**"));
    var both = one.run("ci-a").passes("fmt", "unit").offer();
    var fmt = one.run("ci-b").passes("fmt").offer();
    var unit = one.run("ci-c").passes("unit").offer();
    var more = one.run("ci-b").passes("unit").offer();
    var rubbish = one.offer(new Offered(new byte[] {1, 2, 3}, Case.NOW_SECONDS));
    var verdict = one.judge();
    assertThat(verdict.isAllowed()).isTrue();
    assertThat(verdict.attestations()).containsExactly(both, fmt, unit).doesNotContain(more);
    assertThat(verdict.refused())
        .singleElement()
        .satisfies(refused -> assertThat(refused.id()).isEqualTo(rubbish));
    assertThat(one.check("unit").attestations()).containsExactly(both, unit);
    assertThat(one.check("unit").needed()).isEqualTo(2);
    assertThat(one.check("unit").distinct()).isEqualTo("principal");
    assertThat(one.decide()).isEqualTo(verdict);
  }
}
