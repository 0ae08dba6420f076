package dev.micelio.gate.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.statement.Endorsement;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.tree.TreePath;
import dev.micelio.gate.decision.Gate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Attacks on what says whom to trust, and on which of its rules apply.
final class PolicyAttacksTest {
  private static String next(String text) {
    return text.replace("version = 7", "version = 8");
  }

  // -- the change judges itself

  @Test
  void aChangeThatAsksForLessAndIsJudgedByIt() {
    var scene =
        Scene.newPolicy(text -> text.replace("require = [\"unit\", \"lint\"]", "require = []"));
    scene.endorse("olga");
    scene.endorse("otto");
    scene.lands();
    scene.withdraw();
    scene.isDenied(Code.POLICY_OWNERS, Code.CHECK_MISSING);
    scene.endorse("olga");
    scene.endorse("otto");
    scene.isDenied(Code.CHECK_MISSING);
  }

  @Test
  void aChangeThatRemovesTheGate() {
    var scene = Scene.honest();
    String text = Scene.POLICY_TEXT;
    int gate = text.indexOf("[gate]");
    scene.put(
        Scene.POLICY,
        next(text.substring(0, gate) + text.substring(text.indexOf("[principal.olga]"))));
    scene.isDenied(Code.POLICY_OWNERS);
    scene.endorse("olga");
    scene.endorse("otto");
    scene.lands();
  }

  @Test
  void aChangeThatMakesItsAuthorAnOwner() {
    var scene =
        Scene.newPolicy(text -> text.replace("[\"olga\", \"otto\"], need = 2", "[\"bot\"]"));
    scene.endorse("bot");
    scene.isDenied(Code.POLICY_OWNERS);
  }

  @Test
  void aChangeThatBringsItsOwnSigner() {
    var scene = Scene.newPolicy(text -> text.replace(Keys.base64(3), Keys.base64(99)));
    scene.withdraw();
    scene.endorse("olga");
    scene.endorse("otto");
    scene.offer(scene.signing("nobody").as("runner:a"), scene.run("unit", "lint").run());
    scene.isDeniedForMissing(Code.KEY_UNKNOWN);
  }

  @Test
  void aChangeThatRemovesThePolicy() {
    var scene = Scene.honest();
    scene.remove(Scene.POLICY);
    scene.isDenied(Code.POLICY_MISSING, Code.POLICY_OWNERS);
  }

  @Test
  void aChangeThatMovesThePolicy() {
    var scene = Scene.honest();
    scene.move(Scene.POLICY, "docs/mic.toml");
    scene.isDenied(Code.POLICY_MISSING, Code.POLICY_OWNERS);
  }

  @Test
  void aDirectoryInPlaceOfThePolicy() {
    var scene = Scene.honest();
    scene.remove(Scene.POLICY);
    scene.put("mic.toml/x", Scene.POLICY_TEXT);
    scene.isDenied(Code.POLICY_MISSING, Code.POLICY_OWNERS);
  }

  @Test
  void aHeadWithoutThePolicyThatThereWas() {
    var scene = Scene.honest();
    scene.removeBefore(Scene.POLICY);
    scene.remove(Scene.POLICY);
    scene.withdraw();
    scene.lands();
    scene.newest(7, Scene.POLICY_TEXT);
    scene.isDenied(Code.POLICY_MISSING);
  }

  @Test
  void aPolicyThatIsALink() {
    var scene = Scene.honestPolicy(text -> text);
    scene.put("other.toml", next(Scene.POLICY_TEXT));
    scene.link(Scene.POLICY, "other.toml");
    scene.endorse("olga");
    scene.endorse("otto");
    scene.isDenied(Code.POLICY_INVALID);
  }

  @Test
  void aPolicyBeforeThatIsALink() {
    var scene = Scene.honest();
    scene.linkBefore(Scene.POLICY, "other.toml");
    scene.link(Scene.POLICY, "other.toml");
    scene.isDenied(Code.POLICY_INVALID);
  }

  @Test
  void aLinkWhoseTargetIsAPolicy() {
    var scene = Scene.honest();
    scene.linkBefore(Scene.POLICY, Scene.POLICY_TEXT);
    scene.link(Scene.POLICY, Scene.POLICY_TEXT);
    scene.isDenied(Code.POLICY_INVALID);
  }

  // -- endorsements of something else

  @Test
  void anEndorsementOfAnotherPolicy() {
    var scene = Scene.newPolicy(text -> text);
    scene.endorse("olga");
    scene.endorse("otto");
    scene.lands();
    scene.put(Scene.POLICY, next(Scene.POLICY_TEXT.replace("attempts = 3", "attempts = 300")));
    scene.isDenied(Code.POLICY_OWNERS);
  }

  @Test
  void anEndorsementOfTheSamePolicyAfterAnother() {
    var scene = Scene.newPolicy(text -> text);
    var change = scene.policyChange();
    scene.endorse("olga");
    scene.endorse(
        "otto", new Endorsement.Of.PolicyChange(change.changed(), Digest.of(new byte[1])));
    scene.isDenied(Code.POLICY_OWNERS);
    scene.endorse("otto", new Endorsement.Of.PolicyChange(change.old(), change.changed()));
    scene.isDenied(Code.POLICY_OWNERS);
    scene.endorse("otto");
    scene.lands();
  }

  @Test
  void anEndorsementOfAnotherLanding() {
    var scene = Scene.newPolicy(text -> text);
    scene.endorse("olga", scene.landing());
    scene.endorse("otto", scene.landing());
    scene.lands();
    scene.session = Optional.of("00000000000000000000000000000000");
    scene.isDenied(Code.POLICY_OWNERS);
    scene.session = Optional.empty();
    scene.isDenied(Code.POLICY_OWNERS);
    scene.session = Optional.of(Scene.SESSION);
    scene.put("docs/index.md", "# other docs");
    scene.isDenied(Code.POLICY_OWNERS);
  }

  @Test
  void anEndorsementOfOneOwnerInBothForms() {
    var scene = Scene.newPolicy(text -> text);
    scene.endorse("olga", scene.landing());
    scene.endorse("olga");
    scene.isDenied(Code.POLICY_OWNERS);
  }

  // -- editions

  @Test
  void aHeadWithAnOlderPolicyThanThereWas() {
    var scene = Scene.honest();
    scene.newest(7, Scene.POLICY_TEXT);
    scene.lands();
    scene.newest(8, next(Scene.POLICY_TEXT));
    scene.isDenied(Code.POLICY_ROLLBACK);
  }

  @Test
  void aHeadWithAnotherPolicyOfTheSameVersion() {
    var scene = Scene.honest();
    scene.newest(7, Scene.POLICY_TEXT + "\n# another\n");
    scene.isDenied(Code.POLICY_ROLLBACK);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 7, 1008, 1_000_000_000})
  void aVersionThatDoesNotFollow(int version) {
    var scene = Scene.honestPolicy(text -> text);
    scene.put(
        Scene.POLICY,
        Scene.POLICY_TEXT.replace("version = 7", "version = " + version) + "\n# changed\n");
    scene.endorse("olga");
    scene.endorse("otto");
    scene.isDenied(Code.POLICY_VERSION);
  }

  @Test
  void theVersionsThatFollow() {
    for (int version : new int[] {8, 1007}) {
      var scene =
          Scene.newPolicy(_ -> Scene.POLICY_TEXT.replace("version = 7", "version = " + version));
      scene.endorse("olga");
      scene.endorse("otto");
      scene.lands();
    }
  }

  @Test
  void aVersionBehindWhichThereIsNone() {
    var scene = Scene.honestPolicy(text -> text);
    scene.put(
        Scene.POLICY, Scene.POLICY_TEXT.replace("version = 7", "version = 9223372036854775807"));
    scene.endorse("olga");
    scene.endorse("otto");
    scene.isDenied(Code.POLICY_INVALID);
  }

  @Test
  void aPolicyOfAnotherProject() {
    var scene = Scene.honestPolicy(text -> text);
    scene.put(Scene.POLICY, next(Scene.POLICY_TEXT).replace("728950e", "728950f"));
    scene.endorse("olga");
    scene.endorse("otto");
    scene.isDenied(Code.POLICY_PROJECT);
  }

  @Test
  void aPolicyThatNobodyCouldChangeAnyMore() {
    var scene = Scene.honestPolicy(text -> text);
    scene.put(
        Scene.POLICY,
        next(Scene.POLICY_TEXT)
            .replace(
                Keys.base64(2) + "\", use = [\"endorse\"], from = \"2026-01-01\", until = \"2027",
                Keys.base64(2)
                    + "\", use = [\"endorse\"], from = \"2026-01-01\", until = \"2026-05-01\" }, { ed25519 = \""
                    + Keys.base64(22)
                    + "\", use = [\"endorse\"], from = \"2026-07-01\", until = \"2027-01-01\" }, { ed25519 = \""
                    + Keys.base64(23)
                    + "\", use = [\"check\"], from = \"2026-01-01\", until = \"2027"));
    scene.endorse("olga");
    scene.endorse("otto");
    scene.isDenied(Code.POLICY_UNREACHABLE);
    scene.put(
        Scene.POLICY,
        next(Scene.POLICY_TEXT) + "\n[[revoke]]\nkey = \"" + Keys.id(1) + "\"\nafter = 3\n");
    scene.endorse("olga");
    scene.endorse("otto");
    scene.isDenied(Code.POLICY_UNREACHABLE);
  }

  // -- bytes

  @Test
  void aPolicyInWhichALaterLineSaysOtherwise() {
    var scene = Scene.honestPolicy(text -> text);
    for (String twice :
        new String[] {"\n[gate]\nrequire = []\n", "\n[principal.olga]\nkind = \"agent\"\n"}) {
      scene.put(Scene.POLICY, next(Scene.POLICY_TEXT) + twice);
      scene.endorse("olga");
      scene.endorse("otto");
      scene.isDenied(Code.POLICY_INVALID);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x = \"\\u0000\"\n", "# \u0000\n", "x = 1\n", "\u00ff\n"})
  void aPolicyWithWhatIsNotInTheLanguage(String beside) {
    var scene = Scene.honestPolicy(text -> text);
    scene.put(Scene.POLICY, next(Scene.POLICY_TEXT) + beside);
    scene.endorse("olga");
    scene.endorse("otto");
    scene.isDenied(Code.POLICY_INVALID);
  }

  @Test
  void aPolicyThatIsNotUtf8() {
    var scene = Scene.honestPolicy(text -> text);
    byte[] text = (next(Scene.POLICY_TEXT) + "# x\n").getBytes(UTF_8);
    text[text.length - 2] = (byte) 0xff;
    scene.put(Scene.POLICY, text);
    scene.endorse("olga");
    scene.endorse("otto");
    scene.isDenied(Code.POLICY_INVALID);
  }

  @Test
  void aPolicyLargerThanAnyIsNotRead() {
    var scene = Scene.honestPolicy(text -> text);
    byte[] text = (next(Scene.POLICY_TEXT) + "#" + "x".repeat(1 << 20)).getBytes(UTF_8);
    scene.put(Scene.POLICY, text);
    scene.endorse("olga");
    scene.endorse("otto");
    scene.isDenied(Code.POLICY_INVALID);
    scene.putBefore(Scene.POLICY, text);
    var gate =
        new Gate(entry -> {
          throw new AssertionError(entry.path() + " is read");
        });
    assertThat(Scene.codes(scene.verdict(gate))).containsExactly(Code.POLICY_INVALID);
  }

  @Test
  void aHeadWhosePolicyIsNone() {
    var scene = Scene.honest();
    scene.everywhere(Scene.POLICY, "[gate]\nrequire = 1\n");
    scene.isDenied(Code.POLICY_INVALID);
  }

  @Test
  void aNewGateThatIsNoPolicyWhereThereWasNone() {
    var scene = Scene.change();
    scene.removeBefore(Scene.POLICY);
    scene.remove(Scene.POLICY);
    scene.lands();
    scene.put(Scene.POLICY, "[gate]\nrequire = 1\n");
    scene.isDenied(Code.POLICY_INVALID);
    scene.put(Scene.POLICY, Scene.POLICY_TEXT);
    scene.lands();
  }

  // -- names that become others

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MIC.toml",
        "mic.TOML",
        "Mic.Toml",
        "mic.toml.",
        "mic.toml ",
        "mic.toml. .",
        "mic.toml::$DATA",
        "mic.toml:x",
        "m\u200dic.toml",
        "mic.toml\ufeff",
        "mic\u200b.toml",
        "\uff4dic.toml",
        "mic\u2024toml",
        "mic.tom\u2113",
        "MICTOM~1.TOM",
        "mictom~1.tom",
        ".mic ",
        ".mic.",
        ".MIC ",
        ".mic::$INDEX_ALLOCATION/policy",
        ".m\u200cic/policy",
        ".\uff4dic/policy",
        "MIC~1",
        "mic~1/policy",
      })
  void aPathThatIsThePolicyOnSomeMachines(String path) {
    var scene = Scene.honest();
    scene.put(path, "[project]");
    scene.isDenied(Code.POLICY_LOOKALIKE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docs/mic.toml",
        "mic.tomll",
        "amic.toml",
        "mic",
        "mictoml",
        "a/.mic ",
        "mic.toml.bak"
      })
  void aPathThatOnlyLooksALittleLikeIt(String path) {
    var scene = Scene.honest();
    scene.put(path, "x");
    scene.lands();
  }

  @ParameterizedTest
  @ValueSource(strings = {".mic", ".MIC", ".mic/policy", ".Mic/policy", "a/.mic/x"})
  void whatVersionControlKeepsForItselfIsInNoTree(String path) {
    assertThatThrownBy(() -> new TreePath(path)).isInstanceOf(Problem.class);
  }

  // -- rules of paths

  @Test
  void aProtectedFileThatChanges() {
    var scene = Scene.honest();
    scene.put(Scene.SECRET, "static int other;");
    scene.withdraw();
    scene.offer("runner:a", "unit", "lint", "release");
    scene.isDenied(Code.CHECK_SIGNERS);
    scene.offer("runner:b", "unit", "lint", "release");
    scene.lands();
  }

  @Test
  void aProtectedFileThatIsMovedAway() {
    var scene = Scene.honest();
    scene.move(Scene.SECRET, "src/key.c");
    scene.withdraw();
    scene.offer("runner:a", "unit", "lint");
    scene.isDenied(Code.CHECK_MISSING);
  }

  @Test
  void aProtectedFileThatIsDeleted() {
    var scene = Scene.honest();
    scene.remove(Scene.SECRET);
    scene.withdraw();
    scene.offer("runner:a", "unit", "lint");
    scene.isDenied(Code.CHECK_MISSING);
  }

  @Test
  void aFileThatIsMovedInAmongTheProtected() {
    var scene = Scene.honest();
    scene.move("src/main.c", "src/crypto/main.c");
    scene.withdraw();
    scene.offer("runner:a", "unit", "lint");
    scene.isDenied(Code.CHECK_MISSING);
  }

  @Test
  void aProtectedDirectoryThatBecomesALink() {
    var scene = Scene.honest();
    scene.remove(Scene.SECRET);
    scene.link("src/crypto", "../docs");
    scene.withdraw();
    scene.offer("runner:a", "unit", "lint");
    scene.isDenied(Code.CHECK_MISSING);
  }

  @Test
  void aProtectedFileThatOnlyBecomesALink() {
    var scene = Scene.honest();
    scene.link(Scene.SECRET, "static int key;");
    scene.withdraw();
    scene.offer("runner:a", "unit", "lint");
    scene.isDenied(Code.CHECK_MISSING);
  }

  @Test
  void anIndulgentRuleBesideAStrictOne() {
    var scene = Scene.change();
    scene.policy(text ->
        text.replace(
            "[principal.olga]",
            "[[gate.paths]]\nmatch = [\"**\"]\nrequire = [\"release\"]\nsigners = 1\n\n[principal.olga]"));
    scene.put(Scene.SECRET, "static int other;");
    scene.offer("runner:a", "unit", "lint", "release");
    scene.isDenied(Code.CHECK_SIGNERS);
    scene.offer("runner:b", "release");
    scene.lands();
  }

  @Test
  void anIndulgentRuleBesideAStrictGate() {
    var scene = Scene.change();
    scene.policy(text ->
        text.replace("attempts = 3", "attempts = 3\nsigners = 2")
            .replace(
                "[principal.olga]",
                "[[gate.paths]]\nmatch = [\"**\"]\nsigners = 1\n\n[principal.olga]"));
    scene.offer("runner:a", "unit", "lint");
    scene.isDenied(Code.CHECK_SIGNERS);
    scene.offer("runner:b", "unit", "lint");
    scene.lands();
  }

  @Test
  void aRuleWithoutChecksAsksMoreSignersOfAll() {
    var scene = Scene.change();
    scene.policy(text ->
        text.replace(
            "[principal.olga]",
            "[[gate.paths]]\nmatch = [\"src/main.c\"]\nsigners = 2\n\n[principal.olga]"));
    scene.offer("runner:a", "unit", "lint");
    scene.offer("runner:b", "unit");
    scene.isDenied(Code.CHECK_SIGNERS);
    scene.offer("runner:b", "lint");
    scene.lands();
  }

  @Test
  void aCheckThatTheChangeDefinesAsNothing() {
    var scene =
        Scene.newPolicy(
            text -> text.replace("[check.unit]", "[check.unit]\nattr = \"checks.{system}.noop\""));
    scene.endorse("olga");
    scene.endorse("otto");
    scene.lands();
    scene.withdraw();
    scene.endorse("olga");
    scene.endorse("otto");
    var run = scene.run("unit", "lint");
    scene.offer(
        "runner:a",
        run.but(
            "unit",
            check ->
                check.action =
                    CheckDraft.nix(
                        java.util.List.of("checks", "x86_64-linux", "noop"), "executed")));
    scene.isDenied(Code.CHECK_ATTR);
  }

  // -- between two heads

  @Test
  void aResultOfAWeakerPolicyAfterItWasTightened() {
    var scene = Scene.honest();
    scene.policy(text -> text.replace("inputs = [\"flake.nix\", \"src/**\"]", "inputs = [\"**\"]"));
    scene.isDenied(Code.BIND_INPUTS, Code.BIND_SRC);
    scene.policy(text ->
        text.replace(
            "require = [\"unit\", \"lint\"]", "require = [\"unit\", \"lint\", \"release\"]"));
    scene.isDenied(Code.CHECK_MISSING);
    scene.policy(text -> text.replace("nix = \">=2.8\"", "nix = \">=2.35\""));
    scene.isDenied(Code.NIX_VERSION);
  }

  @Test
  void aHeadThatMovesBetweenTheJudgementAndTheLanding() {
    var scene = Scene.honest();
    scene.meanwhile("docs/index.md", "# theirs");
    scene.lands();
    scene.meanwhile("src/other.c", "int other;");
    scene.isDenied(Code.BIND_SRC);
  }

  @Test
  void aKeyThatIsRevokedBetweenTheJudgementAndTheLanding() {
    var scene = Scene.honest();
    scene.policy(text -> next(text) + "\n[[revoke]]\nkey = \"" + Keys.id(3) + "\"\nafter = 3\n");
    scene.isDeniedForMissing(Code.KEY_REVOKED);
  }

  @Test
  void whatLandsIsNamedByTheBytesThatWereJudged() {
    var scene = Scene.change();
    var id = scene.offer("runner:a", "unit", "lint");
    assertThat(scene.lands().attestations()).containsExactly(id);
  }
}
