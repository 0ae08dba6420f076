package dev.micelio.attest.cose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.micelio.attest.reason.Code;
import dev.micelio.attest.statement.StatementType;
import dev.micelio.attest.testkit.GoldenKey;
import dev.micelio.attest.testkit.GoldenRun;
import dev.micelio.attest.testkit.PublicVectors;
import dev.micelio.attest.testkit.PublicVectors.Vector;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.project.ProjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CoseInvariantsTest {
  private static final ProjectId PROJECT = ProjectId.parse("0f8fad5bd9cb469fa16570867728950e");
  private static final ProjectId ANOTHER = ProjectId.parse("0f8fad5bd9cb469fa16570867728950f");
  private static final Claims CLAIMS = new Claims("iss", "sub", "aud", 2, 1, GoldenRun.CTI);
  private static final List<Cbor> OTHER_LABELS = otherLabels();

  private static List<Cbor> otherLabels() {
    var labels = new ArrayList<Cbor>();
    LongStream.rangeClosed(-40, 400).forEach(label -> labels.add(Cbor.of(label)));
    for (long label : new long[] {1, 2, 3, 4, 6, 7, 15, 16}) {
      labels.add(Cbor.of(String.valueOf(label)));
      labels.add(Cbor.of((1L << 32) + label));
      labels.add(Cbor.of(label - (1L << 32)));
    }
    labels.add(Cbor.of(""));
    return labels;
  }

  private static Stream<Vector> all() {
    return Stream.of("public.json", "negative.json", "statements.json")
        .flatMap(file -> PublicVectors.all(file).stream());
  }

  static Stream<Vector> accepted() {
    return all().filter(vector -> vector.code().equals("ACCEPT"));
  }

  /// Those that are refused before any key is looked for.
  static Stream<Vector> refused() {
    return all()
        .filter(vector ->
            vector.code().startsWith("HDR_")
                || (vector.name().startsWith("env-") && isOfTheEnvelope(vector))
                || vector.name().startsWith("cbor-file-")
                || vector.name().startsWith("cbor-headers-")
                || vector.name().startsWith("cbor-unprotected-"));
  }

  private static boolean isOfTheEnvelope(Vector vector) {
    return List.of("ENV_SIZE", "ENV_TAG", "ENV_SHAPE", "ENV_TRUNCATED", "ENV_TRAILING")
            .contains(vector.code())
        && !vector.name().matches("env-payload-(empty|cut|trailing|twice|count)");
  }

  private static Headers read(Vector vector) throws Refusal {
    for (var type : StatementType.values()) {
      if (type.word().equals(vector.type())) {
        return Headers.read(Envelope.read(vector.bytes()).headers(), type);
      }
    }
    throw new IllegalArgumentException(vector.type());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void invariant1_anEnvelopeIsWrittenAgainAsTheSameBytes(Vector vector) throws Refusal {
    var envelope = Envelope.read(vector.bytes());
    assertThat(Envelope.write(envelope.headers(), envelope.payload(), envelope.signature()))
        .isEqualTo(vector.bytes());
    assertThat(envelope.id()).isEqualTo(Digest.of(vector.bytes()));
    var headers = read(vector);
    assertThat(Headers.write(headers.type(), headers.key(), Claims.read(headers.claims())))
        .isEqualTo(envelope.headers());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void invariant2_everyOtherIsRefusedWithItsCode(Vector vector) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> read(vector))
        .satisfies(refusal -> assertThat(refusal.reason().code().name()).isEqualTo(vector.code()));
  }

  @Test
  void invariant3_noHeaderButTheKnown() {
    var kid = GoldenKey.signer().publicKey().id();
    byte[] known = Headers.write(StatementType.CHECK_RUN, kid, CLAIMS);
    var map = (Cbor.Map) Cbor.decode("headers", known, Envelope.LIMITS);
    int refused = 0;
    for (var label : OTHER_LABELS) {
      if (map.entries().stream().anyMatch(entry -> entry.key().equals(label))) {
        continue;
      }
      assertThatExceptionOfType(Refusal.class)
          .isThrownBy(() -> Headers.read(with(map, label).encode()))
          .satisfies(refusal ->
              assertThat(refusal.reason().code())
                  .as(label.toString())
                  .isEqualTo(label.equals(Cbor.of(2)) ? Code.HDR_CRIT : Code.HDR_EXTRA));
      refused++;
    }
    assertThat(refused).isEqualTo(OTHER_LABELS.size() - map.entries().size());
  }

  @Test
  void invariant3_noClaimButTheKnown() throws Refusal {
    var map = (Cbor.Map) CLAIMS.toCbor();
    assertThat(Claims.read(Optional.of(map))).isEqualTo(CLAIMS);
    for (var label : OTHER_LABELS) {
      if (map.entries().stream().noneMatch(entry -> entry.key().equals(label))) {
        assertThatExceptionOfType(Refusal.class)
            .isThrownBy(() -> Claims.read(Optional.of(with(map, label))))
            .satisfies(refusal ->
                assertThat(refusal.reason().code())
                    .as(label.toString())
                    .isEqualTo(Code.CLAIM_EXTRA));
      }
    }
  }

  @Test
  void invariant3_nothingOutsideTheSignature() {
    for (var label : OTHER_LABELS) {
      byte[] file =
          Cbor.array(
                  Cbor.of(new byte[0]),
                  with(Cbor.map().build(), label),
                  Cbor.of(new byte[0]),
                  Cbor.of(new byte[64]))
              .encode();
      byte[] tagged = new byte[file.length + 1];
      tagged[0] = (byte) 0xd2;
      System.arraycopy(file, 0, tagged, 1, file.length);
      assertThatExceptionOfType(Refusal.class)
          .isThrownBy(() -> Envelope.read(tagged))
          .satisfies(
              refusal -> assertThat(refusal.reason().code()).isEqualTo(Code.HDR_UNPROTECTED));
    }
  }

  private static Cbor.Map with(Cbor.Map map, Cbor label) {
    var more = Cbor.map();
    map.entries().forEach(entry -> more.put(((Cbor.Int) entry.key()).value(), entry.value()));
    switch (label) {
      case Cbor.Int(long number) -> more.put(number, Cbor.of(1));
      case Cbor.Text(String text) -> more.put(text, Cbor.of(1));
      case Cbor other -> throw new IllegalArgumentException(other.toString());
    }
    return more.build();
  }

  @Test
  void invariant4_whatIsSignedNamesTheProject() {
    byte[] headers = {1};
    byte[] payload = {2};
    byte[] one = Envelope.toBeSigned(headers, PROJECT, payload);
    byte[] other = Envelope.toBeSigned(headers, ANOTHER, payload);
    assertThat(one).isNotEqualTo(other).containsSequence(PROJECT.bytes());
    byte[] signature = GoldenKey.signer().sign(one);
    assertThat(GoldenKey.signer().publicKey().verifies(one, signature)).isTrue();
    assertThat(GoldenKey.signer().publicKey().verifies(other, signature)).isFalse();
  }
}
