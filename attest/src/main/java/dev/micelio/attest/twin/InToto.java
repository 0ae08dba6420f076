package dev.micelio.attest.twin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.micelio.attest.statement.CheckRun;
import dev.micelio.core.digest.Digest;
import java.util.List;

/// An in-toto statement that a check run gives, in its one serialisation (RFC 8785).
public record InToto(String predicateType, String json) {
  public static final String TEST_RESULT = "https://in-toto.io/attestation/test-result/v0.1";
  public static final String PROVENANCE = "https://slsa.dev/provenance/v1";

  /// A thousand outputs, and less where they are many with long inputs: a small record must not be
  /// the cause of much work.
  public static final int PROVENANCE_LENGTH_MAX = 4 << 20;

  private static final String STATEMENT = "https://in-toto.io/Statement/v1";

  /// The test result. The cti is 32 hexadecimal digits.
  public static InToto testResult(CheckRun run, String cti) {
    return statement(TEST_RESULT, TestResult.subject(run), TestResult.predicate(run, cti));
  }

  /// One for each output that was built in this run, in the order of the record, as far as they
  /// have no more than [#PROVENANCE_LENGTH_MAX] characters together. What came out of a cache was
  /// not built here, and has none.
  public static List<InToto> provenance(CheckRun run, String cti) {
    return Provenance.of(run, cti);
  }

  static InToto statement(String predicateType, Json subject, Json predicate) {
    var statement =
        Json.object(
            Json.member("_type", STATEMENT),
            Json.member("predicate", predicate),
            Json.member("predicateType", predicateType),
            Json.member("subject", Json.array(subject)));
    return new InToto(predicateType, new String(statement.bytes(), UTF_8));
  }

  public byte[] bytes() {
    return json.getBytes(UTF_8);
  }

  public Digest sha256() {
    return Digest.of(bytes());
  }

  /// How a check run names this statement.
  public CheckRun.TwinDigest twin() {
    return new CheckRun.TwinDigest(predicateType, sha256());
  }
}
