package dev.micelio.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.objects.Condition;
import dev.micelio.core.objects.Key;
import dev.micelio.core.objects.PutAnswer;
import dev.micelio.core.problem.Problem;
import dev.micelio.s3.Dialect.EtagForm;
import dev.micelio.s3.loopback.Fault;
import dev.micelio.s3.loopback.Manner;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DialectProbeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          IGNORES_ABSENT           | a put with If-None-Match: * where an object is was stored
          IGNORES_MATCH            | a put with If-Match where nothing is was stored
          CHECKS_THEN_WRITES       | 16 puts at once with If-None-Match: *
          CHECKS_MATCH_THEN_WRITES | 16 puts at once with one If-Match
          CHECKS_BEFORE_THE_BODY   | 16 puts at once with If-None-Match: *
          STORES_WHAT_LOST         | changed the object
          """)
  void aServerThatBreaksItsWordIsRefusedWithWhatWasSeen(Manner manner, String seen)
      throws IOException {
    try (var server = new Loopback(manner, 0)) {
      assertThatThrownBy(() -> server.open().close())
          .isInstanceOfSatisfying(
              Problem.class,
              e -> {
                assertThat(e.code()).isEqualTo("objects.unfit");
                assertThat(e.kind()).isEqualTo(Problem.Kind.INVALID);
                assertThat(e.what()).contains(seen);
              });
      try (var examined = S3ObjectStore.openToExamine(Loopback.ENV, server.settings(), "")) {
        assertThat(examined.dialect().fit()).isFalse();
        assertThat(String.join("\n", examined.dialect().sentences()))
            .contains("BROKEN: ")
            .contains(seen);
      }
    }
  }

  /// A probe that sees a broken server as fit once in a while is worse than none.
  @RepeatedTest(10)
  void aRaceThatIsDecidedBetweenLookingAndWritingIsSeenEveryTime() throws IOException {
    for (var manner : List.of(Manner.CHECKS_MATCH_THEN_WRITES, Manner.CHECKS_BEFORE_THE_BODY)) {
      try (var server = new Loopback(manner, 0)) {
        assertThatThrownBy(() -> server.open().close())
            .as("%s", manner)
            .isInstanceOf(Problem.class);
      }
    }
  }

  @Test
  void aServerAsDocumentedIsSeenAsThat() throws IOException {
    try (var server = new Loopback(Manner.DOCUMENTED, 0);
        var objects = server.open()) {
      assertThat(objects.dialect()).isEqualTo(Dialect.DOCUMENTED);
      assertThat(objects.dialect().sentences())
          .containsExactly(
              "If-Match takes the entity tag in quotes",
              "a delete that names a version is conditional",
              "a multipart upload can end conditionally");
    }
  }

  @Test
  void cephIsSeenAsItIs() throws IOException {
    try (var server = new Loopback(Manner.CEPH_18, 0);
        var objects = server.open()) {
      assertThat(objects.dialect())
          .isEqualTo(new Dialect(EtagForm.BARE, false, false, true, List.of()));
    }
  }

  @Test
  void aDeleteThatWouldNotBeConditionalIsNotMade() throws IOException {
    try (var server = new Loopback(Manner.PUT_CONDITIONS_ONLY, 0);
        var objects = server.open()) {
      assertThat(objects.dialect())
          .isEqualTo(new Dialect(EtagForm.QUOTED, false, false, false, List.of()));
      var key = new Key("k");
      var old = stored(objects.put(key, Loopback.text("old"), Condition.ANY));
      objects.put(key, Loopback.text("new"), Condition.ANY);
      assertThatThrownBy(() -> objects.delete(key, old.version()))
          .isInstanceOfSatisfying(
              Problem.class, e -> assertThat(e.code()).isEqualTo("objects.conditional-delete"));
      assertThat(Loopback.read(objects, key)).isEqualTo("new");
    }
  }

  private static PutAnswer.Stored stored(PutAnswer answer) {
    return (PutAnswer.Stored) answer;
  }

  @Test
  void theProbeStaysBelowThePrefixAndLeavesNothingBehind() throws IOException {
    try (var server = new Loopback(Manner.DOCUMENTED, 0)) {
      server.beneath().put(new Key("mine/x"), Loopback.text("x"), Condition.ANY);
      S3ObjectStore.open(Loopback.ENV, server.settings(), "mine").close();
      var left = server.beneath().list("", "", 100);
      assertThat(left.entries()).hasSize(1);
      assertThat(server.uploadsUnderWay()).isZero();
    }
  }

  @Test
  void aBusyServerIsAskedAgainAndNotMisjudged() throws IOException {
    try (var server = new Loopback(Manner.DOCUMENTED, 7)) {
      server.faults().set(Fault.SLOW_DOWN, 0.02).set(Fault.ERROR_AFTER, 0.02);
      try (var objects = S3ObjectStore.openToExamine(Loopback.ENV, server.settings(), "")) {
        assertThat(objects.dialect().broken()).isEmpty();
      }
    }
  }

  @Test
  void aServerThatNeverAnswersIsUnavailableAndNotUnfit() throws IOException {
    try (var server = new Loopback(Manner.DOCUMENTED, 7)) {
      server.faults().set(Fault.SLOW_DOWN, 1);
      assertThatThrownBy(() -> server.open().close())
          .isInstanceOfSatisfying(
              Problem.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.UNAVAILABLE));
      assertThat(server.faults().struck()).isLessThan(50);
    }
  }
}
