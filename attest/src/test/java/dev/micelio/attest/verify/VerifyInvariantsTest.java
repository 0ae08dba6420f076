package dev.micelio.attest.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.attest.cose.Claims;
import dev.micelio.attest.cose.Envelope;
import dev.micelio.attest.cose.Headers;
import dev.micelio.attest.reason.Code;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.statement.StatementType;
import dev.micelio.attest.testkit.GoldenKey;
import dev.micelio.attest.testkit.GoldenRun;
import dev.micelio.attest.testkit.PublicVectors;
import dev.micelio.attest.testkit.TrustingVerifier;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.cbor.CborLimits;
import dev.micelio.core.testkit.Seeds;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class VerifyInvariantsTest {
  private static final long NOW = TrustingVerifier.NOW_SECONDS;
  private static final byte[] GOLDEN = PublicVectors.bytes("check-run.cose");

  /// What can be wrong with a file, in the order in which it is judged.
  private enum Fault {
    TRAILING(Code.ENV_TRAILING),
    ALG(Code.HDR_ALG),
    EXTRA(Code.HDR_EXTRA),
    TYPE(Code.HDR_TYPE),
    KID(Code.KEY_UNKNOWN),
    LENGTH(Code.SIG_LENGTH),
    CLAIMS(Code.CLAIM_MISSING),
    PAYLOAD(Code.ENV_TRAILING);

    private final Code code;

    Fault(Code code) {
      this.code = code;
    }
  }

  private static Verdict<CheckRun> verdict(byte[] file) {
    return TrustingVerifier.verifier().checkRun(file, NOW, (_, _) -> {});
  }

  private static List<String> codes(byte[] file) {
    return TrustingVerifier.codes(verdict(file));
  }

  private static Claims claims() {
    return new Claims(
        TrustingVerifier.PRINCIPAL,
        GoldenRun.run().subject(),
        Claims.audience(TrustingVerifier.PROJECT),
        NOW + 1,
        NOW,
        GoldenRun.CTI);
  }

  private static byte[] signed(byte[] headers, byte[] payload) {
    byte[] signature =
        GoldenKey.signer().sign(Envelope.toBeSigned(headers, TrustingVerifier.PROJECT, payload));
    return Envelope.write(headers, payload, signature);
  }

  private static byte[] signed(Claims claims, Cbor payload) {
    var kid = GoldenKey.signer().publicKey().id();
    return signed(Headers.write(StatementType.CHECK_RUN, kid, claims), payload.encode());
  }

  @Test
  void invariant1_nothingButAVerifierMakesAVerifiedStatement() {
    assertThat(Verified.class.getConstructors()).isEmpty();
    assertThat(Modifier.isFinal(Verified.class.getModifiers())).isTrue();
    assertThat(codes(GOLDEN)).containsExactly("ACCEPT");
  }

  @Test
  void invariant1_noBitIsToSpare() {
    for (int i = 0; i < GOLDEN.length * Byte.SIZE; i++) {
      byte[] changed = GOLDEN.clone();
      changed[i / Byte.SIZE] ^= (byte) (1 << i % Byte.SIZE);
      assertThat(verdict(changed)).as("bit " + i).isInstanceOf(Verdict.Refused.class);
    }
  }

  @Test
  void invariant1_noByteIsToSpare() {
    for (int length = 0; length < GOLDEN.length; length++) {
      assertThat(codes(Arrays.copyOf(GOLDEN, length))).containsExactly("ENV_TRUNCATED");
    }
    for (int added = 0; added < 256; added++) {
      byte[] longer = Arrays.copyOf(GOLDEN, GOLDEN.length + 1);
      longer[GOLDEN.length] = (byte) added;
      assertThat(codes(longer)).containsExactly("ENV_TRAILING");
    }
  }

  @Seeds
  void invariant2_whateverTheBytesAreARefusalHasAReason(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      byte[] file = GOLDEN.clone();
      int changes = 1 + random.nextInt(8);
      for (int j = 0; j < changes; j++) {
        file[random.nextInt(file.length)] = (byte) random.nextInt(256);
      }
      assertRefusedOrSame(file);
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      assertRefusedOrSame(noise);
      if (noise.length > 0) {
        noise[0] = (byte) 0xd2;
        assertRefusedOrSame(noise);
      }
    }
  }

  private static void assertRefusedOrSame(byte[] file) {
    if (!Arrays.equals(file, GOLDEN)) {
      assertThat(TrustingVerifier.reasons(verdict(file))).isNotEmpty();
    }
  }

  /// The same behind the signature: the signer is the stranger.
  @Seeds
  void invariant2_whateverIsSignedARefusalHasAReason(long seed) {
    var random = new Random(seed);
    byte[] headers =
        Headers.write(StatementType.CHECK_RUN, GoldenKey.signer().publicKey().id(), claims());
    for (int i = 0; i < 100; i++) {
      byte[] payload = GoldenRun.run().toCbor().encode();
      int changes = 1 + random.nextInt(3);
      for (int j = 0; j < changes; j++) {
        payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
      }
      switch (verdict(signed(headers, payload))) {
        case Verdict.Refused<CheckRun>(var reasons) -> assertThat(reasons).isNotEmpty();
        case Verdict.Accepted<CheckRun>(var verified) ->
            assertThat(verified.statement().toCbor().encode()).isEqualTo(payload);
      }
    }
  }

  @Test
  void invariant2_noVerdictIsARefusalWithoutAReason() {
    assertThatThrownBy(() -> new Verdict.Refused<CheckRun>(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void invariant2_whatThrowsGivesNoVerdict() {
    var failure = new IllegalStateException("planted");
    Demand<CheckRun> demand =
        (_, _) -> {
          throw failure;
        };
    assertThatThrownBy(() -> TrustingVerifier.verifier().checkRun(GOLDEN, NOW, demand))
        .isSameAs(failure);
    var verifier =
        new Verifier(
            TrustingVerifier.PROJECT,
            _ -> {
              throw failure;
            });
    assertThatThrownBy(() -> verifier.checkRun(GOLDEN, NOW, (_, _) -> {})).isSameAs(failure);
  }

  @Test
  void invariant3_theFirstFaultThatEndsTheWorkIsTheOnlyOne() {
    int all = 1 << Fault.values().length;
    for (int faults = 1; faults < all; faults++) {
      var wrong = EnumSet.noneOf(Fault.class);
      for (int i = 0; i < Fault.values().length; i++) {
        if ((faults >> i & 1) == 1) {
          wrong.add(Fault.values()[i]);
        }
      }
      var first = wrong.iterator().next();
      assertThat(codes(with(wrong))).as(wrong.toString()).containsExactly(first.code.name());
    }
    assertThat(codes(with(EnumSet.noneOf(Fault.class)))).containsExactly("ACCEPT");
  }

  private static byte[] with(Set<Fault> wrong) {
    var signer = GoldenKey.signer();
    var kid = (has(wrong, Fault.KID) ? GoldenKey.another() : signer).publicKey().id();
    var type = has(wrong, Fault.TYPE) ? StatementType.REVOKE : StatementType.CHECK_RUN;
    var headers = (Cbor.Map) Cbor.decode("headers", Headers.write(type, kid, claims()), LIMITS);
    byte[] head = headers(headers, wrong).encode();
    byte[] payload = GoldenRun.run().withTwins(List.of()).toCbor().encode();
    if (has(wrong, Fault.PAYLOAD)) {
      payload = Arrays.copyOf(payload, payload.length + 1);
    }
    byte[] signature = signer.sign(Envelope.toBeSigned(head, TrustingVerifier.PROJECT, payload));
    if (has(wrong, Fault.LENGTH)) {
      signature = Arrays.copyOf(signature, signature.length + 1);
    }
    byte[] file = Envelope.write(head, payload, signature);
    return has(wrong, Fault.TRAILING) ? Arrays.copyOf(file, file.length + 1) : file;
  }

  private static final CborLimits LIMITS = new CborLimits(1 << 16, 1 << 16, 16);

  private static boolean has(Set<Fault> wrong, Fault fault) {
    return wrong.contains(fault);
  }

  private static Cbor headers(Cbor.Map headers, Set<Fault> wrong) {
    var changed = Cbor.map();
    for (var entry : headers.entries()) {
      long label = ((Cbor.Int) entry.key()).value();
      if (label == 1 && has(wrong, Fault.ALG)) {
        changed.put(label, Cbor.of(-8));
      } else if (label != 15 || !has(wrong, Fault.CLAIMS)) {
        changed.put(label, entry.value());
      }
    }
    return changed.putIf(has(wrong, Fault.EXTRA), 33, () -> Cbor.of(0)).build();
  }

  @Test
  void invariant4_allThatIsWrongBehindTheSignatureIsTold() {
    var wrong = new Claims("", "", "", NOW, NOW + 301, GoldenRun.CTI);
    var run =
        GoldenRun.run()
            .withTwins(List.of(new CheckRun.TwinDigest("", GoldenRun.run().tree().sha256())));
    assertThat(codes(signed(wrong, run.toCbor())))
        .containsExactly(
            "CLAIM_ISS", "CLAIM_AUD", "TIME_FUTURE", "TIME_EXPIRED", "CLAIM_SUB", "TWIN_MISMATCH");
    assertThat(
            codes(
                signed(
                    new Claims("", "", "", Long.MAX_VALUE, 0, GoldenRun.CTI),
                    Cbor.map().put("v", Cbor.of(2)).put("x", Cbor.of(1)).build())))
        .startsWith("CLAIM_ISS", "CLAIM_AUD", "TIME_TOO_LONG", "SCHEMA_VERSION")
        .endsWith("SCHEMA_UNKNOWN")
        .doesNotContain("CLAIM_SUB", "BIND_PROJECT");
  }

  @Test
  void invariant4_theDemandIsAskedOfWhatFitsItsSchemaAlone() {
    var asked = new ArrayList<CheckRun>();
    Demand<CheckRun> demand =
        (run, reasons) -> {
          asked.add(run);
          reasons.add(Code.CHECK_MISSING, "check x", "a result", "none");
        };
    var verifier = TrustingVerifier.verifier();
    assertThat(TrustingVerifier.codes(verifier.checkRun(GOLDEN, NOW, demand)))
        .containsExactly("CHECK_MISSING");
    assertThat(asked).containsExactly(GoldenRun.run());
    byte[] unfit = signed(claims(), Cbor.map().build());
    assertThat(TrustingVerifier.codes(verifier.checkRun(unfit, NOW, demand)))
        .isNotEmpty()
        .allMatch(code -> code.equals("SCHEMA_MISSING"));
    assertThat(asked).hasSize(1);
  }

  @Test
  void invariant5_aKeyCountsForItsUsesAlone() {
    for (var use : Use.values()) {
      var verifier = verifier(Set.of(use), 0, Long.MAX_VALUE, false);
      assertThat(TrustingVerifier.codes(verifier.checkRun(GOLDEN, NOW, (_, _) -> {})))
          .containsExactly(use == Use.CHECK ? "ACCEPT" : "KEY_USE");
    }
    for (var vector : PublicVectors.all("statements.json")) {
      if (vector.code().equals("ACCEPT")) {
        var use = vector.type().equals("decision") ? Use.DECIDE : Use.ENDORSE;
        var others = EnumSet.complementOf(EnumSet.of(use));
        assertThat(
                TrustingVerifier.codes(
                    TrustingVerifier.verdict(
                        verifier(Set.of(use), 0, Long.MAX_VALUE, false), vector, (_, _) -> {})))
            .containsExactly("ACCEPT");
        assertThat(
                TrustingVerifier.codes(
                    TrustingVerifier.verdict(
                        verifier(others, 0, Long.MAX_VALUE, false), vector, (_, _) -> {})))
            .containsExactly("KEY_USE");
      }
    }
  }

  @Test
  void invariant5_aKeyCountsFromItsFirstSecondAndNoMoreAtItsLast() {
    assertThat(at(NOW, NOW + 1, false)).containsExactly("ACCEPT");
    assertThat(at(NOW + 1, NOW + 2, false)).containsExactly("KEY_DATES");
    assertThat(at(NOW - 1, NOW, false)).containsExactly("KEY_DATES");
    assertThat(at(0, Long.MAX_VALUE, true)).containsExactly("KEY_REVOKED");
    assertThat(at(NOW + 1, NOW + 2, true)).containsExactly("KEY_DATES");
  }

  private static List<String> at(long from, long until, boolean revoked) {
    return TrustingVerifier.codes(
        verifier(EnumSet.allOf(Use.class), from, until, revoked)
            .checkRun(GOLDEN, NOW, (_, _) -> {}));
  }

  private static Verifier verifier(Set<Use> uses, long from, long until, boolean revoked) {
    var key =
        new TrustedKey(
            GoldenKey.signer().publicKey(), TrustingVerifier.PRINCIPAL, uses, from, until, revoked);
    return new Verifier(TrustingVerifier.PROJECT, TrustingVerifier.knowing(key));
  }
}
