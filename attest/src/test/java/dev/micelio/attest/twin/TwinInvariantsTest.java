package dev.micelio.attest.twin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.attest.statement.Action;
import dev.micelio.attest.statement.Check.Result;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.testkit.GoldenKey;
import dev.micelio.attest.testkit.GoldenRun;
import dev.micelio.attest.testkit.PublicVectors;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.problem.Problem;
import dev.micelio.core.testkit.Seeds;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TwinInvariantsTest {
  private static final int CHANGES = 300;

  private static InToto golden() {
    return InToto.testResult(GoldenRun.run(), GoldenRun.CTI);
  }

  private static String vector(String name) {
    return (String) PlainJson.at(PlainJson.of(PublicVectors.bytes("check-run.vector.json")), name);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void invariant1_theGoldenRunGivesTheGoldenStatement() {
    assertThat(golden().json()).isEqualTo(vector("twin_statement"));
    assertThat(golden().sha256().hex()).isEqualTo(vector("twin_sha256"));
    assertThat(GoldenRun.run().twins()).containsExactly(golden().twin());
  }

  @Test
  void invariant1_theGoldenKeyGivesTheGoldenEnvelopeAndBundle() {
    var envelope = DsseEnvelope.sign(golden(), GoldenKey.signer());
    assertThat(envelope.keyId()).isEqualTo(vector("hint"));
    assertThat(PlainJson.of(utf8(envelope.toJson())))
        .isEqualTo(PlainJson.of(PublicVectors.bytes("check-run.dsse.json")));
    assertThat(PlainJson.of(utf8(new SigstoreBundle(envelope).toJson())))
        .isEqualTo(PlainJson.of(PublicVectors.bytes("check-run.sigstore.json")));
  }

  @Seeds
  void invariant2_aStatementHasOneSerialisation(long seed) {
    var random = new Random(seed);
    var run = Runs.any(random);
    for (var statement : new Twins(run, GoldenRun.CTI).all()) {
      var read = PlainJson.of(statement.bytes());
      assertThat(new String(shuffled(read, random).bytes(), UTF_8)).isEqualTo(statement.json());
    }
    assertThat(new Twins(run, GoldenRun.CTI).all()).isEqualTo(new Twins(run, GoldenRun.CTI).all());
  }

  /// The same value, with the members of each object put in by chance.
  private static Json shuffled(Object plain, Random random) {
    return switch (plain) {
      case Map<?, ?> map -> {
        var members = new ArrayList<Json.Member>();
        map.forEach(
            (name, value) -> members.add(Json.member((String) name, shuffled(value, random))));
        Collections.shuffle(members, random);
        yield Json.object(members);
      }
      case List<?> list -> Json.array(list.stream().map(item -> shuffled(item, random)).toList());
      case Long number -> Json.of(number);
      case Boolean truth -> Json.of(truth);
      default -> Json.of((String) plain);
    };
  }

  @Test
  void invariant2_whatIsNotUnicodeIsNotWritten() {
    assertThatThrownBy(() -> InToto.testResult(GoldenRun.run(), "\ud800"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void invariant3_oneCheckThatDidNotPassIsEnoughForFailed() {
    for (var first : Result.values()) {
      for (var second : Result.values()) {
        var statement = InToto.testResult(Runs.with(first, second), GoldenRun.CTI);
        var predicate = PlainJson.at(PlainJson.of(statement.bytes()), "predicate");
        var passed = new ArrayList<Object>();
        var failed = new ArrayList<Object>();
        (first == Result.PASS ? passed : failed).add("fmt");
        (second == Result.PASS ? passed : failed).add("unit");
        assertThat(PlainJson.at(predicate, "result"))
            .isEqualTo(failed.isEmpty() ? "PASSED" : "FAILED");
        assertThat(PlainJson.list(predicate, "passedTests")).isEqualTo(passed);
        assertThat(PlainJson.list(predicate, "failedTests")).isEqualTo(failed);
        assertThat(PlainJson.list(predicate, "configuration")).hasSize(2);
      }
    }
  }

  @Seeds
  void invariant4_everyOutputThatWasBuiltHasItsProvenance(long seed) {
    var run = Runs.any(new Random(seed));
    var built = new ArrayList<Object>();
    for (var check : run.checks()) {
      if (check.action() instanceof Action.Nix nix && nix.mode().equals("executed")) {
        nix.outputs().forEach(output -> built.add(output.narSha256().hex()));
      }
    }
    assertThat(InToto.provenance(run, GoldenRun.CTI))
        .extracting(statement ->
            PlainJson.at(PlainJson.of(statement.bytes()), "subject", 0, "digest", "sha256"))
        .isEqualTo(built);
  }

  @Test
  void invariant4_manyOutputsWithLongInputsEndAtTheBound() {
    var all = InToto.provenance(Runs.multiplied(100, 100_000), GoldenRun.CTI);
    assertThat(all.stream().mapToLong(statement -> statement.json().length()).sum())
        .isBetween(InToto.PROVENANCE_LENGTH_MAX - 110_000L, (long) InToto.PROVENANCE_LENGTH_MAX);
    var few = InToto.provenance(Runs.multiplied(5, 100_000), GoldenRun.CTI);
    assertThat(few).hasSize(5);
    assertThat(all.subList(0, 5)).isEqualTo(few);
  }

  @Test
  void invariant4_whatCameOutOfACacheHasNone() {
    var check = GoldenRun.run().checks().getFirst();
    var nix = (Action.Nix) check.action();
    var substituted =
        new Action.Nix(
            nix.attr(), nix.drv(), nix.drvSha256(), nix.drvs(), "substituted", nix.outputs());
    assertThat(
            InToto.provenance(
                GoldenRun.with(List.of(Runs.with(check, Result.PASS, substituted))), GoldenRun.CTI))
        .isEmpty();
    assertThat(InToto.provenance(GoldenRun.with(List.of(check)), GoldenRun.CTI)).hasSize(1);
  }

  @Seeds
  void invariant5_everyRunGivesItsOwnTwinsAndNoOthers(long seed) {
    var random = new Random(seed);
    var twins = new Twins(Runs.any(random), GoldenRun.CTI);
    var others = new Twins(Runs.any(random), GoldenRun.CTI);
    for (var statement : twins.all()) {
      assertThat(twins.gives(statement.twin())).isTrue();
      assertThat(others.gives(statement.twin())).isFalse();
    }
  }

  @Test
  void invariant5_aTwinHasItsTypeAndBelongsToOneAttestation() {
    var twins = new Twins(GoldenRun.run(), GoldenRun.CTI);
    var testResult = golden().sha256();
    var provenance = InToto.provenance(GoldenRun.run(), GoldenRun.CTI).getFirst().sha256();
    assertThat(twins.gives(new CheckRun.TwinDigest(InToto.TEST_RESULT, testResult))).isTrue();
    assertThat(twins.gives(new CheckRun.TwinDigest(InToto.PROVENANCE, provenance))).isTrue();
    assertThat(twins.gives(new CheckRun.TwinDigest(InToto.PROVENANCE, testResult))).isFalse();
    assertThat(twins.gives(new CheckRun.TwinDigest(InToto.TEST_RESULT, provenance))).isFalse();
    assertThat(twins.gives(new CheckRun.TwinDigest("https://spdx.dev/Document", testResult)))
        .isFalse();
    assertThat(twins.gives(new CheckRun.TwinDigest(InToto.TEST_RESULT, Digest.of(new byte[0]))))
        .isFalse();

    var again = new Twins(GoldenRun.run(), "00".repeat(16));
    assertThat(again.gives(new CheckRun.TwinDigest(InToto.TEST_RESULT, testResult))).isFalse();
    assertThat(again.gives(new CheckRun.TwinDigest(InToto.PROVENANCE, provenance))).isFalse();
  }

  @Seeds
  void invariant6_whatWasWrittenIsReadBackTheSame(long seed) {
    for (var statement : new Twins(Runs.any(new Random(seed)), GoldenRun.CTI).all()) {
      var envelope = DsseEnvelope.sign(statement, GoldenKey.signer());
      var read = DsseEnvelope.read(utf8(envelope.toJson()));
      assertThat(read.toJson()).isEqualTo(envelope.toJson());
      assertThat(read.payload()).isEqualTo(statement.json());
      var bundle = new SigstoreBundle(envelope).toJson();
      assertThat(SigstoreBundle.read(utf8(bundle)).toJson()).isEqualTo(bundle);
    }
  }

  @Test
  void invariant6_whatIsChangedIsRefusedOrIsAnotherEnvelope() {
    var random = new Random(6);
    byte[] bytes = utf8(new SigstoreBundle(Tampered.signed(GoldenKey.signer())).toJson());
    var seen = new HashSet<String>();
    for (int i = 0; i < CHANGES; i++) {
      byte[] changed = bytes.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        var read = SigstoreBundle.read(changed);
        assertThat(read.envelope().verifies(GoldenKey.signer().publicKey())).isFalse();
        seen.add("read");
      } catch (Problem e) {
        assertThat(e.code()).isEqualTo("twin.malformed");
        seen.add("refused");
      }
    }
    assertThat(seen).containsExactlyInAnyOrder("read", "refused");
  }

  @Test
  void invariant7_anEnvelopeVerifiesForItsKeyAlone() {
    var key = GoldenKey.signer().publicKey();
    var another = GoldenKey.another().publicKey();
    var golden = DsseEnvelope.read(PublicVectors.bytes("check-run.dsse.json"));
    assertThat(golden.verifies(key)).isTrue();
    assertThat(golden.verifies(another)).isFalse();
    assertThat(SigstoreBundle.read(PublicVectors.bytes("check-run.sigstore.json")).envelope())
        .satisfies(envelope -> assertThat(envelope.verifies(key)).isTrue());

    var anothers = Tampered.signed(GoldenKey.another());
    assertThat(anothers.verifies(another)).isTrue();
    assertThat(anothers.verifies(key)).isFalse();
  }

  @Test
  void invariant7_anEnvelopeThatWasTamperedWithVerifiesForNobody() {
    var key = GoldenKey.signer().publicKey();
    var another = GoldenKey.another().publicKey();
    String envelope = Tampered.signed(GoldenKey.signer()).toJson();
    String relabelled = envelope.replace(DsseEnvelope.keyId(key), DsseEnvelope.keyId(another));
    for (String changed :
        List.of(Tampered.payload(envelope), Tampered.signature(envelope), relabelled)) {
      assertThat(changed).isNotEqualTo(envelope);
      var read = DsseEnvelope.read(utf8(changed));
      assertThat(read.verifies(key)).isFalse();
      assertThat(read.verifies(another)).isFalse();
    }
  }

  @Test
  void invariant7_aSignatureOverThePayloadAloneIsNone() {
    byte[] bare = GoldenKey.signer().sign(golden().bytes());
    String envelope = Tampered.signed(GoldenKey.signer()).toJson();
    int at = envelope.indexOf("\"sig\":\"") + 7;
    String pasted =
        envelope.substring(0, at)
            + Base64.getEncoder().encodeToString(bare)
            + envelope.substring(envelope.indexOf('"', at));
    assertThat(DsseEnvelope.read(utf8(pasted)).verifies(GoldenKey.signer().publicKey())).isFalse();
  }
}
