package dev.micelio.gate.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.statement.Endorsement;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.gate.decision.Gate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Attacks with keys: one that counts twice, one that may not, one that does not count any more.
final class KeyAttacksTest {
  private static String keys(int number, String use, String from, String until) {
    return "keys = [{ ed25519 = \"%s\", use = [\"%s\"], from = \"%s\", until = \"%s\" }]"
        .formatted(Keys.base64(number), use, from, until);
  }

  private static String honestKeys(int number, String use) {
    return keys(number, use, "2026-01-01", "2027-01-01");
  }

  private static String twoKeys() {
    String one = honestKeys(3, "check");
    String other = honestKeys(30, "check").substring("keys = [".length());
    return one.substring(0, one.length() - 1) + ", " + other;
  }

  private static String revoked(int number) {
    return "\n[[revoke]]\nkey = \"" + Keys.id(number) + "\"\nafter = 3\n";
  }

  @Test
  void twoKeysOfOnePrincipalAreOneSigner() {
    var scene = Scene.change();
    scene.policy(text ->
        text.replace("attempts = 3", "attempts = 3\nsigners = 2")
            .replace(honestKeys(3, "check"), twoKeys()));
    scene.offer("runner:a", "unit", "lint");
    scene.offer("runner:b", "unit", "lint");
    scene.lands();

    scene.withdraw();
    scene.offer("runner:a", "unit", "lint");
    scene.offer(scene.signing("runner:a").with(30), scene.run("unit", "lint").run());
    scene.isDenied(Code.CHECK_SIGNERS);
  }

  @Test
  void oneSignerWhoSignsTwiceIsOneSigner() {
    var scene = Scene.honest();
    scene.policy(text -> text.replace("attempts = 3", "attempts = 3\nsigners = 2"));
    scene.withdraw();
    scene.offer("runner:a", "unit", "lint");
    scene.offer("runner:a", "unit", "lint");
    scene.isDenied(Code.CHECK_SIGNERS);
  }

  @Test
  void oneKeyUnderTwoNamesIsNoPolicy() {
    var scene = Scene.honestPolicy(text -> text);
    scene.put(
        Scene.POLICY,
        Scene.POLICY_TEXT
            .replace("version = 7", "version = 8")
            .replace(Keys.base64(4), Keys.base64(3)));
    scene.endorse("olga");
    scene.endorse("otto");
    scene.isDenied(Code.POLICY_INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"need = 0", "need = 3", "need = -1"})
  void aThresholdThatNobodyOrEverybodyMeetsIsNoPolicy(String need) {
    var scene = Scene.honestPolicy(text -> text);
    scene.put(
        Scene.POLICY,
        Scene.POLICY_TEXT
            .replace("version = 7", "version = 8")
            .replace("\"otto\"], need = 2", "\"otto\"], " + need));
    scene.endorse("olga");
    scene.endorse("otto");
    scene.isDenied(Code.POLICY_INVALID);
  }

  @Test
  void aKeyForEndorsementsSignsNoResult() {
    var scene = Scene.honest();
    scene.withdraw();
    scene.offer("olga", "unit", "lint");
    scene.isDeniedForMissing(Code.KEY_USE);
  }

  @Test
  void aKeyForResultsEndorsesNothing() {
    var scene = Scene.newPolicy(text -> text);
    scene.endorse("olga");
    scene.endorse("runner:a");
    assertThat(Scene.refused(scene.isDenied(Code.POLICY_OWNERS))).containsExactly(Code.KEY_USE);
    scene.endorse("otto");
    scene.lands();
  }

  @Test
  void whoMayEndorseAndOwnsNothingChangesNoPolicy() {
    var scene = Scene.newPolicy(text -> text);
    scene.endorse("olga");
    scene.endorse("bot");
    scene.isDenied(Code.POLICY_OWNERS);
    scene.endorse("otto");
    scene.lands();
  }

  @Test
  void oneOwnerWhoEndorsesTwiceIsOneOwner() {
    var scene = Scene.newPolicy(text -> text);
    scene.endorse("olga");
    scene.endorse("olga");
    scene.isDenied(Code.POLICY_OWNERS);
    scene.endorse("otto");
    scene.lands();
  }

  @Test
  void aKeyThatIsOverSignsNothingWhateverItsClockSays() {
    var scene = Scene.honest();
    scene.policy(
        text -> text.replace(honestKeys(3, "check"), keys(3, "check", "2026-01-01", "2026-06-01")));
    scene.withdraw();
    scene.offer(
        scene.signing("runner:a").at(Scene.NOW - 24 * 3600), scene.run("unit", "lint").run());
    scene.isDeniedForMissing(Code.KEY_DATES);
  }

  @Test
  void aKeyThatDoesNotCountYetSignsNothing() {
    var scene = Scene.honest();
    scene.policy(
        text -> text.replace(honestKeys(3, "check"), keys(3, "check", "2026-06-02", "2027-01-01")));
    scene.withdraw();
    scene.offer("runner:a", "unit", "lint");
    scene.isDeniedForMissing(Code.KEY_DATES);
  }

  @Test
  void aKeyThatNeverCountsIsNoPolicy() {
    var scene = Scene.honestPolicy(text -> text);
    scene.put(
        Scene.POLICY,
        Scene.POLICY_TEXT
            .replace("version = 7", "version = 8")
            .replace(honestKeys(3, "check"), keys(3, "check", "2026-06-01", "2026-06-01")));
    scene.endorse("olga");
    scene.endorse("otto");
    scene.isDenied(Code.POLICY_INVALID);
  }

  @Test
  void aKeyThatIsOverTodayCountedWhenItsResultWasReceived() {
    var scene = Scene.change();
    scene.policy(
        text -> text.replace(honestKeys(3, "check"), keys(3, "check", "2026-01-01", "2026-06-02")));
    scene.offer("runner:a", "unit", "lint");
    scene.daysPass(2);
    scene.lands();
    scene.withdraw();
    scene.offer("runner:a", "unit", "lint");
    scene.isDeniedForMissing(Code.KEY_DATES);
  }

  @Test
  void aRevokedKeyCountsForNothingHoweverOldItsResultIs() {
    var scene = Scene.honest();
    byte[] file = scene.signing("runner:a").at(Scene.NOW).attest(scene.run("unit", "lint").run());
    scene.withdraw();
    scene.offer(file, Scene.NOW);
    scene.lands();

    scene.policy(text -> text + revoked(3));
    scene.isDeniedForMissing(Code.KEY_REVOKED);
    scene.withdraw();
    scene.know(file, Scene.NOW);
    scene.isDeniedForMissing(Code.KEY_REVOKED);
    scene.withdraw();
    scene.offer(scene.signing("runner:a").at(Scene.NOW - 3600), scene.run("unit", "lint").run());
    scene.isDeniedForMissing(Code.KEY_REVOKED);
  }

  @Test
  void aRevokedOwnerEndorsesNothing() {
    var scene = Scene.change();
    scene.policy(text -> text.replace("need = 2 }\nmax", "need = 1 }\nmax") + revoked(2));
    scene.put(
        Scene.POLICY,
        (Scene.POLICY_TEXT.replace("need = 2 }\nmax", "need = 1 }\nmax") + revoked(2))
            .replace("version = 7", "version = 8"));
    scene.offer("runner:a", "unit", "lint");
    scene.endorse("otto");
    assertThat(Scene.refused(scene.isDenied(Code.POLICY_OWNERS))).containsExactly(Code.KEY_REVOKED);
    scene.endorse("olga");
    scene.lands();
  }

  @Test
  void anOldKeySignsAnOldSessionAgain() {
    var scene = Scene.honest();
    scene.policy(text -> text.replace(honestKeys(3, "check"), honestKeys(33, "check")));
    scene.withdraw();
    scene.offer(scene.signing("runner:a"), scene.run("unit", "lint").run());
    scene.isDeniedForMissing(Code.KEY_UNKNOWN);
    scene.offer(scene.signing("runner:a").with(33), scene.run("unit", "lint").run());
    scene.lands();
  }

  @Test
  void somebodyElsesKeyUnderATrustedName() {
    var scene = Scene.honest();
    scene.withdraw();
    scene.offer(scene.signing("nobody").as("runner:a"), scene.run("unit", "lint").run());
    scene.isDeniedForMissing(Code.KEY_UNKNOWN);
    scene.withdraw();
    scene.offer(scene.signing("runner:b").as("runner:a"), scene.run("unit", "lint").run());
    scene.isDeniedForMissing(Code.CLAIM_ISS);
  }

  @Test
  void whatCanNotBeReadIsNoYes() {
    var scene = Scene.honest();
    var gate =
        new Gate(_ -> {
          throw new Problem(Problem.Kind.UNAVAILABLE, "objects.unanswered", "no", "again");
        });
    assertThatThrownBy(() -> scene.verdict(gate)).isInstanceOf(Problem.class);

    scene.withdraw();
    scene.offer("garbage".getBytes(UTF_8), Scene.NOW);
    scene.offer(new byte[0], Scene.NOW);
    assertThat(Scene.refused(scene.isDenied(Code.CHECK_MISSING)))
        .containsExactlyInAnyOrder(Code.ENV_TAG, Code.ENV_TRUNCATED);
  }

  @Test
  void whatIsRefusedDeniesNothing() {
    var scene = Scene.honest();
    scene.offer("garbage".getBytes(UTF_8), Scene.NOW);
    scene.offer("nobody", scene.run("unit").but("unit", CheckDraft::failed));
    scene.endorse("olga", new Endorsement.Of.Result(Digest.of(new byte[] {9})));
    scene.lands();
  }
}
