package dev.micelio.checks.result;

import dev.micelio.attest.statement.Check;
import dev.micelio.checks.outcome.Outcome;
import dev.micelio.checks.outcome.Usage;
import dev.micelio.core.cbor.Cbor;
import dev.micelio.core.cbor.CborField;
import dev.micelio.core.cbor.CborFields;
import dev.micelio.core.cbor.CborLimits;
import dev.micelio.core.digest.Digest;
import dev.micelio.core.project.ProjectId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Known results as canonical CBOR: `docs/formats/local-results.md`.
final class KnownResultFormat {
  /// In one file.
  static final int RESULTS_MAX = 20;

  static final int BYTES_MAX = 64 * 1024;
  private static final CborLimits LIMITS = new CborLimits(BYTES_MAX, 1024, 4);
  private static final int NAME_BYTES_MAX = 64;
  private static final int OUTCOME_BYTES_MAX = 32;

  private KnownResultFormat() {}

  static byte[] write(List<KnownResult> results) {
    return Cbor.array(results.stream().map(KnownResultFormat::write).toList()).encode();
  }

  static List<KnownResult> read(byte[] bytes) {
    return CborField.of("known results", Cbor.decode("known results", bytes, LIMITS))
        .list(RESULTS_MAX, KnownResultFormat::read);
  }

  private static Cbor write(KnownResult result) {
    var map =
        Cbor.map()
            .put("key", Cbor.of(result.key()))
            .put("project", Cbor.of(result.project().bytes()))
            .put("name", Cbor.of(result.name()))
            .put("system", Cbor.of(result.system()))
            .put("source", Cbor.of(result.source()))
            .put("tree", Cbor.of(result.tree()))
            .put("outcome", Cbor.of(result.outcome().word()))
            .put("exit", Cbor.of(result.exit()))
            .put("started", Cbor.of(result.startedMillis()))
            .put("finished", Cbor.of(result.finishedMillis()))
            .put("attempt", Cbor.of(result.attempt()))
            .put("detail", Cbor.of(cut(result.detail())));
    result.usage().cpuMillis().ifPresent(millis -> map.put("cpu", Cbor.of(millis)));
    result.usage().peakBytes().ifPresent(bytes -> map.put("peak", Cbor.of(bytes)));
    result.attestation().ifPresent(id -> map.put("attestation", Cbor.of(id)));
    result.log().ifPresent(log -> map.put("log", write(log)));
    result.outputsKey().ifPresent(key -> map.put("outputs", Cbor.of(key)));
    return map.build();
  }

  private static Cbor write(Check.Log log) {
    return Cbor.map()
        .put("sha256", Cbor.of(log.sha256()))
        .put("size", Cbor.of(log.size()))
        .put("zst_sha256", Cbor.of(log.packedSha256()))
        .put("zst_size", Cbor.of(log.packedSize()))
        .build();
  }

  /// As much of a detail as is kept.
  private static String cut(String detail) {
    int letters = 0;
    int bytes = 0;
    var out = new StringBuilder();
    while (letters < detail.length()) {
      int letter = detail.codePointAt(letters);
      letters += Character.charCount(letter);
      boolean half = letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE;
      String text = half ? "\ufffd" : Character.toString(letter);
      bytes += text.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > KnownResult.DETAIL_BYTES_MAX) {
        break;
      }
      out.append(text);
    }
    return out.toString();
  }

  private static KnownResult read(Cbor value) {
    var fields = CborFields.of("a known result", value);
    var result =
        new KnownResult(
            fields.digest("key"),
            ProjectId.of(fields.bytes("project", ProjectId.SIZE_BYTES)),
            fields.text("name", NAME_BYTES_MAX),
            fields.text("system", KnownResult.SYSTEM_BYTES_MAX),
            fields.digest("source"),
            fields.digest("tree"),
            outcome(fields.at("outcome")),
            (int) fields.integer("exit", Integer.MIN_VALUE, Integer.MAX_VALUE),
            fields.uint("started"),
            fields.uint("finished"),
            new Usage(number(fields, "cpu"), number(fields, "peak")),
            digest(fields, "attestation"),
            fields.has("log") ? Optional.of(log(fields.fields("log"))) : Optional.empty(),
            fields.integer("attempt", 1, Long.MAX_VALUE),
            digest(fields, "outputs"),
            fields.text("detail", KnownResult.DETAIL_BYTES_MAX));
    fields.end();
    return result;
  }

  private static Outcome outcome(CborField field) {
    String word = field.text(OUTCOME_BYTES_MAX);
    for (var outcome : Outcome.values()) {
      if (outcome.word().equals(word)) {
        return outcome;
      }
    }
    throw field.unexpected("an outcome");
  }

  private static OptionalLong number(CborFields fields, String name) {
    return fields.has(name) ? OptionalLong.of(fields.uint(name)) : OptionalLong.empty();
  }

  private static Optional<Digest> digest(CborFields fields, String name) {
    return fields.has(name) ? Optional.of(fields.digest(name)) : Optional.empty();
  }

  private static Check.Log log(CborFields fields) {
    var log =
        new Check.Log(
            fields.digest("sha256"),
            fields.uint("size"),
            fields.digest("zst_sha256"),
            fields.uint("zst_size"));
    fields.end();
    return log;
  }
}
