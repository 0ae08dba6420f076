package dev.micelio.attest.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.testkit.GateCodes;
import dev.micelio.attest.testkit.PublicVectors;
import dev.micelio.attest.testkit.PublicVectors.Vector;
import dev.micelio.attest.testkit.TrustingVerifier;
import dev.micelio.core.digest.Digest;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a policy demands is not asked here: those vectors are accepted.
final class NegativeVectorsTest {

  static Stream<Vector> vectors() {
    return Stream.of(NegativeVectors.NEGATIVE, NegativeVectors.STATEMENTS)
        .flatMap(file -> PublicVectors.all(file).stream());
  }

  @ParameterizedTest
  @ValueSource(strings = {NegativeVectors.NEGATIVE, NegativeVectors.STATEMENTS})
  void theFilesAreWhatTheGeneratorMakes(String file) {
    boolean same = NegativeVectors.json(file).equals(new String(PublicVectors.bytes(file), UTF_8));
    assertThat(same).as("%s is not what NegativeVectors writes", file).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void everyVectorHasItsCodeAndNoOther(Vector vector) {
    assertThat(TrustingVerifier.codes(vector))
        .as(() -> vector.why() + ": " + TrustingVerifier.verdict(vector))
        .containsExactly(TrustingVerifier.expected(vector));
  }

  /// Those that no file can have: they are about the key in the policy, or a policy's own rules.
  private static final Set<Code> OF_NO_FILE =
      EnumSet.of(
          Code.KEY_USE,
          Code.KEY_DATES,
          Code.KEY_REVOKED,
          Code.CHECK_SYSTEM,
          Code.CHECK_MODE,
          Code.CHECK_ATTEMPTS,
          Code.CHECK_AGE,
          Code.NIX_VERSION);

  @Test
  void everyCodeThatAFileCanHaveHasAVector() {
    var there = vectors().map(Vector::code).collect(Collectors.toSet());
    var wanted = EnumSet.complementOf(EnumSet.copyOf(OF_NO_FILE));
    GateCodes.entries().stream()
        .filter(GateCodes.Entry::isLanding)
        .forEach(entry -> wanted.remove(Code.valueOf(entry.code())));
    assertThat(wanted).extracting(Code::name).isSubsetOf(there);
    assertThat(there).contains(Collected.ACCEPT);
  }

  @Test
  void noTwoVectorsAreTheSame() {
    var files = vectors().map(vector -> vector.type() + Digest.of(vector.bytes())).toList();
    assertThat(files).doesNotHaveDuplicates();
    assertThat(vectors().map(Vector::name).toList()).doesNotHaveDuplicates();
    assertThat(files)
        .doesNotContainAnyElementsOf(
            PublicVectors.all("public.json").stream()
                .map(vector -> vector.type() + Digest.of(vector.bytes()))
                .toList());
  }
}
