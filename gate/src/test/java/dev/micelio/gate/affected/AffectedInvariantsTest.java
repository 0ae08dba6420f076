package dev.micelio.gate.affected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.attest.key.KeyId;
import dev.micelio.attest.key.Signer;
import dev.micelio.attest.sign.Attestor;
import dev.micelio.attest.statement.Check;
import dev.micelio.attest.statement.CheckRun;
import dev.micelio.attest.statement.Endorsement;
import dev.micelio.attest.statement.Statement;
import dev.micelio.attest.testkit.GoldenKey;
import dev.micelio.attest.testkit.GoldenRun;
import dev.micelio.attest.testkit.PublicVectors;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.hlc.Hlc;
import dev.micelio.core.id.Id;
import dev.micelio.core.landing.Author;
import dev.micelio.core.landing.Base;
import dev.micelio.core.landing.Landing;
import dev.micelio.core.testkit.Seeds;
import dev.micelio.gate.policy.NixVersions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AffectedInvariantsTest {
  private static final Signer PEDRO = GoldenKey.signer();
  private static final Signer ANA = GoldenKey.another();
  private static final Suspicion OF_PEDRO = new Suspicion.Key(PEDRO.publicKey().id());
  private static final Digest ANY = Digest.of(new byte[0]);
  private static final int STATEMENTS_MAX = 6;

  private static byte[] signed(Signer signer, String principal, Statement statement) {
    return new Attestor(new MachineEnv(), signer, principal, Duration.ofDays(1)).attest(statement);
  }

  private static boolean isPedro(Signer signer) {
    return signer.publicKey().equals(PEDRO.publicKey());
  }

  private static Utterance utterance(Signer signer, Statement statement) {
    byte[] bytes = signed(signer, isPedro(signer) ? "pedro" : "ana", statement);
    return Utterance.read(Digest.of(bytes), bytes);
  }

  private static CheckRun run(String... checks) {
    var wanted = List.of(checks);
    return GoldenRun.with(
        GoldenRun.run().checks().stream().filter(check -> wanted.contains(check.name())).toList());
  }

  private static CheckRun on(String nixVersion, List<String> cacheKeys, CheckRun run) {
    var machine = run.machine();
    var nix = machine.nix().orElseThrow();
    var substituters = List.of(new CheckRun.Substituter("https://cache.example.org", cacheKeys));
    var other =
        new CheckRun.NixSettings(
            nix.impl(),
            nixVersion,
            nix.store(),
            nix.sandbox(),
            nix.fallback(),
            nix.pureEval(),
            nix.ifd(),
            nix.settings(),
            substituters);
    return new CheckRun(
        run.project(),
        run.tree(),
        run.base(),
        run.session(),
        new CheckRun.Machine(
            machine.system(),
            machine.os(),
            machine.runner(),
            machine.machine(),
            machine.isolation(),
            Optional.of(other)),
        run.checks(),
        List.of());
  }

  private static Landing landing(List<Utterance> utterances) {
    return new Landing(
        7,
        Id.parse("01970000-0000-7000-8000-000000000001"),
        "goal",
        new Author("ana", ""),
        new Base(6, ANY),
        ANY,
        List.of(),
        List.of(),
        utterances.stream().map(Utterance::id).toList(),
        new Hlc(1));
  }

  private static Optional<AffectedLanding> affected(Suspicion suspicion, Utterance... utterances) {
    var all = List.of(utterances);
    return Affected.by(suspicion).of(landing(all), all);
  }

  private static List<String> told(Suspicion suspicion, Utterance... utterances) {
    return affected(suspicion, utterances).stream()
        .flatMap(landing -> landing.resting().stream())
        .map(resting -> name(resting.subject()) + (resting.isAlone() ? " alone" : ""))
        .toList();
  }

  private static String name(Subject subject) {
    return switch (subject) {
      case Subject.Result result -> result.check();
      case Subject.Approval(var of) -> of;
    };
  }

  private static Suspicion nix(String bounds) {
    return new Suspicion.Nix(Objects.requireNonNull(NixVersions.parse(bounds)));
  }

  @Test
  void invariant1_aKeyIsSuspectedOfAllThatItSigned() {
    var runs = utterance(PEDRO, run("unit", "shell"));
    var endorsed =
        utterance(
            PEDRO, new Endorsement(run("fmt").project(), new Endorsement.Of.Result(ANY), "seen"));
    assertThat(told(OF_PEDRO, runs, utterance(ANA, run("fmt")), endorsed))
        .containsExactly("unit alone", "shell alone", "check:" + ANY + " alone");
    assertThat(affected(OF_PEDRO, utterance(ANA, run("fmt", "unit", "shell")))).isEmpty();
    assertThat(affected(OF_PEDRO)).isEmpty();
    var resting = affected(OF_PEDRO, runs).orElseThrow().resting().getFirst();
    assertThat(resting.attestation()).isEqualTo(runs.id());
    assertThat(resting.principal()).isEqualTo("pedro");
    var unit = run("unit").checks().getFirst();
    assertThat(resting.subject())
        .isEqualTo(new Subject.Result("unit", unit.system(), unit.key(), true));
  }

  @Test
  void invariant1_nothingRestsOnAResultThatDidNotPass() {
    var failed =
        run("unit").checks().stream()
            .map(check ->
                new Check(
                    check.name(),
                    check.key(),
                    check.system(),
                    check.inputs(),
                    check.src(),
                    Check.Result.FAIL,
                    1,
                    check.attempt(),
                    check.prior(),
                    check.started(),
                    check.finished(),
                    check.log(),
                    check.action()))
            .toList();
    assertThat(affected(OF_PEDRO, utterance(PEDRO, GoldenRun.with(failed)))).isEmpty();
    assertThat(
            told(OF_PEDRO, utterance(PEDRO, run("unit")), utterance(ANA, GoldenRun.with(failed))))
        .containsExactly("unit alone");
  }

  @ParameterizedTest
  @CsvSource({
    "2.34.6, <2.34.7, true",
    "2.34.7, <2.34.7, false",
    "2.34.7pre1, <2.34.7, true",
    "2.34.6, '>=2.30, <2.34.7', true",
    "2.29, '>=2.30, <2.34.7', false",
    "2.34.6, =2.34.6, true",
    "2.34.60, =2.34.6, false"
  })
  void invariant1_aNixIsSuspectedOfWhatItBuiltAndOfNoCommand(
      String version, String suspected, boolean isSuspected) {
    var utterance = utterance(ANA, on(version, List.of(), run("unit", "shell", "fmt")));
    assertThat(told(nix(suspected), utterance))
        .isEqualTo(isSuspected ? List.of("fmt alone", "unit alone") : List.of());
    assertThat(affected(nix(suspected), utterance).isPresent()).isEqualTo(isSuspected);
  }

  @ParameterizedTest
  @CsvSource({
    "cache.example.org-1, true",
    "cache.example.org-1:AAAA, true",
    "cache.example.org-1:AAA, false",
    "cache.example.org, false",
    "other-1, true",
    "AAAA, false"
  })
  void invariant1_aCacheIsSuspectedOfWhatWasBuiltBelievingIt(String key, boolean isSuspected) {
    var keys = List.of("cache.example.org-1:AAAA", "other-1:BBBB");
    var utterance = utterance(ANA, on("2.34.7", keys, run("unit", "shell")));
    assertThat(told(new Suspicion.Substituter(key), utterance))
        .isEqualTo(isSuspected ? List.of("unit alone") : List.of());
    assertThat(told(new Suspicion.Substituter(key), utterance(ANA, run("shell")))).isEmpty();
  }

  @Test
  void invariant2_anotherUtteranceThatIsNotSuspectedSaysTheSame() {
    var first = utterance(PEDRO, run("fmt", "unit"));
    var again = utterance(PEDRO, run("unit"));
    var other = utterance(ANA, run("fmt"));
    assertThat(told(OF_PEDRO, first, again, other))
        .containsExactly("fmt", "unit alone", "unit alone");
    var old = utterance(ANA, on("2.30", List.of(), run("fmt", "shell")));
    var fresh = utterance(PEDRO, on("2.35", List.of(), run("fmt")));
    assertThat(told(nix("<2.34.7"), old, fresh)).containsExactly("fmt");
  }

  @Test
  void invariant3_whatIsMissingOrUnreadableIsTold() {
    byte[] golden = PublicVectors.bytes("check-run.cose");
    var id = Digest.of(golden);
    var missing = new Utterance.Missing(ANY);
    byte[] changed = golden.clone();
    changed[changed.length - 1] ^= 1;
    for (var suspicion : List.of(OF_PEDRO, nix("<3"), new Suspicion.Substituter("x"))) {
      for (byte[] bytes : List.of(new byte[0], Arrays.copyOf(golden, golden.length - 1), changed)) {
        var unreadable = Utterance.read(id, bytes);
        assertThat(unreadable).isInstanceOf(Utterance.Unreadable.class);
        var landing =
            affected(suspicion, missing, utterance(ANA, run("shell")), unreadable).orElseThrow();
        assertThat(landing.resting()).isEmpty();
        assertThat(landing.unknown()).containsExactly(missing, (Utterance.Unknown) unreadable);
      }
    }
    assertThat(Utterance.read(id, golden)).isInstanceOf(Utterance.Said.class);
    var later =
        PublicVectors.all("negative.json").stream()
            .filter(vector -> vector.code().equals("SCHEMA_VERSION"))
            .findFirst()
            .orElseThrow()
            .bytes();
    assertThat(Utterance.read(Digest.of(later), later))
        .isInstanceOfSatisfying(
            Utterance.Unreadable.class,
            unreadable -> assertThat(unreadable.why()).startsWith("SCHEMA_VERSION"));
  }

  @Test
  void invariant3_theTestimoniesAreThoseOfTheLanding() {
    var landing = landing(List.of(new Utterance.Missing(ANY)));
    assertThatThrownBy(() -> Affected.by(OF_PEDRO).of(landing, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void invariant4_aVersionThatCanNotBeReadIsSuspected() {
    var odd = utterance(ANA, on("unstable", List.of(), run("unit", "shell")));
    assertThat(told(nix("=1.0"), odd)).containsExactly("unit alone");
    assertThat(told(nix("=1.0"), odd, utterance(ANA, on("2", List.of(), run("unit")))))
        .containsExactly("unit");
  }

  /// Against the definition, word by word.
  @Seeds(100)
  void invariant1and2_randomTestimoniesAreToldAsDefined(long seed) {
    var random = new SplittableRandom(seed);
    var utterances = new ArrayList<Utterance>();
    for (int i = random.nextInt(STATEMENTS_MAX + 1); i > 0; i--) {
      var subjects = new ArrayList<Subject>();
      for (int check = 0; check < 3; check++) {
        if (random.nextBoolean()) {
          subjects.add(new Subject.Result("check" + check, "any", ANY, check > 0));
        }
      }
      var key = new KeyId(Digest.of(new byte[] {(byte) random.nextInt(2)}));
      var id = Digest.of(new byte[] {(byte) i, 1});
      utterances.add(new Utterance.Said(id, key, "p", Optional.empty(), subjects));
    }
    var stolen = new KeyId(Digest.of(new byte[] {0}));
    var expected = new ArrayList<Resting>();
    var sound = new HashSet<Subject>();
    for (var utterance : utterances) {
      var readable = (Utterance.Said) utterance;
      if (!readable.key().equals(stolen)) {
        sound.addAll(readable.subjects());
      }
    }
    for (var utterance : utterances) {
      var readable = (Utterance.Said) utterance;
      if (readable.key().equals(stolen)) {
        readable
            .subjects()
            .forEach(subject ->
                expected.add(new Resting(subject, readable.id(), "p", !sound.contains(subject))));
      }
    }
    var found = Affected.by(new Suspicion.Key(stolen)).of(landing(utterances), utterances);
    assertThat(found.map(AffectedLanding::resting).orElse(List.of())).isEqualTo(expected);
    assertThat(found.isPresent()).isEqualTo(!expected.isEmpty());
  }
}
