package dev.micelio.gate.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.attest.cose.Envelope;
import dev.micelio.attest.reason.Code;
import dev.micelio.attest.reason.Reason;
import dev.micelio.attest.statement.Endorsement;
import dev.micelio.attest.statement.Revocation;
import dev.micelio.core.digest.Digest;
import dev.micelio.gate.testkit.Case;
import dev.micelio.gate.testkit.Letter;
import dev.micelio.gate.testkit.TestKey;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IntakeInvariantsTest {
  private static final Endorsement.Of ANY = new Endorsement.Of.Result(Digest.of(new byte[0]));

  private static Case unit() {
    return Case.requiring("unit", "src/**");
  }

  private static Letter run(Case one, String principal) {
    return one.run(principal).passes("unit").letter();
  }

  private static List<Code> refusals(Case one) {
    return one.admitted().refused().stream()
        .flatMap(refused -> refused.reasons().stream())
        .map(Reason::code)
        .toList();
  }

  @Test
  void invariant1_everythingIsAdmittedOrRefusedWithReasons() {
    var one = unit();
    var good = run(one, "ci-a").offer();
    var endorsed = one.endorse("pedro", ANY).offer();
    byte[] cut = java.util.Arrays.copyOf(run(one, "ci-b").bytes(), 500);
    one.offer(new Offered(new byte[0], Case.NOW_SECONDS));
    one.offer(new Offered(cut, Case.NOW_SECONDS));
    one.offer(new Offered(new byte[Envelope.SIZE_BYTES_MAX + 1], Case.NOW_SECONDS));
    run(one, "stranger").offer();
    run(one, "ci-b").signedFor("00000000000000000000000000000001").offer();
    one.run("ci-b").project("00000000000000000000000000000001").passes("unit").offer();
    run(one, "ci-b").as("ci-a").signedWith("ci-b").offer();
    var admitted = one.admitted();
    assertThat(admitted.runs())
        .singleElement()
        .satisfies(run -> assertThat(run.id()).isEqualTo(good));
    assertThat(admitted.endorsements())
        .singleElement()
        .satisfies(each -> assertThat(each.id()).isEqualTo(endorsed));
    assertThat(refusals(one))
        .containsExactly(
            Code.ENV_TRUNCATED,
            Code.ENV_TRUNCATED,
            Code.ENV_SIZE,
            Code.KEY_UNKNOWN,
            Code.SIG_BAD,
            Code.SIG_BAD,
            Code.CLAIM_ISS);
    assertThat(admitted.refused())
        .allSatisfy(refused -> assertThat(refused.reasons()).isNotEmpty());

    var many = Collections.nCopies(Intake.OFFERED_MAX + Intake.KNOWN_MAX + 1, new Offered(cut, 0));
    assertThatThrownBy(() -> new Intake(one.policy()).admit(many))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void invariant2_eachIsVerifiedAtItsOwnReceipt() {
    long day = 24 * 3600;
    // a key from the first of May until the first of June
    var one =
        unit()
            .policy(text ->
                text.principalFor("2026-05-01", "2026-06-01", "old", "runner", "", "check")
                    .principalFor("2026-06-02", "2027-01-01", "new", "runner", "", "check"));
    run(one, "old").agoSeconds(1).know();
    run(one, "old").agoSeconds(0).know();
    run(one, "old").signedSeconds(Case.NOW_SECONDS - 40).receivedSeconds(Case.NOW_SECONDS).know();
    run(one, "old").agoSeconds(31 * day).know();
    run(one, "old").agoSeconds(31 * day + 1).know();
    run(one, "new").offer();
    // what has expired since its receipt was received in time
    run(one, "ci-a").agoSeconds(100).lifeSeconds(60).know();
    run(one, "ci-a").agoSeconds(100).lifeSeconds(30).know();
    assertThat(one.admitted().runs())
        .extracting(run -> Case.NOW_SECONDS - run.receivedSeconds())
        .containsExactly(1L, 31 * day, 100L);
    assertThat(refusals(one))
        .containsExactly(
            Code.KEY_DATES, Code.KEY_DATES, Code.KEY_DATES, Code.KEY_DATES, Code.TIME_EXPIRED);
  }

  @Test
  void invariant3_aRevokedKeyAdmitsNothing() {
    var one = unit().policy(text -> text.revoke("ci-a"));
    run(one, "ci-a").offer();
    run(one, "ci-a").agoSeconds(100_000).know();
    assertThat(refusals(one)).containsExactly(Code.KEY_REVOKED, Code.KEY_REVOKED);
    assertThat(one.codes()).containsExactly(Code.CHECK_MISSING);
  }

  @Test
  void invariant4_theSameBytesCountOnceAsReceivedFirst() {
    var one = unit();
    byte[] file = run(one, "ci-a").bytes();
    one.offer(new Offered(file, Case.NOW_SECONDS));
    one.know(new Offered(file.clone(), Case.NOW_SECONDS - 10));
    one.know(new Offered(file.clone(), Case.NOW_SECONDS - 5));
    assertThat(one.admitted().runs())
        .singleElement()
        .satisfies(run -> assertThat(run.receivedSeconds()).isEqualTo(Case.NOW_SECONDS - 10));
    assertThat(refusals(one)).isEmpty();
  }

  @Test
  void invariant5_whoSaysTwoThingsUnderOneNumberIsBelievedNeither() {
    var number = "000102030405060708090a0b0c0d0e0f";
    var one = unit();
    run(one, "ci-a").cti(number).offer();
    run(one, "ci-b").cti(number).offer();
    assertThat(one.codes()).isEmpty();
    one.run("ci-a").fails("unit").letter().cti(number).know();
    assertThat(refusals(one)).containsExactly(Code.CLAIM_REUSED, Code.CLAIM_REUSED);
    assertThat(one.admitted().runs()).extracting(run -> run.principal()).containsExactly("ci-b");

    // whoever has not the key can not make another's word void
    var forged = unit();
    run(forged, "ci-a").cti(number).offer();
    run(forged, "ci-a").cti(number).agoSeconds(5).signedWith("ci-b").as("ci-a").offer();
    assertThat(refusals(forged)).containsExactly(Code.CLAIM_ISS);
    assertThat(forged.codes()).isEmpty();
  }

  @Test
  void invariant6_onlyRunsAndEndorsementsByKeysForThem() {
    var one = unit();
    run(one, "pedro").offer();
    one.endorse("ci-a", ANY).offer();
    var revocation =
        new Revocation(one.policy().project(), TestKey.of("ci-a").publicKey().id(), 1, "lost");
    one.letter(revocation, "pedro").offer();
    assertThat(refusals(one)).containsExactly(Code.KEY_USE, Code.KEY_USE, Code.HDR_TYPE);
    assertThat(one.admitted().runs()).isEmpty();
    assertThat(one.admitted().endorsements()).isEmpty();
  }
}
